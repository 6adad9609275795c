using System.Text;

namespace SkillMcp.Server.Commands.Editing;

/// <summary>A text that is being edited, in a temporary file that only its author can read.</summary>
sealed class EditedFile
{
    readonly string original;

    EditedFile(string path, string original) => (Path, this.original) = (path, original);

    public string Path { get; }

    public static async Task<EditedFile> WriteAsync(string text, CancellationToken cancel)
    {
        var path = System.IO.Path.Combine(Directory.CreateTempSubdirectory("skillmcp-").FullName, "SKILL.md");
        await File.WriteAllTextAsync(path, text, cancel);
        return new EditedFile(path, text);
    }

    /// <summary>The text as it is now; null if nothing was changed.</summary>
    public async Task<string?> ReadAsync(CancellationToken cancel)
    {
        var text = Encoding.UTF8.GetString(await File.ReadAllBytesAsync(Path, cancel));
        return text == original ? null : text;
    }

    /// <summary>Does something with the text; if that fails, the message says where the text is kept.</summary>
    public async Task KeepOnFailureAsync(Func<Task> act)
    {
        try
        {
            await act();
        }
        catch (SkillException mistake)
        {
            throw Kept(mistake);
        }
    }

    /// <summary>The mistake, with the path of the file in which the text is kept.</summary>
    public SkillException Kept(SkillException mistake) => new($"{mistake.Message} Your text is kept in {Path}.");

    public void Delete() => Directory.Delete(System.IO.Path.GetDirectoryName(Path)!, recursive: true);
}
