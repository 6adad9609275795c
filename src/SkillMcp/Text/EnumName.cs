using System.Text.Json;

namespace SkillMcp.Text;

/// <summary>The name of an enum value in every stored and transmitted text: <c>not_used</c> for <c>Outcome.NotUsed</c>.</summary>
static class EnumName
{
    public static string Of<T>(T value) where T : struct, Enum => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());

    /// <summary>The value that a name stands for.</summary>
    /// <exception cref="ArgumentException">There is no value of that name.</exception>
    public static T Parse<T>(string name) where T : struct, Enum =>
        Enum.Parse<T>(name.Replace("_", "", StringComparison.Ordinal), ignoreCase: true);

    /// <summary>The value that a name in a file stands for; null if there is none, as the file is damaged or was edited by hand.</summary>
    public static T? Find<T>(string? name) where T : struct, Enum =>
        Enum.TryParse<T>(name?.Replace("_", "", StringComparison.Ordinal), ignoreCase: true, out var value) && Enum.IsDefined(value)
            ? value
            : null;
}
