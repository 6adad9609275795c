using System.Globalization;
using System.Text.Json;

namespace SkillMcp.Agents;

/// <summary>What a model called a function with. A value that is missing or of another kind than expected reads as none.</summary>
readonly struct FunctionArguments(IDictionary<string, object?>? values)
{
    public string Text(string name) => ConversationTurns.TextOf(Value(name));

    /// <exception cref="SkillException">The text is longer than it may be.</exception>
    public string Text(string name, int maxLength)
    {
        var text = Text(name);
        return text.Length <= maxLength
            ? text
            : throw new SkillException($"'{name}' has {text.Length:N0} characters, and may have {maxLength:N0}: shorten it.");
    }

    public bool Flag(string name) => Value(name) switch
    {
        bool flag => flag,
        JsonElement { ValueKind: JsonValueKind.True } => true,
        var other => ConversationTurns.TextOf(other).Equals("true", StringComparison.OrdinalIgnoreCase),
    };

    public int Number(string name) =>
        int.TryParse(Text(name), NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) ? number : 0;

    public IReadOnlyList<string> Texts(string name) => Value(name) switch
    {
        null => [],
        string one => [one],
        JsonElement { ValueKind: JsonValueKind.Array } list => [.. list.EnumerateArray().Select(item => ConversationTurns.TextOf(item))],
        IEnumerable<object?> list => [.. list.Select(ConversationTurns.TextOf)],
        var one => [ConversationTurns.TextOf(one)],
    };

    object? Value(string name) => values is not null && values.TryGetValue(name, out var value) ? value : null;
}
