using System.Runtime.InteropServices;
using System.Security.Cryptography;
using SkillMcp.Safety;

namespace SkillMcp.Admissions;

/// <summary>
/// The texts that passed the screen, by their digests, so that the same text is not screened again: a collection has one file in many
/// skills, a skill has the files of those within it, and its names in its submission, its draft and its row.
/// </summary>
/// <param name="screen">Screens a text that is at a place.</param>
sealed class PassedTexts(Func<string, string, ScreeningResult> screen)
{
    // A digest each. What is forgotten is only screened again.
    const int MaxKnown = 8_192;

    readonly HashSet<string> known = new(StringComparer.Ordinal);
    readonly Lock change = new();

    /// <summary>Screens a text, unless it passed before. Whether it passes does not depend on where it is.</summary>
    public ScreeningResult Screen(string place, string text)
    {
        var digest = Convert.ToHexString(SHA256.HashData(MemoryMarshal.AsBytes(text.AsSpan())));
        if (IsKnown(digest))
        {
            return ScreeningResult.Clean;
        }
        var result = screen(place, text);
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
