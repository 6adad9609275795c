using System.Globalization;
using System.Text.Json;

namespace SkillMcp.Packaging;

/// <summary>
/// Reads a skill from one JSON object: one that <see cref="SkillJson"/> wrote, or what other programs keep procedures in, with
/// <c>action_sequence</c> (or <c>steps</c>), a record as counts, and times in seconds since 1970. A member is looked at only where it is
/// needed, so that whatever another program means by the same name does no harm.
/// </summary>
static class SkillJsonReader
{
    /// <summary>Reads a skill. A member that is missing has the value that it has in a skill written today.</summary>
    /// <param name="json">The object.</param>
    /// <param name="now">When it is read.</param>
    /// <exception cref="SkillException">
    /// It is not a skill, or a field cannot be what it says; the message names the field and what would have been right.
    /// </exception>
    public static ParsedLine Read(JsonElement json, DateTimeOffset now)
    {
        try
        {
            return ReadObject(json, now);
        }
        // Half of a surrogate pair, or bytes that are not UTF-8.
        catch (InvalidOperationException)
        {
            throw new SkillException("A text in it contains an unpaired surrogate, or bytes that are not UTF-8.");
        }
    }

    static ParsedLine ReadObject(JsonElement json, DateTimeOffset now)
    {
        if (json.ValueKind != JsonValueKind.Object || !json.Has("name") && !json.Has("description"))
        {
            throw new SkillException(
                "It is not a skill: a skill is an object with name, description and steps (or action_sequence), " +
                "as 'skillmcp export --json' writes them.");
        }
        var hasHistory = json.Has("versions");
        var packed = new PackedSkill { Name = default, Procedure = ReadProcedure(json) };
        packed = hasHistory ? packed : Fitted(packed);
        var procedure = packed.Procedure;
        var id = json.Id("id");
        var skill = ReadSkill(json, procedure, id ?? Guid.CreateVersion7(now), now);
        return new ParsedLine(hasHistory ? ReadHistory(json, skill) : PortableSkill.Of(skill))
        {
            Id = id,
            SubSkills = [.. json.Texts("sub_skills").Select(text => Guid.TryParse(text, out var part) ? part : Guid.Empty)],
            HasHistory = hasHistory,
            Remark = string.Join("; ", new[] { packed.ShorteningRemark, RemarkOnUnused(json, procedure) }.Where(text => text.Length > 0)),
        };
    }

    /// <summary>Which of its parameters no step has a place for; empty if none is left out.</summary>
    static string RemarkOnUnused(JsonElement json, Procedure procedure)
    {
        var used = procedure.Parameters.Select(parameter => parameter.Name).ToHashSet(StringComparer.Ordinal);
        var unused = json.List("parameters").Select(ReadParameter).Select(parameter => parameter.Name).Where(name => !used.Contains(name));
        var names = string.Join(", ", unused.Distinct());
        return names.Length == 0 || procedure.IsComposite ? "" : $"no step uses these parameters, which were left out: {names}";
    }

    /// <summary>
    /// A procedure of another program within the limits of a skill: where there are no steps, the description is the one step;
    /// what is too long for its field is kept whole as a document.
    /// </summary>
    static PackedSkill Fitted(PackedSkill packed)
    {
        var procedure = packed.Procedure;
        if (procedure is { IsComposite: false, Steps.Count: 0, Document.Length: 0 } && procedure.Description.Trim().Length > 0)
        {
            // The description itself is kept whole.
            procedure = procedure with { Steps = [Step.Parse(Truncate.ToBoundary(procedure.Description, Step.MaxLength))] };
        }
        var fits = procedure.Description.Length <= Procedure.MaxDescriptionLength && procedure.Title.Length <= Procedure.MaxTitleLength;
        if (fits || procedure.Document.Length > 0)
        {
            return packed with { Procedure = procedure };
        }
        var markdown = SkillMarkdown.Write(SkillName.Of(procedure), procedure);
        return SkillMarkdown.ReadPacked(SkillMarkdownParser.Parse(markdown), markdown);
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
            Name = SkillName.From(json.Text("name")) ?? SkillName.Of(procedure),
            Procedure = procedure,
            Version = json.Count("version", 1) is > 0 and var version
                ? version
                : throw new SkillException("version is 0: versions are numbered from 1."),
            Revision = Math.Max(1, json.Count("revision", 1)),
            Lifecycle = new Lifecycle { Status = json.EnumValue<Status>("status") ?? Status.Active, Reason = json.Text("status_reason") },
            Pinned = json.Boolean("pinned"),
            HasTrials = !json.Has("trials") || json.Boolean("trials"),
            Record = record,
            Confidence = ReadConfidence(json),
            Source = source,
            Provenance = provenance,
            CreatedAt = created,
            UpdatedAt = json.Time("updated_at") ?? created,
            LastUsedAt = used,
            LastSucceededAt = json.Time("last_succeeded_at") ?? (json.Has("versions") || record.Successes.Total == 0 ? null : used),
        };
    }

    static double ReadConfidence(JsonElement json) => json.Number("confidence") switch
    {
        null => 1,
        { } share and >= 0 and <= 1 => share,
        { } other => throw new SkillException($"confidence is {other.ToString(CultureInfo.InvariantCulture)}, and must be from 0 to 1."),
    };

    /// <summary>A source that is not one of the four tells where the skill is from.</summary>
    static (Source, Provenance) ReadOrigin(JsonElement json)
    {
        if (json.Has("provenance"))
        {
            return (json.EnumValue<Source>("source") ?? Source.Imported, ReadProvenance(json));
        }
        var source = json.Text("source");
        var isOurs = Enum.TryParse<Source>(source, ignoreCase: true, out var ours) && EnumName.Of(ours) == source;
        string[] origin = [isOurs ? "" : source, json.Id("id") is null ? json.Text("id") : ""];
        var client = string.Join(' ', origin.Where(part => part.Length > 0));
        return (isOurs ? ours : Source.Imported, new Provenance(Author.Person, client));
    }

    static Provenance ReadProvenance(JsonElement json) => json.Field("provenance") is not { } by
        ? new Provenance(Author.Person)
        : new Provenance(by.EnumValue<Author>("author") ?? Author.Person, by.Text("client"), by.Text("task"));

    static Procedure ReadProcedure(JsonElement json) => new Procedure
    {
        Title = json.Text("title") is { Length: > 0 } title ? title : TitleOf(json),
        Description = json.Text("description"),
        Category = json.Text("category").Trim() is { Length: > 0 } category ? category : Procedure.General,
        Tags = json.Texts("tags"),
        Preconditions = json.Texts("preconditions"),
        Steps = [.. json.Texts(json.Has("action_sequence") ? "action_sequence" : "steps")
            .Where(text => text.Trim().Length > 0)
            .Select((text, at) => ReadStep(text, at + 1))],
        Postconditions = json.Texts("postconditions"),
        Parameters = [.. json.List("parameters").Select(ReadParameter)],
        Components = [.. json.List("components").Select(ReadComponent)],
        Document = json.Text("document"),
        Files = [.. json.List("files").Select(ReadFile)],
    }.WithParametersOfSteps();

    /// <summary>The name; where there is none, the id or the beginning of the description.</summary>
    static string TitleOf(JsonElement json)
    {
        string[] candidates = [json.Text("name"), json.Id("id") is null ? json.Text("id") : "", Truncate.To(json.Text("description"), 60)];
        return candidates.FirstOrDefault(text => text.Trim().Length > 0) ?? "";
    }

    /// <exception cref="SkillException">It is too long, or nothing but a number.</exception>
    static Step ReadStep(string text, int number) => text.Trim().Length > Step.MaxLength
        ? throw new SkillException(
            $"Step {number} has {text.Trim().Length:N0} characters and may have {Step.MaxLength:N0}: "
            + "split it, or put what it quotes into a file beside the skill.")
        : Step.Parse(text);

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

    static Component ReadComponent(JsonElement json)
    {
        var id = json.Id("id") ?? throw new SkillException(
            "A component has no id: components refer to skills by their id, such as {\"id\": \"0199…\", \"bindings\": {}}.");
        var names = json.Fields("bindings").Select(bound => bound.Name).ToList();
        return new Component(id)
        {
            Bindings = names.ToDictionary(name => name, name => json.GetProperty("bindings").Text(name), StringComparer.Ordinal),
        };
    }

    static SkillFile ReadFile(JsonElement json) => new(json.Text("path"), json.Text("digest"), (long)(json.Number("size") ?? 0))
    {
        IsExecutable = json.Has("is_executable") ? json.Boolean("is_executable") : null,
    };

    /// <summary>The track record; one that is only counts is taken for what a person verified.</summary>
    static TrackRecord ReadRecord(JsonElement json)
    {
        if (json.Field("record") is not { } record)
        {
            var partials = json.Has("partial_success_count") ? "partial_success_count" : "partial_count";
            var counts = new ExecutionCounts(json.Count("success_count", 0), json.Count(partials, 0), json.Count("failure_count", 0));
            return TrackRecord.Of(counts, EvidenceLevel.Verified);
        }
        return new TrackRecord
        {
            Successes = ReadTally(record, "successes"),
            Partials = ReadTally(record, "partials"),
            Failures = ReadTally(record, "failures"),
            BeforeRestore = record.Field("before_restore") is { } before
                ? new ExecutionCounts(before.Count("successes", 0), before.Count("partials", 0), before.Count("failures", 0))
                : default,
        };
    }

    static Tally ReadTally(JsonElement record, string name) => record.Field(name) is { } tally
        ? new Tally(tally.Count("verified", 0), tally.Count("evidenced", 0), tally.Count("self_reported", 0))
        : default;

    static PortableSkill ReadHistory(JsonElement json, Skill skill)
    {
        var versions = json.List("versions").Select(version => ReadVersion(version, skill)).OrderBy(version => version.Number).ToList();
        var numbers = versions.Select(version => version.Number).ToHashSet();
        if (numbers.Count < versions.Count || !numbers.Contains(skill.Version))
        {
            throw new SkillException($"The versions must be numbered uniquely and include the current one ({skill.Version}).");
        }
        // A way is that of a version which is there, or else of the version itself.
        versions = [.. versions.Select(version => numbers.Contains(version.Way) ? version : version with { Way = version.Number })];
        return new PortableSkill
        {
            Skill = skill with { Way = versions.First(version => version.Number == skill.Version).Way },
            Versions = versions,
            // One execution, and one report of a retrieval, counts once.
            Executions = [.. json.List("executions").Select(execution => ReadExecution(execution, skill))
                .DistinctBy(execution => execution.Id)
                .DistinctBy(execution => (execution.Retrieval ?? execution.Id, WayOf(versions, execution)))],
            Assignments = [.. json.List("assignments").Select(assignment => ReadAssignment(assignment, skill))
                .DistinctBy(assignment => assignment.Retrieval)],
            Contents = json.Fields("contents").ToDictionary(file => file.Name, ReadContent, StringComparer.Ordinal),
        };
    }

    static int WayOf(List<SkillVersion> versions, Execution execution) =>
        versions.Find(version => version.Number == execution.Version)?.Way ?? execution.Version;

    static SkillVersion ReadVersion(JsonElement json, Skill skill)
    {
        var number = json.Count("number", 0);
        return new SkillVersion
        {
            Number = number > 0 ? number : throw new SkillException("A version has no number: versions are numbered from 1."),
            Procedure = number == skill.Version ? skill.Procedure : ReadProcedure(json),
            Way = json.Count("way", number),
            IsAlternative = json.Boolean("alternative"),
            IsAfterFailure = json.Boolean("after_failure"),
            IsRetired = json.Boolean("retired"),
            Reason = json.Text("reason"),
            Provenance = ReadProvenance(json),
            CreatedAt = json.Time("created_at") ?? skill.CreatedAt,
            Pitfalls = [.. json.List("pitfalls").Select(ReadPitfall)],
        };
    }

    static Pitfall ReadPitfall(JsonElement json) => new()
    {
        Text = json.Text("text") is { Length: > 0 and <= Pitfall.MaxLength } text
            ? text
            : throw new SkillException($"A pitfall has no text, or one of more than {Pitfall.MaxLength} characters."),
        Step = json.Count("step", 0),
        Seen = Math.Max(1, json.Count("seen", 1)),
        IsTip = json.Boolean("is_tip"),
        Passed = json.Count("passed", 0),
        SeenAt = json.Time("seen_at"),
    };

    static Execution ReadExecution(JsonElement json, Skill skill) => new()
    {
        Id = json.Id("id") ?? throw new SkillException("An execution has no id: it is a UUID."),
        Skill = skill.Id,
        Version = json.Count("version", 1),
        Outcome = json.EnumValue<Outcome>("outcome")
            ?? throw new SkillException("An execution has no outcome: it is success, partial, failure or not_used."),
        EvidenceLevel = json.EnumValue<EvidenceLevel>("grade") ?? EvidenceLevel.SelfReported,
        At = json.Time("at") ?? skill.CreatedAt,
        Retrieval = json.Id("retrieval"),
        IsBound = json.Has("bound") ? json.Boolean("bound") : json.Id("retrieval") is not null,
        Weight = json.Number("weight") is { } weight ? Math.Clamp(weight, 0, 1) : null,
        Task = json.Text("task"),
        Also = ReadAlso(json),
        Notes = json.Text("notes"),
        NotFor = json.Text("not_for") is { Length: <= Execution.MaxNotForLength } notFor
            ? notFor
            : throw new SkillException($"The not_for of an execution has more than {Execution.MaxNotForLength} characters."),
        Evidence = json.Field("evidence") is { } evidence ? ReadEvidence(evidence) : null,
        Versions = ReadVersions(json),
        Pitfall = json.Field("pitfall") is { } pitfall ? ReadPitfall(pitfall) : null,
        Withheld = json.Field("withheld") is { } withheld ? ReadWithheld(withheld) : null,
    };

    static Assignment ReadAssignment(JsonElement json, Skill skill)
    {
        var retrieval = json.Id("retrieval") ?? throw new SkillException("An assignment has no retrieval: it is a UUID.");
        return new Assignment
        {
            Retrieval = retrieval,
            First = json.Id("first") ?? retrieval,
            Skill = skill.Id,
            Version = json.Count("version", 1),
            IsWithheld = json.Boolean("withheld"),
            Percent = Math.Clamp(json.Count("percent", 1), 1, Assignment.MaxPercent),
            At = json.Time("at") ?? skill.CreatedAt,
            Outcome = json.EnumValue<Outcome>("outcome") is { } outcome and not Outcome.NotUsed ? outcome : null,
            IsRead = json.Boolean("read"),
        };
    }

    static WithheldPitfall? ReadWithheld(JsonElement json) => json.Field("pitfall") is { } pitfall
        ? new WithheldPitfall(ReadPitfall(pitfall), json.Text("reason") is { Length: <= WithheldPitfall.MaxReasonLength } reason
            ? reason
            : throw new SkillException($"A withheld pitfall has a reason of more than {WithheldPitfall.MaxReasonLength} characters."))
        {
            IsNotFor = json.Boolean("is_not_for"),
            IsDropped = json.Boolean("is_dropped"),
        }
        : null;

    /// <summary>The other words of a task; lines from before there were any have none.</summary>
    /// <exception cref="SkillException">There are more than a request can hold, or longer ones.</exception>
    static IReadOnlyList<string> ReadAlso(JsonElement json)
    {
        var also = json.Texts("also").Where(words => !string.IsNullOrWhiteSpace(words)).ToList();
        return also.Count <= RetrieveRequest.MaxAlso && also.TrueForAll(words => words.Length <= RetrieveRequest.MaxAlsoLength)
            ? also
            : throw new SkillException(
                $"The also of an execution may have {RetrieveRequest.MaxAlso} texts of up to {RetrieveRequest.MaxAlsoLength} characters.");
    }

    /// <summary>The versions of the programs that an execution used; none of another form.</summary>
    static IReadOnlyList<ProgramVersion> ReadVersions(JsonElement json)
    {
        ProgramVersion[] versions = [.. json.List("versions")
            .Select(one => new ProgramVersion(one.Text("program"), one.Text("version"))
            {
                Machine = one.Text("machine"),
                SeenAt = one.Time("seen_at"),
            })
            .Where(one => one.IsSound).DistinctBy(one => one.Program).Take(ProgramVersion.MaxPerRun)];
        return versions.Length == 0 ? [] : versions;
    }

    static Evidence ReadEvidence(JsonElement json) => new()
    {
        Kind = json.EnumValue<EvidenceKind>("kind") ?? EvidenceKind.OutputMatch,
        Observed = json.Text("observed"),
        Expected = json.Text("expected"),
        Check = json.Text("check"),
    };

    static ReadOnlyMemory<byte> ReadContent(JsonProperty file)
    {
        if (file.Value.ValueKind != JsonValueKind.String || !file.Value.TryGetBytesFromBase64(out var content))
        {
            throw new SkillException($"The content of '{Truncate.To(file.Name, 20)}' is not valid base64.");
        }
        return SkillFile.DigestOf(content) == file.Name
            ? content
            : throw new SkillException($"The content of '{Truncate.To(file.Name, 20)}' does not match its digest.");
    }
}
