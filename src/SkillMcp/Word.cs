using System.Text.Json;

namespace SkillMcp;

/// <summary>The name of an enum value in every stored and transmitted text: <c>not_used</c> for <see cref="Outcome.NotUsed"/>.</summary>
public static class Word
{
    public static string Of<T>(T value) where T : struct, Enum => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());
}
