using System.Buffers.Text;
using System.Text;

namespace SkillMcp.Server.Wire;

/// <summary>The cursor of a page: the name of the last skill of the page before.</summary>
static class Cursor
{
    const string UnknownCursor = "This cursor is not one of ours: give back the one that came with the page before, or none.";

    // Begins an encoded cursor, so that no other text is taken for one.
    const string Prefix = "after:";

    /// <summary>The name of the last skill of the page before; empty for the first page.</summary>
    /// <exception cref="SkillException">The text is not a cursor.</exception>
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

    /// <summary>A cursor that is opaque to a client.</summary>
    public static string Encode(string last) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(Prefix + last));

    /// <summary>What <see cref="Encode"/> was given; empty for the first page.</summary>
    /// <exception cref="SkillException">The text is not a cursor.</exception>
    public static string Decode(string? cursor)
    {
        if (cursor is null)
        {
            return "";
        }
        try
        {
            var text = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(cursor));
            return text.StartsWith(Prefix, StringComparison.Ordinal) ? text[Prefix.Length..] : throw new SkillException(UnknownCursor);
        }
        catch (FormatException)
        {
            throw new SkillException(UnknownCursor);
        }
    }
}
