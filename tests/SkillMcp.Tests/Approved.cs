namespace SkillMcp.Tests;

/// <summary>Texts that a person has approved: what differs is written beside the file, to be looked at and taken over.</summary>
static class Approved
{
    public static void Check(string text, string file)
    {
        var path = Path.Combine(Here.Solution, "tests", "SkillMcp.Tests", file);
        var received = path.Replace(".approved.", ".received.", StringComparison.Ordinal);
        if (File.Exists(path) && File.ReadAllText(path) == text)
        {
            File.Delete(received);
            return;
        }
        File.WriteAllText(received, text);
        Assert.Equal(File.Exists(path) ? File.ReadAllText(path) : "", text);
    }
}
