using System.CommandLine;
using System.Text;
using SkillMcp.Packaging;
using SkillMcp.Sqlite;

namespace SkillMcp.Server.Commands;

static class EditCommand
{
    static readonly Argument<string> Name = new("NAME") { Description = "The name of the skill." };

    public static Command Build() => new Command("edit", "Change a skill in your editor ($VISUAL or $EDITOR); what you save is its next version.")
    {
        Name,
    }
        .WithExamples("skillmcp edit deploy-api", "EDITOR='code --wait' skillmcp edit deploy-api")
        .OnMemory(OpenMode.Existing, EditAsync);

    static async Task EditAsync(ParseResult typed, SkillMemory memory, CancellationToken cancel)
    {
        var skill = await memory.GetAsync(SkillName.Parse(typed.GetRequiredValue(Name)), cancel);
        var folder = SkillFolder.Write(await memory.DraftAsync(skill, cancel));
        var draft = await DraftFile.WriteAsync(Encoding.UTF8.GetString(folder[0].Content.Span), cancel);
        if (await EditedAsync(draft, folder, cancel) is { } written)
        {
            await draft.KeptUnlessAsync(async () => Tell(
                skill, await memory.EditAsync(skill, WithoutLayout(skill, SkillFolder.Read(folder).Procedure, written.Procedure), "edited", new Provenance(Author.Person), written.Contents, cancel)));
        }
        else
        {
            Terminal.Line($"Nothing was changed in {skill.Name}.");
        }
        draft.Delete();
    }

    /// <summary>What the author made of the draft, edited until it can be read; null where it is as it was.</summary>
    static async Task<PackedSkill?> EditedAsync(DraftFile draft, IReadOnlyList<FolderFile> folder, CancellationToken cancel)
    {
        while (true)
        {
            await draft.KeptUnlessAsync(() => Editor.OpenAsync(draft.File, cancel));
            try
            {
                return await draft.ReadAsync(cancel) is { } text ? SkillFolder.Read([new FolderFile(SkillFile.Markdown, Encoding.UTF8.GetBytes(text)), .. folder.Skip(1)]) : null;
            }
            catch (SkillException mistake) when (Terminal.CanAsk && Terminal.Ask($"{mistake.Message}\nOpen it again?", otherwise: true))
            {
            }
            catch (SkillException mistake)
            {
                throw draft.Kept(mistake);
            }
        }
    }

    /// <summary>
    /// What a composite is to say. Its own words can be edited; its steps are its components', and conditions
    /// that were only laid out are not its own.
    /// </summary>
    static Procedure WithoutLayout(Skill skill, Procedure shown, Procedure written)
    {
        if (!skill.Procedure.IsComposite)
        {
            return written;
        }
        if (!written.Steps.SequenceEqual(shown.Steps) || !written.Parameters.SequenceEqual(shown.Parameters))
        {
            throw new SkillException($"'{skill.Name}' is a composite, and its steps are its components': edit those, or compose a new one. Its title, description, category, tags and conditions can be edited here.");
        }
        return skill.Procedure with
        {
            Title = written.Title,
            Description = written.Description,
            Category = written.Category,
            Tags = written.Tags,
            Preconditions = written.Preconditions.SequenceEqual(shown.Preconditions) ? skill.Procedure.Preconditions : written.Preconditions,
            Document = written.Document,
            Files = written.Files,
            Postconditions = written.Postconditions.SequenceEqual(shown.Postconditions) ? skill.Procedure.Postconditions : written.Postconditions,
        };
    }

    static void Tell(Skill before, Skill after) => Terminal.Line(after.Id != before.Id
        ? $"{before.Name} stays as it is; the change is kept apart as {after.Name} ({after.Lifecycle.Reason}). If it may be used: skillmcp approve {after.Name}"
        : after.Version == before.Version
        ? $"Nothing was changed in {before.Name}."
        : $"{after.Name} is version {after.Version} now{(after.Name == before.Name ? "" : $"; it was {before.Name}")}.");
}
