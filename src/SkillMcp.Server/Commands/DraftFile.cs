using System.Text;

namespace SkillMcp.Server.Commands;

/// <summary>A text on its way through an editor, in a file that only its author can read.</summary>
sealed class DraftFile
{
    readonly string original;

    DraftFile(string file, string original) => (File, this.original) = (file, original);

    public string File { get; }

    public static async Task<DraftFile> WriteAsync(string text, CancellationToken cancel)
    {
        var file = Path.Combine(Directory.CreateTempSubdirectory("skillmcp-").FullName, "SKILL.md");
        await System.IO.File.WriteAllTextAsync(file, text, cancel);
        return new DraftFile(file, text);
    }

    /// <summary>The text as it is now; null where nothing was changed.</summary>
    public async Task<string?> ReadAsync(CancellationToken cancel) => Encoding.UTF8.GetString(await System.IO.File.ReadAllBytesAsync(File, cancel)) is var text && text != original ? text : null;

    /// <summary>Does something with it; if that cannot be done, says where the text is kept.</summary>
    public async Task KeptUnlessAsync(Func<Task> done)
    {
        try
        {
            await done();
        }
        catch (SkillException mistake)
        {
            throw Kept(mistake);
        }
    }

    public SkillException Kept(SkillException mistake) => new($"{mistake.Message} Your text is kept in {File}.");

    public void Delete() => Directory.Delete(Path.GetDirectoryName(File)!, recursive: true);
}
