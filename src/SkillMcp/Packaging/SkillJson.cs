using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;

namespace SkillMcp.Packaging;

/// <summary>Writes a skill as one line of JSON with every field of it; <see cref="SkillJsonReader"/> reads it again.</summary>
static class SkillJson
{
    // Texts of every language stay readable.
    static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    /// <summary>Writes a skill, without a line break.</summary>
    /// <param name="whole">The skill.</param>
    /// <param name="names">What its components are called, for people; their ids refer to them.</param>
    public static string Write(PortableSkill whole, IReadOnlyDictionary<Guid, SkillName> names)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(bytes, Readable);
        JsonSerializer.Serialize(json, LineOf(whole, names), SkillLineJson.Default.SkillLine);
        return Encoding.UTF8.GetString(bytes.WrittenSpan);
    }

    static SkillLine LineOf(PortableSkill whole, IReadOnlyDictionary<Guid, SkillName> names)
    {
        var skill = whole.Skill;
        var line = new SkillLine(
            Id: skill.Id,
            Name: skill.Name.Value,
            Project: skill.Project.Name,
            Status: EnumName.Of(skill.Lifecycle.Status),
            StatusReason: skill.Lifecycle.Reason,
            Version: skill.Version,
            Revision: skill.Revision,
            Pinned: skill.Pinned,
            Trials: skill.HasTrials ? null : false,
            Confidence: skill.Confidence,
            Source: EnumName.Of(skill.Source),
            Provenance: ProvenanceLine.Of(skill.Provenance),
            CreatedAt: SkillLine.Time(skill.CreatedAt),
            UpdatedAt: SkillLine.Time(skill.UpdatedAt),
            LastUsedAt: skill.LastUsedAt is { } used ? SkillLine.Time(used) : null,
            LastSucceededAt: skill.LastSucceededAt is { } succeeded ? SkillLine.Time(succeeded) : null,
            SuccessCount: skill.Record.Successes.Total,
            PartialCount: skill.Record.Partials.Total,
            FailureCount: skill.Record.Failures.Total,
            Record: skill.Record,
            Versions: whole.Versions.Select(version => LineOf(version, isCurrent: version.Number == skill.Version, names)),
            Executions: whole.Executions.Select(ExecutionLine.Of),
            Assignments: whole.Assignments.Count == 0 ? null : whole.Assignments.Select(AssignmentLine.Of),
            Contents: whole.Contents);
        return ProcedureLine.Fill(line, skill.Procedure, names);
    }

    static VersionLine LineOf(SkillVersion version, bool isCurrent, IReadOnlyDictionary<Guid, SkillName> names)
    {
        var line = new VersionLine(
            version.Number,
            version.IsAlternative,
            version.Way == version.Number ? null : version.Way,
            version.IsAfterFailure ? true : null,
            version.IsRetired ? true : null,
            version.Reason,
            ProvenanceLine.Of(version.Provenance),
            SkillLine.Time(version.CreatedAt),
            version.Pitfalls);
        return isCurrent ? line : ProcedureLine.Fill(line, version.Procedure, names);
    }
}
