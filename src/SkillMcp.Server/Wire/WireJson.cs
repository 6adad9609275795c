using System.Text.Json.Serialization;

namespace SkillMcp.Server.Wire;

/// <summary>
/// Every type that goes over the wire, in snake_case. The context's own options make every text visible and every number short,
/// so that no answer can forget to.
/// </summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    Converters = [typeof(VisibleTextConverter), typeof(TwoPlacesConverter)])]
[JsonSerializable(typeof(RetrieveAnswer))]
[JsonSerializable(typeof(StoreAnswer))]
[JsonSerializable(typeof(RecordAnswer))]
[JsonSerializable(typeof(ComposeAnswer))]
[JsonSerializable(typeof(RefineAnswer))]
[JsonSerializable(typeof(ListAnswer))]
[JsonSerializable(typeof(CurateAnswer))]
[JsonSerializable(typeof(SkillIndex))]
[JsonSerializable(typeof(SkillsPage))]
[JsonSerializable(typeof(OneSkill))]
[JsonSerializable(typeof(DirectoryPage))]
[JsonSerializable(typeof(SkillRecord))]
[JsonSerializable(typeof(StaleSkills))]
[JsonSerializable(typeof(MemoryStatsAnswer))]
[JsonSerializable(typeof(EvidenceArgument))]
[JsonSerializable(typeof(ParameterArgument[]))]
[JsonSerializable(typeof(CurateAction))]
[JsonSerializable(typeof(Status?))]
[JsonSerializable(typeof(string[]))]
[JsonSerializable(typeof(int))]
[JsonSerializable(typeof(double))]
[JsonSerializable(typeof(bool))]
[JsonSerializable(typeof(Dictionary<string, string>))]
[JsonSerializable(typeof(Dictionary<string, Outcome>))]
[JsonSerializable(typeof(Dictionary<string, Dictionary<string, string>>))]
sealed partial class WireJson : JsonSerializerContext;
