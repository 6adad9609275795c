using System.Text;
using System.Text.RegularExpressions;

namespace SkillMcp;

/// <summary>
/// The name of a skill, by the rule of Agent Skills: 1-64 of <c>a-z 0-9 -</c>,
/// with no leading, trailing or double hyphen.
/// </summary>
public readonly partial record struct SkillName
{
    /// <summary>The maximum length of a name, in characters.</summary>
    public const int MaxLength = 64;

    readonly string? text;

    SkillName(string text) => this.text = text;

    /// <summary>The name.</summary>
    public string Value => text ?? throw new InvalidOperationException("A skill name was used before it was set.");

    /// <summary>Reads a name that is given to find a skill; <c>docker_ecr_deploy</c> finds <c>docker-ecr-deploy</c>.</summary>
    /// <exception cref="SkillException">The text is not a skill name.</exception>
    public static SkillName Parse(string text) =>
        text.Length <= MaxLength && text.All(IsAllowed) && From(text) is { } name
            ? name
            : throw new SkillException(
                $"'{Truncate.To(text, 80)}' is not a skill name: use 1-{MaxLength} lower-case letters, digits and single hyphens, "
                + "such as 'deploy-api'.");

    /// <summary>Makes a name from a title; null if no letter or digit of it can be written in ASCII (as in another script).</summary>
    public static SkillName? From(string title)
    {
        var slug = new StringBuilder(MaxLength);
        foreach (var c in CaseFolding.Fold(title))
        {
            if (slug.Length == MaxLength)
            {
                break;
            }
            if (char.IsAsciiLetterOrDigit(c))
            {
                slug.Append(c);
            }
            else if (slug is not [] && slug[^1] != '-' && c is not '\'')
            {
                slug.Append('-');
            }
        }
        var text = slug.ToString().Trim('-');
        return text.Length == 0 ? null : new SkillName(text);
    }

    /// <summary>The name of a skill with this procedure.</summary>
    public static SkillName Of(Procedure procedure) => From(procedure.Title) ?? FromHash(procedure.ContentHash());

    /// <summary>
    /// The name of a skill whose title gives none, or a doubtful one: <c>skill-</c> and the first 8 hex digits of its content hash.
    /// </summary>
    public static SkillName FromHash(string contentHash) => new($"skill-{contentHash[..8]}");

    /// <summary>
    /// This name with a number after it, shortened to fit: <c>deploy-api-2</c>.
    /// It is used when another procedure has the name.
    /// </summary>
    public SkillName Numbered(int number) => Followed($"{number}");

    /// <summary>This name with more words after it, shortened to fit: <c>deploy-api-with-helm-upgrade</c>.</summary>
    /// <param name="words">The words, in the form of a name.</param>
    internal SkillName Followed(string words)
    {
        var suffix = "-" + words[..Math.Min(words.Length, MaxLength / 2)].TrimEnd('-');
        return new SkillName(Value[..Math.Min(Value.Length, MaxLength - suffix.Length)].TrimEnd('-') + suffix);
    }

    /// <summary>This name, and then the same with every number from 2, without end: the names to try until one is free.</summary>
    public IEnumerable<SkillName> AndNumbered()
    {
        yield return this;
        for (var number = 2; ; number++)
        {
            yield return Numbered(number);
        }
    }

    /// <summary>Whether it is made of a hash.</summary>
    internal bool IsOfHash => OfHash().IsMatch(Value);

    /// <inheritdoc/>
    public override string ToString() => Value;

    static bool IsAllowed(char c) => char.IsAsciiLetterOrDigit(c) || c is '-' or '_';

    [GeneratedRegex(@"^skill-[0-9a-f]{8}(-\d+)?\z", RegexOptions.CultureInvariant)]
    private static partial Regex OfHash();
}
