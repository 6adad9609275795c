using SkillMcp.Admissions;
using SkillMcp.Intents;
using SkillMcp.Packaging;
using SkillMcp.Retrieval;
using SkillMcp.Sessions;

namespace SkillMcp.UseCases;

/// <summary>Finds the procedures that fit a task, or the one that is named.</summary>
sealed class Retrieving(
    IMemoryStore store,
    Project project,
    TimeProvider time,
    SkillLookup lookup,
    WayTrials trials,
    Matching matching,
    ComponentReplacements replacements,
    VersionDrifts drifts,
    ComponentWarnings components,
    Measuring measuring,
    RetrievalLog log)
{
    const int MaxMatches = 20;

    // What is less likely is named for want of anything better, and to decline it says nothing.
    const double MinScoreOfPossible = 0.2;

    // The limits where the request gives none. A line for each of a few look-alikes is shorter than one procedure.
    const int MatchesWithWhole = 3;
    const int MatchesWithoutWhole = 5;

    public async Task<Retrieved> RetrieveAsync(RetrieveRequest submitted, CancellationToken cancel)
    {
        // Checked first, because searching very many words for secrets is slow.
        Check(submitted);
        submitted = WithoutEmptyArguments(submitted);
        // Redacted, because the task and its other words are stored with the retrieval, and the answer repeats the arguments.
        var request = WithoutSecretArguments(submitted, Redaction.ToFixedPoint(submitted));
        var answer = request.Skill is { } name
            ? new Answer([await NamedAsync(name, request, cancel)]) { IsNamed = true }
            : await AnswerAsync(request, cancel);
        var now = time.GetUtcNow();
        var id = Guid.CreateVersion7(now);
        var fitting = ResponseBudget.Trim(answer.Matches, request.MaxTokens);
        var matches = await measuring.LeftOfAsync(fitting, answer.IsNamed, request, id, cancel);
        if (matches.Count == 0 && !measuring.Concerns(request))
        {
            return new Retrieved { Task = request.Task, Advice = Advice.For(request, [], []) };
        }
        var answered = new Retrieved
        {
            Task = request.Task,
            // While it is measured, an answer without a match has an id too: it may be one of which the skill was withheld.
            RetrievalId = id,
            Matches = matches,
            Advice = Advice.For(request, matches, matches.Count == 0 ? [] : answer.Unserved),
        };
        log.Note(PastRetrievalOf(answered, request, now));
        return answered;
    }

    /// <summary>What fits a prompt so surely that it is handed over unasked; null if nothing does. Nothing is written.</summary>
    public async Task<Recalled?> RecallAsync(RecallRequest submitted, CancellationToken cancel)
    {
        var request = Redaction.ToFixedPoint(new RetrieveRequest
        {
            Task = submitted.Prompt,
            Also = submitted.Also,
            Session = submitted.Session,
            MinKnownWords = submitted.Also.Count > 0 ? 0 : Recalled.MinWords,
        });
        var answer = await AnswerAsync(request, cancel);
        if (answer.Matches is not [var best, ..]
            || !Recalled.IsSure(best, submitted.Also.Count > 0)
            || submitted.HandedOver.Contains(best.Skill.Name.Value))
        {
            return null;
        }
        var others = answer.Matches.Skip(1).Where(match => !submitted.HandedOver.Contains(match.Skill.Name.Value));
        var budget = best.IsWhole ? RecallRequest.MaxTokens : RecallRequest.MaxTokensOfName;
        budget = Math.Min(budget, submitted.Budget ?? budget);
        var matches = ResponseBudget.Trim([best, .. others], budget);
        var now = time.GetUtcNow();
        var answered = new Retrieved
        {
            Task = request.Task,
            RetrievalId = Guid.CreateVersion7(now),
            Matches = matches,
            Advice = Advice.Unasked(request with { MaxTokens = budget }, matches, answer.Unserved, submitted.IsWatched),
        };
        return new Recalled(answered, PastRetrievalOf(answered, request, now))
        {
            Assignment = answer.IsNamed ? null : await measuring.DrawForAsync(matches[0], request, answered.RetrievalId!.Value, cancel),
        };
    }

    static PastRetrieval PastRetrievalOf(Retrieved answered, RetrieveRequest request, DateTimeOffset at)
    {
        var returned = answered.Matches.Select(match => new RetrievedSkill(match.Skill.Id, match.Skill.Version, IsPossible(match)));
        return new PastRetrieval(answered.RetrievalId!.Value, Truncate.To(request.Task, PastTask.MaxLength), [.. returned], at)
        {
            Also = request.Also,
        };
    }

    /// <summary>The request without the arguments whose value is only their own placeholder, which says nothing.</summary>
    static RetrieveRequest WithoutEmptyArguments(RetrieveRequest submitted)
    {
        var given = submitted.Arguments.Where(argument => argument.Value.Trim() != Placeholder.Of(argument.Key)).ToList();
        return given.Count == submitted.Arguments.Count
            ? submitted
            : submitted with { Arguments = new Dictionary<string, string>(given, StringComparer.Ordinal) };
    }

    /// <summary>The request, with each argument that was a secret as the parameter that it is for. The caller puts it in.</summary>
    static RetrieveRequest WithoutSecretArguments(RetrieveRequest submitted, RetrieveRequest redacted)
    {
        if (ReferenceEquals(submitted, redacted))
        {
            return redacted;
        }
        return redacted with
        {
            Arguments = redacted.Arguments.ToDictionary(
                argument => argument.Key,
                argument => submitted.Arguments.GetValueOrDefault(argument.Key) == argument.Value
                    ? argument.Value
                    : Placeholder.Of(argument.Key),
                StringComparer.Ordinal),
        };
    }

    /// <summary>Whether a skill is only named, and may be what is meant.</summary>
    static bool IsPossible(Match match) =>
        match is { IsWhole: false, Fit: Fit.Possible, Differs: [], Doubt: "", Score: >= MinScoreOfPossible };

    async Task<Match> NamedAsync(SkillName name, RetrieveRequest request, CancellationToken cancel)
    {
        var skill = await lookup.GetAsync(name, cancel);
        return skill.Lifecycle.Status switch
        {
            Status.Active => await HandedAsync(await OpenAsync(skill, request, cancel), request, mayTry: false, cancel),
            Status.Archived => throw new SkillException(
                $"'{name}' is archived as {skill.Lifecycle.ReasonCode}: curate_skill with action 'restore' brings it back."),
            _ => throw new SkillException(
                $"'{name}' is quarantined ({skill.Lifecycle.ReasonCode}): it can be used once a person approves it."),
        };
    }

    /// <summary>A skill that is asked for by its name, whatever the task says.</summary>
    Task<Match> OpenAsync(Skill skill, RetrieveRequest request, CancellationToken cancel)
    {
        var match = new Match
        {
            Skill = skill,
            Procedure = skill.Procedure,
            Score = 1,
            Fit = Fit.Match,
            Why = "by name",
            IsNamed = true,
            MatchedWords = skill.Name.Value.Split('-').Length,
        };
        return matching.PrepareAsync(match, request with { Skill = skill.Name }, new CompletedSteps(request.Done), cancel);
    }

    /// <summary>
    /// The skills that the task asks for by name, or else what fits it or, if it asks for several things that different skills do,
    /// a skill for each of them.
    /// </summary>
    async Task<Answer> AnswerAsync(RetrieveRequest request, CancellationToken cancel)
    {
        if (await OpenedAsync(request, cancel) is { Count: > 0 } opened)
        {
            return await WholeAsync(opened, request, mayTry: false, cancel) with { IsNamed = true };
        }
        var fitting = await WholeAsync(await matching.FindAsync(request, cancel), request, mayTry: true, cancel);
        var parts = request.Done.Count > 0 ? TaskParts.None : TaskParts.Of(request.Task);
        if (parts.Texts.Count < 2 || fitting.Matches is [{ IsWhole: true, Skill.Procedure.IsComposite: true }, ..])
        {
            return fitting;
        }
        var byPart = await AnswerPartsAsync(parts.Texts, request, cancel);
        // "Build the image and push it to the registry" is one thing if one skill does it.
        var isOne = fitting.Matches is [{ IsWhole: true } all, ..] && byPart.Matches.All(match => match.Skill.Id != all.Skill.Id);
        return byPart.Matches.Count < (parts.AreInOrder ? 1 : 2) || isOne ? fitting : byPart;
    }

    /// <summary>A skill for each part that one is found for; the first is whole.</summary>
    async Task<Answer> AnswerPartsAsync(IReadOnlyList<string> parts, RetrieveRequest request, CancellationToken cancel)
    {
        var (matches, unserved) = (new List<Match>(), new List<string>());
        foreach (var part in parts)
        {
            // The other words are of the whole task: they would find the same skill for each part.
            var found = await matching.FindAsync(request with { Task = part, Also = [] }, cancel);
            if (found is not [{ Fit: not Fit.Possible } best, ..])
            {
                unserved.Add(part);
            }
            else if (matches.TrueForAll(match => match.Skill.Id != best.Skill.Id))
            {
                matches.Add(best with { Part = part });
            }
        }
        return await WholeAsync(matches, request, mayTry: true, cancel) with { Unserved = unserved };
    }

    /// <summary>The active skills that the words of the task name and ask for.</summary>
    async Task<IReadOnlyList<Match>> OpenedAsync(RetrieveRequest request, CancellationToken cancel)
    {
        var opened = new List<Match>();
        foreach (var name in OpenedSkills.In(request.Task))
        {
            if (await store.FindAsync(project, name, cancel) is { IsActive: true } skill)
            {
                opened.Add(await OpenAsync(skill, request, cancel));
            }
        }
        return opened;
    }

    /// <summary>An answer with as many matches as are wanted, the first of them whole if it is at least likely.</summary>
    async Task<Answer> WholeAsync(IReadOnlyList<Match> matches, RetrieveRequest request, bool mayTry, CancellationToken cancel)
    {
        if (matches is not [{ Fit: not Fit.Possible } best, ..])
        {
            return new Answer([.. matches.Take(request.Limit ?? MatchesWithoutWhole)]);
        }
        var handed = await HandedAsync(best, request, mayTry, cancel);
        return new Answer([handed, .. matches.Take(request.Limit ?? MatchesWithWhole).Skip(1)]);
    }

    /// <summary>A match with the whole text of the way that is handed over.</summary>
    /// <param name="match">A match with the current text of its skill.</param>
    /// <param name="request">The request.</param>
    /// <param name="mayTry">Whether another way than the current one may be handed over.</param>
    /// <param name="cancel">Cancels the reading.</param>
    async Task<Match> HandedAsync(Match match, RetrieveRequest request, bool mayTry, CancellationToken cancel)
    {
        // Whoever has begun with one way goes on with it.
        var way = request.Done.Count > 0
            ? await trials.BegunAsync(match.Skill, new CompletedSteps(request.Done), cancel)
            : await trials.ChooseAsync(match.Skill, mayTry, cancel);
        var chosen = way is null ? match : matching.InWay(match, way, request);
        var offer = match.IsDegraded ? await replacements.OfferAsync(match.Skill, cancel) : null;
        var drifted = await drifts.OfAsync(chosen.Skill, chosen.Procedure, cancel);
        IReadOnlyList<string> own = [.. chosen.Warnings, .. offer is null ? [] : new[] { offer }, .. drifted.Select(one => one.Text)];
        IReadOnlyList<string> ofComponents = await components.OfAsync(chosen.Skill, own, cancel);
        return InFull(chosen with { Warnings = [.. own, .. ofComponents] }, request.Arguments);
    }

    /// <summary>A match with its whole procedure and the arguments filled in.</summary>
    static Match InFull(Match match, IReadOnlyDictionary<string, string> given)
    {
        var arguments = Arguments.Fill(match.Procedure, given);
        // Writing the markdown parses the document, which is wasted on a skill without one.
        var packed = new PackedSkill { Name = match.Skill.Name, Procedure = match.Skill.Procedure };
        var markdown = packed.Procedure.Document.Length == 0 ? "" : SkillMarkdown.WriteStrictly(packed);
        return match with
        {
            IsWhole = true,
            Procedure = arguments.Procedure,
            Values = arguments.Values,
            Warnings = [.. match.Warnings, .. arguments.Warnings],
            Instructions = InstructionsOf(packed, markdown),
            Files = FilesOf(match.Skill.Procedure, markdown),
        };
    }

    /// <summary>
    /// What the author's document says beside the steps; nothing if there is none, or if the steps were changed since it was written.
    /// </summary>
    static string InstructionsOf(PackedSkill skill, string markdown)
    {
        var document = skill.Procedure.Document;
        if (document.Length == 0)
        {
            return "";
        }
        // What is served as it was written says what the skill does; all else is written once more, as its author would.
        var body = SkillMarkdown.BodyOf(markdown == document ? document : SkillMarkdown.Write(skill));
        return body == SkillMarkdown.BodyOf(document) ? RestOfDocument.Of(body, skill.Procedure) : "";
    }

    /// <summary>The paths of the files that can be read beside SKILL.md.</summary>
    static IReadOnlyList<string> FilesOf(Procedure procedure, string markdown)
    {
        var paths = procedure.Files.Select(file => file.Path);
        return SkillFolder.OriginalPath(procedure, markdown) is { } original ? [.. paths, original] : [.. paths];
    }

    static void Check(RetrieveRequest request)
    {
        if (request.Skill is null && string.IsNullOrWhiteSpace(request.Task) && request.Done.All(string.IsNullOrWhiteSpace))
        {
            throw new SkillException(
                "Neither a task nor a skill is given: say in 'task' what you are about to do, such as 'deploy the api to staging', "
                + "in 'done' what you have done so far, or in 'skill' the name of one that you were shown.");
        }
        if (AlsoProblem(request.Also) is { } problem)
        {
            throw new SkillException(
                $"{problem} Give up to {RetrieveRequest.MaxAlso} words or short phrases "
                + $"of at most {RetrieveRequest.MaxAlsoLength} characters each, such as \"postgres\", \"pg_dump\", \"database backup\".");
        }
        if (request.Limit is < 1 or > MaxMatches)
        {
            throw new SkillException($"limit is {request.Limit} and must be between 1 and {MaxMatches}.");
        }
        if (!(request.MinReliability is >= 0 and <= 1))
        {
            throw new SkillException($"min_reliability is {request.MinReliability:0.##} and must be between 0 and 1.");
        }
        if (request.MaxTokens is < 1)
        {
            throw new SkillException($"max_tokens is {request.MaxTokens} and must be at least 1; leave it out for no bound.");
        }
    }

    /// <summary>What is wrong with the other words of a request, in a sentence; null if nothing is.</summary>
    static string? AlsoProblem(IReadOnlyList<string> also)
    {
        if (also.Count > RetrieveRequest.MaxAlso)
        {
            return $"'also' has {also.Count} entries.";
        }
        for (var at = 0; at < also.Count; at++)
        {
            if (string.IsNullOrWhiteSpace(also[at]))
            {
                return $"Entry {at + 1} of 'also' is blank.";
            }
            if (also[at].Length > RetrieveRequest.MaxAlsoLength)
            {
                return $"Entry {at + 1} of 'also' has {also[at].Length} characters.";
            }
        }
        return null;
    }

    /// <param name="Matches">What fits, the best first, and only the first in full.</param>
    sealed record Answer(IReadOnlyList<Match> Matches)
    {
        /// <summary>Whether they are asked for by name.</summary>
        public bool IsNamed { get; init; }

        /// <summary>The parts of the task that no skill fits.</summary>
        public IReadOnlyList<string> Unserved { get; init; } = [];
    }
}
