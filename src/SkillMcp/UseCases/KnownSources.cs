using System.Runtime.CompilerServices;
using SkillMcp.Admissions;
using SkillMcp.Packaging;
using SkillMcp.Safety;

namespace SkillMcp.UseCases;

/// <summary>
/// What was read at the places that skills are imported from, and what became of it. The same again is neither read nor screened, unless
/// another program does: its rules may see more.
/// </summary>
sealed class KnownSources(IMemoryStore store, Project project)
{
    // A write for each takes longer than what it saves. What is lost with the process is only read again.
    const int MaxPending = 250;

    // All that it reads and screens by is a part of the program, down to the weights of the screen.
    static readonly string Rules = typeof(KnownSources).Module.ModuleVersionId.ToString("N");

    readonly ConditionalWeakTable<ImportBatch, IReadOnlyDictionary<string, ImportSource>> known = [];
    readonly List<ImportSource> pending = [];

    /// <summary>What is known of a place, if this program read just the same there; else null.</summary>
    public async Task<ImportSource?> FindAsync(UnreadSkill unread, string place, ImportBatch batch, CancellationToken cancel)
    {
        if (!known.TryGetValue(batch, out var sources))
        {
            sources = (await store.ImportSourcesAsync(project, cancel)).ToDictionary(source => source.Place, StringComparer.Ordinal);
            known.AddOrUpdate(batch, sources);
        }
        var source = sources.GetValueOrDefault(Redaction.OfText(place));
        return source is not null && source.Hash == unread.Hash && source.Rules == Rules ? source : null;
    }

    /// <summary>Keeps that what was read at a place became a skill.</summary>
    public Task KeepAsync(PortableSkill read, string place, Skill became, CancellationToken cancel) => KeepAsync(
        read, place, source => source with { Skill = became.Id, Content = became.Procedure.ContentHash() }, cancel);

    /// <summary>Keeps that what was read at a place was refused.</summary>
    public Task KeepAsync(PortableSkill read, string place, SkillException refused, ScreenRefusal cause, CancellationToken cancel)
    {
        // What a file is called may be a secret, as its text.
        var findings = cause.Screening.Findings.Select(finding => finding with { Place = Redaction.OfText(finding.Place) });
        return KeepAsync(
            read, place, source => source with { Refusal = Redaction.OfText(refused.Message), Findings = [.. findings] }, cancel);
    }

    /// <summary>The refusal of what was read at a place before.</summary>
    public static SkillException RefusalOf(ImportSource source) =>
        new(source.Refusal, new ScreenRefusal(new ScreeningResult(ScreeningVerdict.Refuse, source.Findings)));

    async Task KeepAsync(PortableSkill read, string place, Func<ImportSource, ImportSource> with, CancellationToken cancel)
    {
        var name = read.Skill.Name.Value;
        if (read.SourceHash.Length == 0 || place.Length == 0 || Redaction.OfText(name) != name)
        {
            return;
        }
        pending.Add(with(new ImportSource { Place = Redaction.OfText(place), Hash = read.SourceHash, Rules = Rules, Name = name }));
        if (pending.Count >= MaxPending)
        {
            await FlushAsync(cancel);
        }
    }

    /// <summary>Writes down what is still to be.</summary>
    public async Task FlushAsync(CancellationToken cancel)
    {
        if (pending.Count > 0)
        {
            await store.KeepImportSourcesAsync(project, pending, cancel);
            pending.Clear();
        }
    }
}
