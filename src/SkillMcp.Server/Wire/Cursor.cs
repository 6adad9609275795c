using System.Buffers.Text;
using System.Text;

namespace SkillMcp.Server.Wire;

/// <summary>Where a page begins: what the page before ended in.</summary>
static class Cursor
{
    const string UnknownCursor = "This cursor is not one of ours: give back the one that came with the page before, or none.";

    // What a sealed cursor begins with, so that no other text reads as one.
    const string Prefix = "after:";

    /// <summary>The name of the last skill of the page before; empty for the first page.</summary>
    /// <exception cref="SkillException">No page ends in this.</exception>
    public static string Parse(string text)
    {
        try
        {
            return text == "" ? "" : SkillName.Parse(text).Value;
        }
        catch (SkillException)
        {
            throw new SkillException(UnknownCursor);
        }
    }

    /// <summary>A cursor that says nothing to a client.</summary>
    public static string Encode(string last) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(Prefix + last));

    /// <summary>What <see cref="Encode"/> was given; empty for the first page.</summary>
    /// <exception cref="SkillException">No page ends in this.</exception>
    public static string Decode(string? cursor)
    {
        if (cursor is null)
        {
            return "";
        }
        try
        {
            return Encoding.UTF8.GetString(Base64Url.DecodeFromChars(cursor)) is var read && read.StartsWith(Prefix, StringComparison.Ordinal) ? read[Prefix.Length..] : throw new SkillException(UnknownCursor);
        }
        catch (FormatException)
        {
            throw new SkillException(UnknownCursor);
        }
    }
}
