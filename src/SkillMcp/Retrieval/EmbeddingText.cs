using System.Text.RegularExpressions;

namespace SkillMcp.Retrieval;

/// <summary>
/// The texts that are embedded. Names are split into their words (<c>rotate_tls-certs</c>, <c>RotateTlsCerts</c>), which a model of
/// sentences knows, as it does not know the name.
/// </summary>
static partial class EmbeddingText
{
    /// <summary>The characters that are embedded: models of sentences read a few hundred words.</summary>
    public const int MaxLength = 2_000;

    public static string Of(Skill skill) => Of($"{skill.Procedure.Title}. {skill.Procedure.Description}");

    public static string Of(PastTask task) => Of(task.Text);

    /// <summary>The other words of a request, as one text; empty if there are none.</summary>
    public static string Of(IEnumerable<string> also) => Of(string.Join(", ", also.Where(words => !string.IsNullOrWhiteSpace(words))));

    public static string Of(string text) => NameBoundary().Replace(Truncate.To(text, MaxLength), " ");

    // One character at a time is looked at, so the time is linear in the text.
    [GeneratedRegex(@"(?<=[\p{L}\p{N}])[_-](?=[\p{L}\p{N}])|(?<=\p{Ll})(?=\p{Lu})|(?<=\p{Lu})(?=\p{Lu}\p{Ll})")]
    private static partial Regex NameBoundary();
}
