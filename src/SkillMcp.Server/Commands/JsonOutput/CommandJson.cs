using System.Text.Json.Serialization;
using SkillMcp.Server.Wire;

namespace SkillMcp.Server.Commands.JsonOutput;

/// <summary>What <c>--json</c> prints: the documents of the tools where there is one, with line breaks for people.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, WriteIndented = true, Converters = [typeof(VisibleTextConverter)])]
[JsonSerializable(typeof(RetrieveAnswer))]
[JsonSerializable(typeof(ExplainedAnswer))]
[JsonSerializable(typeof(ListAnswer))]
[JsonSerializable(typeof(MemoryStatsAnswer))]
[JsonSerializable(typeof(ShownSkill))]
[JsonSerializable(typeof(DoctorAnswer))]
[JsonSerializable(typeof(AuditAnswer))]
[JsonSerializable(typeof(ImportSummary))]
[JsonSerializable(typeof(LearnSummary))]
[JsonSerializable(typeof(VerifiedSkill))]
[JsonSerializable(typeof(RetestSummary))]
[JsonSerializable(typeof(MeasuredSkill))]
[JsonSerializable(typeof(MeasuredSkills))]
sealed partial class CommandJson : JsonSerializerContext;
