using System.Security.Cryptography;
using System.Text;
using SkillMcp.Fields;

namespace SkillMcp.Answers;

/// <summary>
/// Delimits stored text in an answer and declares it as learned data. The delimiters carry a random number drawn for this one answer,
/// which no stored text can forge. Stored text goes into an answer only inside such a block.
/// </summary>
sealed class UntrustedBlock
{
    // A forged end would have to hold the number before it is drawn, and to begin a line, which no stored text does.
    const int NonceBytes = 4;

    readonly StringBuilder inside = new();

    public bool IsEmpty => inside.Length == 0;

    /// <summary>A line of our own, such as a heading or a number.</summary>
    public UntrustedBlock Line(string ours)
    {
        inside.Append(ours).Append('\n');
        return this;
    }

    /// <summary>A stored text behind its mark.</summary>
    public UntrustedBlock Item(string mark, string stored) => Line(SkillText.Item(mark, stored));

    /// <summary>Lists of a procedure, each under its label.</summary>
    /// <param name="lists">Which ones.</param>
    /// <param name="textsOf">The texts of a list, each with its mark.</param>
    public UntrustedBlock Lists(IEnumerable<TextField> lists, Func<TextField, IEnumerable<(string Mark, string Text)>> textsOf)
    {
        foreach (var list in lists)
        {
            Section($"{list.Label}:", [.. textsOf(list).Select(shown => ($"  {shown.Mark}", shown.Text))]);
        }
        return this;
    }

    /// <summary>Stored texts, each behind the same mark.</summary>
    public UntrustedBlock Items(string mark, IEnumerable<string> stored)
    {
        foreach (var text in stored)
        {
            Item(mark, text);
        }
        return this;
    }

    /// <summary>Stored texts under a heading; nothing where there are none.</summary>
    public UntrustedBlock Section(string heading, string mark, IReadOnlyList<string> stored) =>
        Section(heading, [.. stored.Select(text => (mark, text))]);

    /// <summary>Stored texts under a heading, each behind a mark of its own.</summary>
    public UntrustedBlock Section(string heading, IReadOnlyList<(string Mark, string Text)> stored)
    {
        if (stored.Count > 0)
        {
            Line(heading);
        }
        foreach (var (mark, text) in stored)
        {
            Item(mark, text);
        }
        return this;
    }

    public override string ToString()
    {
        var nonce = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(NonceBytes));
        return $"[{nonce} begins] {StoredText.Notice}\n{VisibleText.Of(inside.ToString())}[{nonce} ends]";
    }
}
