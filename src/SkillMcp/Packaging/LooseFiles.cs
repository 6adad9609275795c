namespace SkillMcp.Packaging;

/// <summary>What becomes of the files that are in no skill's folder: the first reader that takes one decides.</summary>
static class LooseFiles
{
    static readonly IReadOnlyList<IFileReader> Readers = [];

    /// <summary>What was found, with the skills of loose files in their place. A file that no reader takes is passed over.</summary>
    public static IEnumerable<SourceItem> Read(IEnumerable<SourceItem> found) =>
        found.Select(item => item is LooseFile file ? Read(file) : item).OfType<SourceItem>();

    static SourceItem? Read(LooseFile file)
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
            return new RefusedItem(file.Place, $"it cannot be read: {unreadable.Message}");
        }
    }
}
