using System.Text;

namespace SkillMcp.Formation;

/// <summary>Makes one procedure of a known one and a run whose steps are aligned: a parameter wherever the two differ in a value.</summary>
sealed class RunUnification(Procedure known, Procedure run, IReadOnlyList<AlignedStep> steps)
{
    const int MinRunsBeforeDefault = 2;

    readonly Dictionary<string, Parameter> parameters = known.Parameters.DistinctBy(parameter => parameter.Name)
        .ToDictionary(parameter => parameter.Name, StringComparer.Ordinal);

    readonly Dictionary<(string Known, string Run), string> names = [];

    // The names that placeholders get for their values in the run.
    readonly Dictionary<(string Name, string Run), string> bound = [];

    public RunContext Context { get; init; }

    string KnownTask => Context.KnownTask ?? "";

    string Task => Context.Task ?? "";

    /// <summary>The common procedure; null if a difference is no value, or filling the values in would not give both back.</summary>
    public LeastGeneralGeneralization? Generalize()
    {
        // No value is in the place of a program or a flag. Most runs differ there, and nothing else is looked at then.
        if (!steps.All(step => step.IsOfSameActions))
        {
            return null;
        }
        var pairs = steps.SelectMany(step => step.Gaps.Select(gap => (gap.Text, gap.Other))).ToHashSet();
        var evidence = new ValueEvidence(steps, Context);
        // What stands where the other stood is a direction: from staging to production, and back.
        if (IsTurned(pairs) || !pairs.All(evidence.IsValue) || steps.SelectMany(step => step.Filled).Any(IsOpposed))
        {
            return null;
        }
        BindPlaceholders();
        // Every value has its name before one is written in terms of another.
        foreach (var (step, gap) in steps.SelectMany(step => step.Gaps.Select(gap => (step, gap))))
        {
            NameOf(gap, step);
        }
        var examples = parameters.Values.Where(parameter => parameter.Example.Length > 0)
            .ToDictionary(parameter => parameter.Name, parameter => parameter.Example, StringComparer.Ordinal);
        var written = new List<Step>();
        foreach (var (step, before) in steps.Zip(known.Steps))
        {
            if (Written(step, before, examples) is not { } general)
            {
                return null;
            }
            written.Add(general);
        }
        var merged = known with { Steps = written, Parameters = [.. parameters.Values] };
        merged = merged.WithLists((_, texts) => [.. texts.Select(Renamed)]);
        var values = names.Keys.Select(pair => new ValuePair(pair.Known, pair.Run, evidence.AreNames(pair)));
        var generalization = new LeastGeneralGeneralization(merged.WithParametersOfSteps(), [.. values]) { Bindings = Bindings() };
        return AdjacentValues.Joined(generalization).WithoutNeedlessNumbers();
    }

    /// <summary>A condition with its parameters as the steps have them now: by their new names, or in terms of others.</summary>
    string Renamed(string condition)
    {
        var written = bound.DistinctBy(one => one.Key.Name)
            .ToDictionary(one => one.Key.Name, one => InTermsOfOthers(one.Value), StringComparer.Ordinal);
        return Placeholder.Fill(condition, written);
    }

    /// <summary>Whether two values have changed places, of parameters or of other words.</summary>
    bool IsTurned(HashSet<(string Text, string Other)> pairs)
    {
        var bindings = steps.SelectMany(step => step.Filled)
            .Where(place => parameters.ContainsKey(place.Name))
            .Select(place => (parameters[place.Name].Example, place.InRun));
        var all = pairs.Concat(bindings).Where(pair => pair.Item1 != pair.Item2 && !LiteralDetection.IsNumber(pair.Item1)).ToHashSet();
        return all.Any(pair => all.Contains((pair.Item2, pair.Item1)));
    }

    /// <summary>Whether a placeholder would get a value that makes it another procedure: mysql for postgres.</summary>
    bool IsOpposed(FilledPlaceholder place) =>
        parameters.TryGetValue(place.Name, out var parameter) && parameter.Example != place.InRun
        && ValueEvidence.Opposes(parameter.Example, place.InRun);

    /// <summary>
    /// Binds each placeholder to its value in the run. One that has several there was several parameters with the same example: its other
    /// places become parameters of their own.
    /// </summary>
    void BindPlaceholders()
    {
        foreach (var places in steps.SelectMany(step => step.Filled).GroupBy(place => place.Name))
        {
            var name = places.Key;
            if (!parameters.TryGetValue(name, out var parameter) || parameter.Example.Length == 0)
            {
                continue;
            }
            foreach (var value in places.Select(place => place.InRun).Distinct().Where(value => !value.StartsWith('{')).ToList())
            {
                var own = value == places.First().InRun ? Better(parameter, value) : Free(name);
                parameters[own] = (parameter with { Name = own, Default = DefaultOf(parameter, value) }).SeenWith(value);
                bound.Add((name, value), own);
                names.TryAdd((parameter.Example, value), own);
            }
        }
    }

    /// <summary>
    /// What is written for a parameter: its placeholder or, where its values in both runs hold those of other parameters in the same way,
    /// these: "{host}/{service}" for "registry.acme.io/cart" and "registry.acme.io/search".
    /// </summary>
    string InTermsOfOthers(string name)
    {
        if (names.FirstOrDefault(one => one.Value == name) is not { Value: not null, Key: var own } || own.Known == own.Run)
        {
            return $"{{{name}}}";
        }
        var (inKnown, inRun) = (own.Known, own.Run);
        var parts = names.Where(other => other.Value != name && (ParameterNaming.IsText(other.Key.Known) || IsVarying(other.Key)))
            .OrderByDescending(other => other.Key.Known.Length);
        foreach (var (pair, other) in parts)
        {
            if (pair.Known.Length < own.Known.Length
                && Replaced(inKnown, pair.Known, other) is { } replaced
                && Replaced(inRun, pair.Run, other) is { } replacedInRun)
            {
                (inKnown, inRun) = (replaced, replacedInRun);
            }
        }
        return inKnown == inRun ? inKnown : $"{{{name}}}";
    }

    static bool IsVarying((string Known, string Run) pair) => pair.Known != pair.Run && pair.Known.Length > 1 && pair.Run.Length > 1;

    /// <summary>
    /// A text with a placeholder for a value, also where the value has grown together with a word: "crf19", "bundleProRelease". Null if
    /// the value is not in it.
    /// </summary>
    static string? Replaced(string text, string value, string name)
    {
        var at = ValueOccurrences.Of(value, text).Concat(ValueOccurrences.InWords(value, text)).Distinct().Order().ToList();
        var written = new StringBuilder();
        var end = 0;
        foreach (var start in at)
        {
            written.Append(text, end, start - end).Append('{').Append(name).Append('}');
            end = start + value.Length;
        }
        return at.Count == 0 ? null : written.Append(text, end, text.Length - end).ToString();
    }

    /// <summary>What three runs and more had alike is asked for no longer.</summary>
    string? DefaultOf(Parameter parameter, string value)
    {
        var isConstant = value == parameter.Example && !parameter.HasVaried && !parameter.IsSecret
            && Context.RunsBefore >= MinRunsBeforeDefault;
        return isConstant ? parameter.Default ?? value : parameter.Default;
    }

    Dictionary<string, string> Bindings()
    {
        var values = names.ToDictionary(name => name.Value, name => name.Key.Run, StringComparer.Ordinal);
        foreach (var place in steps.SelectMany(step => step.Filled))
        {
            values.TryAdd(NameOf(place), place.InRun);
        }
        return values;
    }

    string NameOf(StepGap gap, AlignedStep step)
    {
        var pair = (gap.Text, gap.Other);
        if (names.TryGetValue(pair, out var known))
        {
            return known;
        }
        var name = Free(NameFor(gap, step));
        parameters.Add(name, new Parameter { Name = name, Example = gap.Text }.SeenWith(gap.Other));
        names.Add(pair, name);
        return name;
    }

    /// <summary>What a parameter for a difference is called: as what stands around both values says.</summary>
    string NameFor(StepGap gap, AlignedStep step)
    {
        IEnumerable<ValueName> ofRun = run.Parameters.FirstOrDefault(parameter => parameter.Example == gap.Other) is { } own
            ? [new ValueName(own.Name, ValueNames.RankOf(own.Name))]
            : [];
        var key = step.Known.SegmentAt(gap.Start, gap.Text).Key is { } found
            ? ofRun.Append(new ValueName(found, ValueNames.RankOf(found)))
            : ofRun;
        return BestName(gap.Text, gap.Other, key) is { Score: > 0, Name: { } best } ? best : FallbackOf(gap.Text, gap.Other);
    }

    (string? Name, int Score) BestName(string value, string other, IEnumerable<ValueName> known) => ValueNames.Scored(
        value,
        known.Concat(ValueNames.Common(
            ValueNames.Candidates(value, steps.Select(step => step.Known), [KnownTask]),
            ValueNames.Candidates(other, steps.Select(step => step.Run), [Task]))),
        ValuesOfKnown).FirstOrDefault();

    // "set SMTP_RELAY to debug": a value is not the name of another one.
    IEnumerable<string> ValuesOfKnown =>
        known.Parameters.Select(parameter => parameter.Example).Concat(names.Keys.Select(pair => pair.Known));

    /// <summary>The name of a parameter or, where that says less than what stands around its value in this run, a better one.</summary>
    string Better(Parameter parameter, string other)
    {
        var name = ValueNames.WithoutNumber(parameter.Name);
        var isDrafted = ValueNames.IsWeak(name)
            || name == ValueNames.Best(parameter.Example, steps.Select(step => step.Known), [KnownTask], ValuesOfKnown);
        if (parameter.IsDescribed || !isDrafted)
        {
            return parameter.Name;
        }
        // A name of the form says something only where both values have that form.
        var rank = ValueForm.Of(parameter.Example) == name ? NameRank.Fallback : ValueNames.RankOf(name);
        var best = BestName(parameter.Example, other, [new ValueName(name, rank)]);
        // What only the form of the first value said is no name for one of another form.
        var isOfOtherForm = best.Score == 0 && name == "email" && ValueForm.Of(other) != name;
        var better = best.Score > 0 && !ValueNames.IsWeak(best.Name!) ? best.Name!
            : isOfOtherForm ? FallbackOf(parameter.Example, other)
            : name;
        return better == name || parameters.ContainsKey(better) ? parameter.Name : better;
    }

    static string FallbackOf(string value, string other) =>
        ValueForm.Fallback(value) is var name && name == ValueForm.Fallback(other) ? name : "name";

    string Free(string name) => FreeName.Of(name, number => $"{name}_{number}", parameters.ContainsKey);

    /// <summary>The known step with its parameters; null if filling it would not give both steps back.</summary>
    Step? Written(AlignedStep step, Step before, Dictionary<string, string> examples)
    {
        var marks = step.Filled
            .Select(place => (place.Start, place.End, Text: InTermsOfOthers(NameOf(place))))
            .Concat(step.Gaps.Select(gap => (gap.Start, End: gap.Start + gap.Text.Length, Text: InTermsOfOthers(NameOf(gap, step)))))
            .OrderBy(mark => mark.Start);
        var original = step.Known.Step.Text;
        var text = new StringBuilder();
        var end = 0;
        foreach (var mark in marks)
        {
            text.Append(original, end, mark.Start - end).Append(mark.Text);
            end = mark.End;
        }
        text.Append(original, end, original.Length - end);
        var written = text.ToString();
        // A run may have a placeholder of its own, and the known step there what is no value, such as a flag.
        if (!NormalizedStep.Of(written).IsSameAs(NormalizedStep.Of(step.Run.Step)))
        {
            return null;
        }
        if (written == before.Text)
        {
            return before;
        }
        return Generalizer.GivesBack(step.Known.Step, written, examples) ? Step.Parse(written) : null;
    }

    string NameOf(FilledPlaceholder place) => bound.GetValueOrDefault((place.Name, place.InRun), place.Name);
}
