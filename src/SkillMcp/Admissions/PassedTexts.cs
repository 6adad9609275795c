using System.Runtime.InteropServices;
using System.Security.Cryptography;
using SkillMcp.Safety;

namespace SkillMcp.Admissions;

/// <summary>
/// The texts of files that passed the screen, by their digests, so that the same text is not screened again: a collection has one file
/// in many skills, and a skill has the files of those within it.
/// </summary>
sealed class PassedTexts
{
    // A digest each. What is forgotten is only screened again.
    const int MaxKnown = 8_192;

    // A shorter text is screened in the time that looking for it takes.
    const int MinLength = 200;

    readonly HashSet<string> known = new(StringComparer.Ordinal);
    readonly Lock change = new();

    /// <summary>Screens the text of a file, unless it passed before. Whether it passes does not depend on where it is.</summary>
    public ScreeningResult Screen(string path, string text)
    {
        if (text.Length < MinLength)
        {
            return FileScreen.OfText(path, text);
        }
        var digest = Convert.ToHexString(SHA256.HashData(MemoryMarshal.AsBytes(text.AsSpan())));
        if (IsKnown(digest))
        {
            return ScreeningResult.Clean;
        }
        var result = FileScreen.OfText(path, text);
        if (result.Verdict == ScreeningVerdict.Pass)
        {
            Add(digest);
        }
        return result;
    }

    bool IsKnown(string digest)
    {
        lock (change)
        {
            return known.Contains(digest);
        }
    }

    void Add(string digest)
    {
        lock (change)
        {
            if (known.Count == MaxKnown)
            {
                known.Clear();
            }
            known.Add(digest);
        }
    }
}
