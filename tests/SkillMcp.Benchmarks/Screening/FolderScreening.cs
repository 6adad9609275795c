using System.CommandLine;
using System.Globalization;
using SkillMcp.Admissions;
using SkillMcp.Packaging;
using SkillMcp.Safety;

namespace SkillMcp.Benchmarks.Screening;

/// <summary>
/// What an import would say of real skills with every file beside them. Tables of texts do not tell how often honest skills are kept
/// apart: what the screen stumbles over is in schemas, templates and programs that lie beside a SKILL.md.
/// </summary>
static class FolderScreening
{
    /// <param name="typed">The command line, with or without --json.</param>
    /// <param name="folder">A folder of collections: each folder in it that holds skills is one.</param>
    public static void Run(ParseResult typed, string folder)
    {
        var skills = Directory.GetDirectories(folder).Order(StringComparer.Ordinal).SelectMany(ScreenedIn).ToList();
        var figures = skills.GroupBy(skill => skill.Collection).Select(Figure.Of).ToList();
        if (figures.Count == 0)
        {
            throw new SkillException($"There are no skills in '{folder}': name a folder of folders with SKILL.md files.");
        }
        figures.Add(Figure.Of("all", skills));
        Speed.Report.Print(typed, new { Collections = figures, Doubtful = skills.FindAll(skill => skill.Verdict > ScreeningVerdict.Pass) },
            "What an import would refuse and keep apart, with all files.",
            [["collection", "skills", "refused", "kept apart", "share"], .. figures.Select(figure => figure.Cells)]);
        if (!typed.GetValue(Speed.Report.AsJson))
        {
            Print(skills);
        }
    }

    static void Print(List<ScreenedSkill> skills)
    {
        foreach (var skill in skills.Where(skill => skill.Verdict > ScreeningVerdict.Pass).OrderByDescending(skill => skill.Verdict))
        {
            Console.WriteLine($"\n{EnumName.Of(skill.Verdict)}: {skill.Collection}, {skill.Place}");
            foreach (var finding in skill.Findings)
            {
                Console.WriteLine($"  {finding}");
            }
        }
    }

    static IEnumerable<ScreenedSkill> ScreenedIn(string collection)
    {
        var control = new AdmissionControl(quarantineAgents: false);
        foreach (var item in SkillSource.Read(collection).OfType<FolderItem>())
        {
            var place = Path.GetRelativePath(collection, item.Place);
            yield return Screened(control, Path.GetFileName(collection), place, item);
        }
    }

    static ScreenedSkill Screened(AdmissionControl control, string collection, string place, FolderItem item)
    {
        try
        {
            var packed = SkillFolder.Read(item.Files, item.Name);
            var admission = control.Admit(new SkillSubmission(packed.Procedure, packed.Contents), new Actor(Author.Person));
            var verdict = admission.Doubts.Select(doubt => doubt.Verdict).DefaultIfEmpty(ScreeningVerdict.Pass).Max();
            return new ScreenedSkill(collection, place, verdict,
            [
                .. admission.Doubts.SelectMany(doubt => doubt.Findings).Where(finding => finding.Severity > Severity.Low)
                    .Select(finding => $"{finding.Rule} in {finding.Place}: {finding.Reason}").Distinct(),
            ]);
        }
        catch (SkillException mistake)
        {
            // What is no skill is refused before the screen reads it.
            return new ScreenedSkill(collection, place, ScreeningVerdict.Pass, [mistake.Message]);
        }
    }

    sealed record ScreenedSkill(string Collection, string Place, ScreeningVerdict Verdict, IReadOnlyList<string> Findings);

    sealed record Figure(string Collection, int Skills, int Refused, int Quarantined)
    {
        public static Figure Of(IGrouping<string, ScreenedSkill> skills) => Of(skills.Key, [.. skills]);

        public static Figure Of(string collection, List<ScreenedSkill> skills) => new(
            collection,
            skills.Count,
            skills.Count(skill => skill.Verdict == ScreeningVerdict.Refuse),
            skills.Count(skill => skill.Verdict == ScreeningVerdict.Quarantine));

        public string[] Cells =>
        [
            Collection, $"{Skills}", $"{Refused}", $"{Quarantined}",
            ((double)Quarantined / Skills).ToString("0.0 %", CultureInfo.InvariantCulture),
        ];
    }
}
