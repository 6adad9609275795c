namespace SkillMcp.Intents;

/// <summary>From what something is made: "an SVG" from "the icons".</summary>
/// <param name="Made">The nouns of what is made.</param>
/// <param name="From">The nouns of what it is made from.</param>
readonly record struct Conversion(IReadOnlyList<string> Made, IReadOnlyList<string> From)
{
    static readonly Conversion None = new([], []);

    /// <summary>What a task or a procedure makes from what; empty if it makes nothing from something else.</summary>
    public static Conversion Of(Intent intent)
    {
        var action = intent.Actions.FirstOrDefault(action => action.Objects is [{ Text.Length: > 0 }, ..]);
        if (action is null)
        {
            return None;
        }
        var names = action.Classes.Select(one => ActionLexicon.Instance.Names[one]).ToList();
        return names switch
        {
            _ when names.Contains("convert") => new(Placed(intent, "into", "to"), Nouns(action.Objects)),
            _ when names.Contains("create") || names.Contains("build") => new(Nouns(action.Objects), Placed(intent, "from")),
            _ => None,
        };
    }

    /// <summary>Whether it makes what the other one starts from, or starts from what the other one makes.</summary>
    public bool IsReverseOf(Conversion other) => !Made.Any(other.Made.Contains) && !From.Any(other.From.Contains)
        && (Made.Any(other.From.Contains) || Made.Count > 0 && From.Any(other.Made.Contains));

    static List<string> Placed(Intent intent, params string[] prepositions) =>
        Nouns(intent.Phrases.Where(phrase => prepositions.Contains(phrase.Preposition)).Select(phrase => phrase.Thing));

    static List<string> Nouns(IEnumerable<NounPhrase> things) =>
        [.. things.Select(thing => thing.Head).Where(head => head.Length > 0)];
}
