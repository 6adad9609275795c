using System.CommandLine;
using System.Text;
using SkillMcp.Packaging;
using SkillMcp.Server.Commands.Editing;
using SkillMcp.Server.Commands.Invocation;
using SkillMcp.Server.Commands.Output;

namespace SkillMcp.Server.Commands;

static class EditCommand
{
    public static Command Build() => new Command(
        "edit", "Change a skill in your editor ($VISUAL or $EDITOR); what you save is its next version.")
    {
        SkillArgument.Name,
    }
        .WithExamples("skillmcp edit deploy-api", "EDITOR='code --wait' skillmcp edit deploy-api")
        .OnMemory(OpenMode.Existing, EditAsync);

    static async Task EditAsync(ParseResult typed, SkillMemory memory, CancellationToken cancel)
    {
        var skill = await memory.GetAsync(SkillArgument.NameFrom(typed), cancel);
        var folder = SkillFolder.Write(await memory.PackForEditingAsync(skill, cancel));
        var draft = await EditedFile.WriteAsync(Encoding.UTF8.GetString(folder[0].Content.Span), cancel);
        if (await EditedAsync(draft, folder, cancel) is { } edited)
        {
            await draft.KeepOnFailureAsync(async () =>
            {
                var procedure = WithoutLayout(skill, SkillFolder.Read(folder).Procedure, edited.Procedure);
                var after = await memory.EditAsync(skill, procedure, "edited", CompositionRoot.Person, edited.Contents, cancel);
                Terminal.Line(Describe(skill, after));
            });
        }
        else
        {
            Terminal.Line($"Nothing was changed in {skill.Name}.");
        }
        draft.Delete();
    }

    /// <summary>What the author made of the draft, edited again until it can be read; null if it was left as it was.</summary>
    static async Task<PackedSkill?> EditedAsync(EditedFile draft, IReadOnlyList<FolderFile> folder, CancellationToken cancel)
    {
        while (true)
        {
            await draft.KeepOnFailureAsync(() => Editor.OpenAsync(draft.Path, cancel));
            try
            {
                return await draft.ReadAsync(cancel) is { } text
                    ? Checked(SkillFolder.Read([new FolderFile(SkillFile.Markdown, Encoding.UTF8.GetBytes(text)), .. folder.Skip(1)]))
                    : null;
            }
            catch (SkillException mistake) when (Terminal.CanAsk && Terminal.Ask($"{mistake.Message}\nOpen it again?", byDefault: true))
            {
            }
            catch (SkillException mistake)
            {
                throw draft.Kept(mistake);
            }
        }
    }

    // Its author is here, and can put right what would be read as well as it can be from a file.
    static PackedSkill Checked(PackedSkill edited) =>
        edited.FrontMatterMistake.Length == 0 ? edited : throw new SkillException(edited.FrontMatterMistake);

    /// <summary>
    /// What a composite is to say. Its own words can be edited; its steps are its components', and so are the conditions
    /// that it shows while it has none of its own.
    /// </summary>
    static Procedure WithoutLayout(Skill skill, Procedure shown, Procedure edited)
    {
        if (!skill.Procedure.IsComposite)
        {
            return edited;
        }
        if (!edited.Steps.SequenceEqual(shown.Steps) || !edited.Parameters.SequenceEqual(shown.Parameters))
        {
            throw new SkillException(
                $"'{skill.Name}' is a composite, and its steps are its components': edit those, or compose a new one. "
                + "Its title, description, category, tags and conditions can be edited here.");
        }
        var own = edited with { Steps = [], Parameters = skill.Procedure.Parameters, Components = skill.Procedure.Components };
        return own.WithLists((field, texts) => texts.SequenceEqual(shown.ListOf(field)) ? skill.Procedure.ListOf(field) : texts);
    }

    static string Describe(Skill before, Skill after)
    {
        if (after.Id != before.Id)
        {
            return $"{before.Name} is unchanged; the change is quarantined as {after.Name} ({after.Lifecycle.Reason}). "
                + $"If it may be used: skillmcp approve {after.Name}";
        }
        if (after.Version == before.Version)
        {
            return $"Nothing was changed in {before.Name}.";
        }
        var renamed = after.Name == before.Name ? "" : $"; it was {before.Name}";
        return $"{after.Name} is version {after.Version} now{renamed}.";
    }
}
