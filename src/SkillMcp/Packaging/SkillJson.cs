using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;

namespace SkillMcp.Packaging;

/// <summary>
/// A skill as one line of JSON with every field of it. Read are lines of ours, and what else people keep procedures in: objects with
/// <c>action_sequence</c> (or <c>steps</c>), a record as counts, and times in seconds since 1970.
/// </summary>
public static class SkillJson
{
    static readonly JsonWriterOptions Written = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    /// <summary>Writes a skill, without a line break.</summary>
    /// <param name="whole">The skill.</param>
    /// <param name="names">What its components are called, for people; their ids refer to them.</param>
    public static string Write(WholeSkill whole, IReadOnlyDictionary<Guid, SkillName> names)
    {
        var skill = whole.Skill;
        var bytes = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(bytes, Written);
        json.WriteStartObject();
        json.WriteString("id", skill.Id);
        json.WriteString("name", skill.Name.Value);
        WriteProcedure(json, skill.Procedure, names);
        json.WriteString("project", skill.Project.Name);
        json.WriteString("status", Word.Of(skill.Lifecycle.Status));
        json.WriteString("status_reason", skill.Lifecycle.Reason);
        json.WriteNumber("version", skill.Version);
        json.WriteNumber("revision", skill.Revision);
        json.WriteBoolean("pinned", skill.Pinned);
        json.WriteNumber("confidence", skill.Confidence);
        json.WriteString("source", Word.Of(skill.Source));
        WriteProvenance(json, skill.Provenance);
        WriteTime(json, "created_at", skill.CreatedAt);
        WriteTime(json, "updated_at", skill.UpdatedAt);
        WriteTime(json, "last_used_at", skill.LastUsedAt);
        WriteTime(json, "last_succeeded_at", skill.LastSucceededAt);
        WriteRecord(json, skill.Record);
        WriteList(json, "versions", whole.Versions, version => WriteVersion(json, version, isCurrent: version.Number == skill.Version, names));
        WriteList(json, "executions", whole.Executions, execution => WriteExecution(json, execution));
        json.WriteStartObject("contents");
        foreach (var (digest, content) in whole.Contents)
        {
            json.WriteBase64String(digest, content.Span);
        }
        json.WriteEndObject();
        json.WriteEndObject();
        json.Flush();
        return Encoding.UTF8.GetString(bytes.WrittenSpan);
    }

    /// <summary>Reads a skill. What a line does not say is as with one that was written today.</summary>
    /// <param name="json">The line.</param>
    /// <param name="now">When it is read.</param>
    /// <exception cref="SkillException">It is no skill, or a field cannot be what it says; the message names the field and what would have been right.</exception>
    public static ParsedLine Read(JsonElement json, DateTimeOffset now)
    {
        try
        {
            return ReadObject(json, now);
        }
        // Half of a surrogate pair, or bytes that are no UTF-8.
        catch (InvalidOperationException)
        {
            throw new SkillException("A text in it is no text: it holds half of a character, or bytes that are not UTF-8.");
        }
    }

    static ParsedLine ReadObject(JsonElement json, DateTimeOffset now)
    {
        if (json.ValueKind != JsonValueKind.Object || !json.Has("name") && !json.Has("description"))
        {
            throw new SkillException("It is no skill: a skill is an object with name, description and steps (or action_sequence), as 'skillmcp export --json' writes them.");
        }
        var procedure = json.Has("versions") ? ReadProcedure(json) : Fitting(ReadProcedure(json));
        var id = Guid.TryParse(json.Text("id"), out var known) ? known : (Guid?)null;
        var skill = ReadSkill(json, procedure, id ?? Guid.CreateVersion7(now), now);
        var whole = json.Has("versions") ? ReadHistory(json, skill) : WholeSkill.Of(skill);
        return new ParsedLine(whole)
        {
            Id = id,
            SubSkills = [.. json.Texts("sub_skills").Select(text => Guid.TryParse(text, out var part) ? part : Guid.Empty)],
            HasHistory = json.Has("versions"),
        };
    }

    /// <summary>
    /// A procedure of somebody else as a skill can be: where there are no steps, all that is to be done is said in its description;
    /// what is too long for a field is kept whole as a document.
    /// </summary>
    static Procedure Fitting(Procedure procedure)
    {
        var told = procedure is { IsComposite: false, Steps.Count: 0 } && procedure.Description.Trim().Length > 0 ? procedure with { Steps = [StepOf(procedure.Description)] } : procedure;
        if (told.Description.Length <= Procedure.LongestDescription && told.Title.Length <= Procedure.LongestTitle || told.Document.Length > 0)
        {
            return told;
        }
        return SkillMarkdown.Read(SkillMarkdown.Write(SkillName.From(told.Title) ?? SkillName.FromHash(told.ContentHash()), told));
    }

    static Skill ReadSkill(JsonElement json, Procedure procedure, Guid id, DateTimeOffset now)
    {
        var created = json.Time("created_at") ?? now;
        var record = ReadRecord(json);
        var used = json.Time("last_used_at") ?? (record.Total > 0 ? json.Time("last_used") : null);
        var (source, provenance) = ReadOrigin(json);
        return new Skill
        {
            Id = id,
            Name = SkillName.From(json.Text("name")) ?? SkillName.From(procedure.Title) ?? SkillName.FromHash(procedure.ContentHash()),
            Procedure = procedure,
            Version = json.Number("version") is 0 ? throw new SkillException("version is 0: versions are numbered from 1.") : json.Count("version", 1),
            Revision = Math.Max(1, json.Count("revision", 1)),
            Lifecycle = ReadLifecycle(json),
            Pinned = json.Truth("pinned"),
            Record = record,
            Confidence = json.Number("confidence") switch
            {
                null => 1,
                { } share and >= 0 and <= 1 => share,
                { } other => throw new SkillException($"confidence is {other.ToString(CultureInfo.InvariantCulture)}, and must be from 0 to 1."),
            },
            Source = source,
            Provenance = provenance,
            CreatedAt = created,
            UpdatedAt = json.Time("updated_at") ?? created,
            LastUsedAt = used,
            LastSucceededAt = json.Time("last_succeeded_at") ?? (json.Has("versions") || record.Successes.Total == 0 ? null : used),
        };
    }

    static Lifecycle ReadLifecycle(JsonElement json) => new()
    {
        Status = json.Word<Status>("status") ?? Status.Active,
        Reason = json.Text("status_reason"),
    };

    /// <summary>A source that is none of ours tells where the skill is from.</summary>
    static (Source, Provenance) ReadOrigin(JsonElement json)
    {
        if (json.Has("provenance"))
        {
            return (json.Word<Source>("source") ?? Source.Imported, ReadProvenance(json));
        }
        var source = json.Text("source");
        var isOurs = Enum.TryParse<Source>(source, ignoreCase: true, out var ours) && Word.Of(ours) == source;
        string[] origin = [isOurs ? "" : source, Guid.TryParse(json.Text("id"), out _) ? "" : json.Text("id")];
        return (isOurs ? ours : Source.Imported, new Provenance(Author.Person, Excerpt.Of(string.Join(' ', origin.Where(part => part.Length > 0)), 200)));
    }

    static void WriteProvenance(Utf8JsonWriter json, Provenance by)
    {
        json.WriteStartObject("provenance");
        json.WriteString("author", Word.Of(by.Author));
        json.WriteString("client", by.Client);
        json.WriteString("task", by.Task);
        json.WriteEndObject();
    }

    static Provenance ReadProvenance(JsonElement json) => json.Field("provenance") is not { } by
        ? new Provenance(Author.Person)
        : new Provenance(by.Word<Author>("author") ?? Author.Person, by.Text("client"), by.Text("task"));

    static void WriteProcedure(Utf8JsonWriter json, Procedure procedure, IReadOnlyDictionary<Guid, SkillName> names)
    {
        json.WriteString("title", procedure.Title);
        json.WriteString("description", procedure.Description);
        json.WriteString("category", procedure.Category);
        WriteList(json, "tags", procedure.Tags, json.WriteStringValue);
        WriteList(json, "preconditions", procedure.Preconditions, json.WriteStringValue);
        WriteList(json, "steps", procedure.Steps, step => json.WriteStringValue(step.Text));
        WriteList(json, "postconditions", procedure.Postconditions, json.WriteStringValue);
        WriteList(json, "parameters", procedure.Parameters, parameter => WriteParameter(json, parameter));
        WriteList(json, "components", procedure.Components, component => WriteComponent(json, component, names));
        json.WriteString("document", procedure.Document);
        WriteList(json, "files", procedure.Files, file => WriteFile(json, file));
    }

    static Procedure ReadProcedure(JsonElement json) => new Procedure
    {
        Title = json.Text("title") is { Length: > 0 } title ? title : TitleOf(json),
        Description = json.Text("description"),
        Category = json.Text("category").Trim() is { Length: > 0 } category ? category : Procedure.General,
        Tags = json.Texts("tags"),
        Preconditions = json.Texts("preconditions"),
        Steps = [.. json.Texts(json.Has("action_sequence") ? "action_sequence" : "steps").Where(text => text.Trim().Length > 0).Select(StepOf)],
        Postconditions = json.Texts("postconditions"),
        Parameters = [.. json.List("parameters").Select(ReadParameter)],
        Components = [.. json.List("components").Select(ReadComponent)],
        Document = json.Text("document"),
        Files = [.. json.List("files").Select(file => new SkillFile(file.Text("path"), file.Text("digest"), (long)(file.Number("size") ?? 0)))],
    }.WithParametersOfSteps();

    /// <summary>What it is called; where it has no name, its id or the beginning of its description.</summary>
    static string TitleOf(JsonElement json) =>
        new[] { json.Text("name"), Guid.TryParse(json.Text("id"), out _) ? "" : json.Text("id"), Excerpt.Of(json.Text("description"), 60) }.FirstOrDefault(text => text.Trim().Length > 0) ?? "";

    static Step StepOf(string text) => Step.Parse(text.Length > Step.Longest ? Excerpt.Of(text, Step.Longest) : text);

    static void WriteParameter(Utf8JsonWriter json, Parameter parameter)
    {
        json.WriteStartObject();
        json.WriteString("name", parameter.Name);
        json.WriteString("description", parameter.Description);
        json.WriteString("example", parameter.Example);
        WriteUnlessNull(json, "default", parameter.Default);
        WriteUnlessNull(json, "pattern", parameter.Pattern);
        json.WriteEndObject();
    }

    /// <summary>A parameter; one that is only a text is its name, with or without braces.</summary>
    static Parameter ReadParameter(JsonElement json) => json.ValueKind == JsonValueKind.String
        ? new Parameter { Name = json.GetString()!.Trim('{', '}', ' ') }
        : new Parameter
        {
            Name = json.Text("name"),
            Description = json.Text("description"),
            Example = json.Text("example"),
            Default = json.Has("default") ? json.Text("default") : null,
            Pattern = json.Has("pattern") ? json.Text("pattern") : null,
        };

    static void WriteComponent(Utf8JsonWriter json, Component component, IReadOnlyDictionary<Guid, SkillName> names)
    {
        json.WriteStartObject();
        json.WriteString("skill", names.TryGetValue(component.Skill, out var name) ? name.Value : "");
        json.WriteString("id", component.Skill);
        json.WriteStartObject("bindings");
        foreach (var (parameter, text) in component.Bindings)
        {
            json.WriteString(parameter, text);
        }
        json.WriteEndObject();
        json.WriteEndObject();
    }

    static Component ReadComponent(JsonElement json) => Guid.TryParse(json.Text("id"), out var id)
        ? new Component(id) { Bindings = json.Fields("bindings").ToDictionary(bound => bound.Name, bound => json.GetProperty("bindings").Text(bound.Name), StringComparer.Ordinal) }
        : throw new SkillException("A component has no id: components refer to skills by their id, such as {\"id\": \"0199…\", \"bindings\": {}}.");

    static void WriteFile(Utf8JsonWriter json, SkillFile file)
    {
        json.WriteStartObject();
        json.WriteString("path", file.Path);
        json.WriteString("digest", file.Digest);
        json.WriteNumber("size", file.Size);
        json.WriteEndObject();
    }

    static void WriteRecord(Utf8JsonWriter json, TrackRecord record)
    {
        json.WriteNumber("success_count", record.Successes.Total);
        json.WriteNumber("partial_count", record.Partials.Total);
        json.WriteNumber("failure_count", record.Failures.Total);
        json.WriteStartObject("record");
        WriteTally("successes", record.Successes);
        WriteTally("partials", record.Partials);
        WriteTally("failures", record.Failures);
        json.WriteNumber("recent_weight", record.RecentWeight);
        json.WriteNumber("recent_score", record.RecentScore);
        json.WriteStartObject("before_restore");
        json.WriteNumber("successes", record.BeforeRestore.Successes);
        json.WriteNumber("partials", record.BeforeRestore.Partials);
        json.WriteNumber("failures", record.BeforeRestore.Failures);
        json.WriteEndObject();
        json.WriteEndObject();

        void WriteTally(string name, Tally tally)
        {
            json.WriteStartObject(name);
            json.WriteNumber("verified", tally.Verified);
            json.WriteNumber("evidenced", tally.Evidenced);
            json.WriteNumber("self_reported", tally.SelfReported);
            json.WriteEndObject();
        }
    }

    /// <summary>The record; one that is only counts is a person's word, and verified.</summary>
    static TrackRecord ReadRecord(JsonElement json)
    {
        if (json.Field("record") is not { } record)
        {
            var partials = json.Has("partial_success_count") ? "partial_success_count" : "partial_count";
            return TrackRecord.Of(new Executions(json.Count("success_count", 0), json.Count(partials, 0), json.Count("failure_count", 0)), Grade.Verified);
        }
        var before = record.Field("before_restore");
        return new TrackRecord
        {
            Successes = ReadTally("successes"),
            Partials = ReadTally("partials"),
            Failures = ReadTally("failures"),
            RecentWeight = record.Number("recent_weight") is { } weight and >= 0 ? weight : 0,
            RecentScore = record.Number("recent_score") is { } score and >= 0 ? score : 0,
            BeforeRestore = before is { } earlier ? new Executions(earlier.Count("successes", 0), earlier.Count("partials", 0), earlier.Count("failures", 0)) : default,
        };

        Tally ReadTally(string name) =>
            record.Field(name) is { } tally ? new Tally(tally.Count("verified", 0), tally.Count("evidenced", 0), tally.Count("self_reported", 0)) : default;
    }

    /// <summary>A version; the text of the current one is the skill's, and stands there alone.</summary>
    static void WriteVersion(Utf8JsonWriter json, SkillVersion version, bool isCurrent, IReadOnlyDictionary<Guid, SkillName> names)
    {
        json.WriteStartObject();
        json.WriteNumber("number", version.Number);
        if (!isCurrent)
        {
            WriteProcedure(json, version.Procedure, names);
        }
        json.WriteBoolean("alternative", version.IsAlternative);
        json.WriteString("reason", version.Reason);
        WriteProvenance(json, version.Provenance);
        WriteTime(json, "created_at", version.CreatedAt);
        WriteList(json, "pitfalls", version.Pitfalls, pitfall =>
        {
            json.WriteStartObject();
            WritePitfall(json, pitfall);
            json.WriteEndObject();
        });
        json.WriteEndObject();
    }

    static SkillVersion ReadVersion(JsonElement json, Skill skill)
    {
        var number = json.Count("number", 0);
        return new SkillVersion
        {
            Number = number > 0 ? number : throw new SkillException("A version has no number: versions are numbered from 1."),
            Procedure = number == skill.Version ? skill.Procedure : ReadProcedure(json),
            IsAlternative = json.Truth("alternative"),
            Reason = json.Text("reason"),
            Provenance = ReadProvenance(json),
            CreatedAt = json.Time("created_at") ?? skill.CreatedAt,
            Pitfalls = [.. json.List("pitfalls").Select(ReadPitfall)],
        };
    }

    static void WritePitfall(Utf8JsonWriter json, Pitfall pitfall)
    {
        json.WriteString("text", pitfall.Text);
        json.WriteNumber("step", pitfall.Step);
        json.WriteNumber("seen", pitfall.Seen);
    }

    static Pitfall ReadPitfall(JsonElement json) => new()
    {
        Text = json.Text("text") is { Length: > 0 and <= Pitfall.Longest } text ? text : throw new SkillException($"A pitfall has no text, or one of more than {Pitfall.Longest} characters."),
        Step = json.Count("step", 0),
        Seen = Math.Max(1, json.Count("seen", 1)),
    };

    static void WriteExecution(Utf8JsonWriter json, Execution execution)
    {
        json.WriteStartObject();
        json.WriteString("id", execution.Id);
        json.WriteNumber("version", execution.Version);
        json.WriteString("outcome", Word.Of(execution.Outcome));
        json.WriteString("grade", Word.Of(execution.Grade));
        WriteTime(json, "at", execution.At);
        WriteUnlessNull(json, "retrieval", execution.Retrieval?.ToString());
        json.WriteString("task", execution.Task);
        json.WriteString("notes", execution.Notes);
        if (execution.Evidence is { } evidence)
        {
            json.WriteStartObject("evidence");
            json.WriteString("kind", Word.Of(evidence.Kind));
            json.WriteString("observed", evidence.Observed);
            json.WriteString("expected", evidence.Expected);
            json.WriteString("check", evidence.Check);
            json.WriteEndObject();
        }
        if (execution.Pitfall is { } pitfall)
        {
            json.WriteStartObject("pitfall");
            WritePitfall(json, pitfall);
            json.WriteEndObject();
        }
        json.WriteEndObject();
    }

    static Execution ReadExecution(JsonElement json, Skill skill) => new()
    {
        Id = Guid.TryParse(json.Text("id"), out var id) ? id : throw new SkillException("An execution has no id: it is a UUID."),
        Skill = skill.Id,
        Version = json.Count("version", 1),
        Outcome = json.Word<Outcome>("outcome") ?? throw new SkillException("An execution has no outcome: it is success, partial, failure or not_used."),
        Grade = json.Word<Grade>("grade") ?? Grade.SelfReported,
        At = json.Time("at") ?? skill.CreatedAt,
        Retrieval = Guid.TryParse(json.Text("retrieval"), out var retrieval) ? retrieval : null,
        Task = json.Text("task"),
        Notes = json.Text("notes"),
        Evidence = json.Field("evidence") is not { } evidence ? null : new Evidence
        {
            Kind = evidence.Word<EvidenceKind>("kind") ?? EvidenceKind.OutputMatch,
            Observed = evidence.Text("observed"),
            Expected = evidence.Text("expected"),
            Check = evidence.Text("check"),
        },
        Pitfall = json.Field("pitfall") is { } pitfall ? ReadPitfall(pitfall) : null,
    };

    static WholeSkill ReadHistory(JsonElement json, Skill skill)
    {
        var versions = json.List("versions").Select(version => ReadVersion(version, skill)).OrderBy(version => version.Number).ToList();
        if (versions.DistinctBy(version => version.Number).Count() < versions.Count || versions.All(version => version.Number != skill.Version))
        {
            throw new SkillException($"The versions are not each there once, the current one ({skill.Version}) among them.");
        }
        return new WholeSkill
        {
            Skill = skill,
            Versions = versions,
            // One execution, and one report of a retrieval, counts once.
            Executions = [.. json.List("executions").Select(execution => ReadExecution(execution, skill)).DistinctBy(execution => execution.Id).DistinctBy(execution => execution.Retrieval ?? execution.Id)],
            Contents = json.Fields("contents").ToDictionary(file => file.Name, ReadContent, StringComparer.Ordinal),
        };
    }

    static ReadOnlyMemory<byte> ReadContent(JsonProperty file) => file.Value.ValueKind == JsonValueKind.String && file.Value.TryGetBytesFromBase64(out var content)
        ? SkillFile.DigestOf(content) == file.Name ? content : throw new SkillException($"What the file {Excerpt.Of(file.Name, 20)} holds is not what it was: its digest is another.")
        : throw new SkillException($"What the file {Excerpt.Of(file.Name, 20)} holds is not written in base64.");

    static void WriteTime(Utf8JsonWriter json, string name, DateTimeOffset? time)
    {
        if (time is { } known)
        {
            json.WriteString(name, known.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));
        }
    }

    static void WriteUnlessNull(Utf8JsonWriter json, string name, string? text)
    {
        if (text is not null)
        {
            json.WriteString(name, text);
        }
    }

    static void WriteList<T>(Utf8JsonWriter json, string name, IReadOnlyList<T> items, Action<T> write)
    {
        json.WriteStartArray(name);
        foreach (var item in items)
        {
            write(item);
        }
        json.WriteEndArray();
    }
}

/// <summary>What a line of JSON says.</summary>
/// <param name="Whole">The skill; what the line left out is made up.</param>
public sealed record ParsedLine(WholeSkill Whole)
{
    /// <summary>What others call it by; null where its id is none of ours.</summary>
    public Guid? Id { get; init; }

    /// <summary>The skills that it was composed of, where the line holds its steps and no references; <see cref="Guid.Empty"/> for an id that is none of ours.</summary>
    public IReadOnlyList<Guid> SubSkills { get; init; } = [];

    /// <summary>Whether it comes with its versions.</summary>
    public bool HasHistory { get; init; }

    /// <summary>The skills that have to be there before it.</summary>
    public IReadOnlyList<Guid> Parts => [.. SubSkills, .. Whole.Versions.SelectMany(version => version.Procedure.Components).Select(component => component.Skill)];
}
