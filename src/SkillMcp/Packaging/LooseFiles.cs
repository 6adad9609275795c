namespace SkillMcp.Packaging;

/// <summary>
/// What becomes of the files that are in no skill's folder: the first reader that takes one decides. What none takes is counted, and told
/// in a line.
/// </summary>
static class LooseFiles
{
    static readonly IReadOnlyList<IFileReader> Readers =
    [
        MarkdownKinds.Rules,
        MarkdownKinds.Commands,
        MarkdownKinds.Agents,
        MarkdownKinds.FlatSkills,
        MarkdownKinds.Runbooks,
        new AutomationDocumentReader(),
        new MarketplaceReader(),
    ];

    /// <summary>What was found, with the skills of loose files in their place.</summary>
    public static IEnumerable<SourceItem> Read(IEnumerable<SourceItem> found)
    {
        var others = new OtherFiles();
        var root = "";
        foreach (var item in found)
        {
            if (item is not LooseFile file)
            {
                yield return item;
            }
            else if (Take(WithFolder(file)) is { } taken)
            {
                yield return taken;
            }
            else
            {
                root = others.Count == 0 ? RootOf(file) : root;
                others.Add(file.Path);
            }
        }
        if (others.Count > 0)
        {
            yield return new SkippedItem(root, $"no skills: {others}");
        }
    }

    /// <summary>What a file holds; null if no reader takes it.</summary>
    public static SourceItem? Take(LooseFile file)
    {
        var readers = Readers.Where(reader => reader.MayTake(file.Path)).ToList();
        if (readers.Count == 0)
        {
            return null;
        }
        try
        {
            var content = file.Read();
            return readers.Select(reader => reader.Take(file, content)).FirstOrDefault(item => item is not null);
        }
        catch (SkillException mistake)
        {
            return new RefusedItem(file.Place, mistake.Message);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            return new RefusedItem(file.Place, SkillSource.Unreadable(unreadable));
        }
    }

    /// <summary>A file with the name of the folder that was named before its path, which may be what tells its kind: "commands".</summary>
    static LooseFile WithFolder(LooseFile file)
    {
        var folder = Path.GetFileName(Path.GetFullPath(RootOf(file)));
        return file with { Path = $"{folder}/{file.Path}" };
    }

    static string RootOf(LooseFile file)
    {
        var root = file.Place.EndsWith(file.Path, StringComparison.Ordinal) ? file.Place[..^file.Path.Length].TrimEnd('/', '\\') : "";
        return root.Length > 0 ? root : ".";
    }
}
