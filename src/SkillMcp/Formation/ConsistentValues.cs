namespace SkillMcp.Formation;

/// <summary>
/// Aligned steps in which each value of the known procedure has one value of the run. "mail-relay-2.1.0" alone may be "mail" with
/// "relay-2.1.0"; where other steps have "mail-relay", it is that with "2.1.0".
/// </summary>
sealed class ConsistentValues
{
    const int MaxPlaces = 512;

    readonly Dictionary<string, string> values;
    readonly HashSet<string> open;

    ConsistentValues(List<AlignedStep> aligned)
    {
        var places = aligned.SelectMany(PlacesIn).ToList();
        values = places.Where(place => place.IsApart)
            .GroupBy(place => place.Known, StringComparer.Ordinal)
            .ToDictionary(
                one => one.Key, one => one.CountBy(place => place.Run).MaxBy(count => count.Value).Key, StringComparer.Ordinal);
        // "cart-2.1.0" is no value of its own where "cart" and "2.1.0" are.
        var compounds = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (known, run) in values.OrderByDescending(pair => pair.Key.Length).ToList())
        {
            values.Remove(known);
            if (Explained(known, run, values, []) is { Count: > 0 })
            {
                compounds.Add(known);
            }
            else
            {
                values.Add(known, run);
            }
        }
        foreach (var (known, run) in values.ToList())
        {
            if (NameIn(known, run) is { } name)
            {
                values.Remove(known);
                values.TryAdd(name.Known, name.Run);
                compounds.Add(known);
            }
        }
        open = [.. places.Select(place => place.Known).Where(known => !values.ContainsKey(known) && !compounds.Contains(known))];
    }

    /// <summary>
    /// What stands before a version that other steps have alone, in both: of "acme-csv-1.4.0" and "brio-yaml-2.0.1" the names. As one value
    /// they would be asked for with a version that may be another one. Null if there is no such version.
    /// </summary>
    (string Known, string Run)? NameIn(string known, string run)
    {
        foreach (var (version, ofRun) in values.Where(pair => ValueForm.Of(pair.Key) == "version" && pair.Key != pair.Value))
        {
            var (at, inRun) = (known.Length - version.Length, run.Length - ofRun.Length);
            if (at > 1 && inRun > 1 && known.EndsWith(version, StringComparison.Ordinal) && run.EndsWith(ofRun, StringComparison.Ordinal)
                && known[at - 1] == run[inRun - 1] && known[at - 1] is '-' or '_' or '@' or ':')
            {
                return (known[..(at - 1)], run[..(inRun - 1)]);
            }
        }
        return null;
    }

    /// <summary>The steps with one value of the run for each known value, where that explains a step whole.</summary>
    public static List<AlignedStep> Of(List<AlignedStep> aligned)
    {
        // With more values than can become parameters the time grows with their square.
        if (aligned.Sum(step => step.Filled.Count + step.Gaps.Count) > MaxPlaces)
        {
            return aligned;
        }
        var consistent = new ConsistentValues(aligned);
        return aligned.ConvertAll(step => consistent.Corrected(step) ?? step);
    }

    /// <summary>The step with these values; null where it has them already, or is another step with them.</summary>
    AlignedStep? Corrected(AlignedStep step)
    {
        if (PlacesIn(step).All(place => values.GetValueOrDefault(place.Known) == place.Run))
        {
            return null;
        }
        var (known, run) = (step.Known.Step.Text, step.Run.Step.Text);
        var places = Explained(known, run, values, []) ?? Explained(known, run, new(values, StringComparer.Ordinal), open);
        if (places is null || places.Exists(place => !step.Run.IsValueIn(place.RunStart, place.RunStart + place.Other.Length)))
        {
            return null;
        }
        var filled = new List<FilledPlaceholder>();
        var gaps = new List<StepGap>();
        foreach (var place in places)
        {
            if (step.Placeholders.FirstOrDefault(one => one.Start == place.Start && one.End == place.Start + place.Text.Length)
                is { Name: not null } placeholder)
            {
                filled.Add(placeholder with { InRun = place.Other });
            }
            else if (place.Text != place.Other)
            {
                gaps.Add(place);
            }
        }
        if (filled.Count < step.Filled.Count)
        {
            return null;
        }
        places.ForEach(place => values[place.Text] = place.Other);
        return step with { Filled = filled, Gaps = gaps };
    }

    /// <summary>
    /// Where the values stand in the known text, if replacing each of them gives the text of the run; null if it does not.
    /// </summary>
    /// <param name="known">The known text.</param>
    /// <param name="run">The text of the run.</param>
    /// <param name="values">The values of the run by the known ones; those that are found are added.</param>
    /// <param name="open">Known values of which that of the run is looked for.</param>
    static List<StepGap>? Explained(string known, string run, Dictionary<string, string> values, IEnumerable<string> open)
    {
        var found = FoundIn(known, values.Keys.Concat(open));
        var places = new List<StepGap>();
        var (end, at) = (0, 0);
        for (var index = 0; index < found.Count; index++)
        {
            var (start, text) = found[index];
            if (!StandsAt(run, at, known[end..start]))
            {
                return null;
            }
            at += start - end;
            end = start + text.Length;
            if (!values.TryGetValue(text, out var value))
            {
                var next = index + 1 < found.Count ? found[index + 1] : (Start: known.Length, Text: "");
                var until = known[end..next.Start] + values.GetValueOrDefault(next.Text, "");
                var isLast = next.Text.Length == 0;
                var stop = isLast ? run.Length - until.Length : IndexOf(run, until, at);
                if (stop <= at)
                {
                    return null;
                }
                values.Add(text, value = run[at..stop]);
            }
            if (!StandsAt(run, at, value))
            {
                return null;
            }
            places.Add(new StepGap(start, text, at, value));
            at += value.Length;
        }
        return StandsAt(run, at, known[end..]) && at + known.Length - end == run.Length ? places : null;
    }

    static bool StandsAt(string text, int at, string part) => string.CompareOrdinal(text, at, part, 0, part.Length) == 0;

    static int IndexOf(string text, string part, int from) =>
        part.Length > 0 && from < text.Length ? text.IndexOf(part, from + 1, StringComparison.Ordinal) : -1;

    /// <summary>Where the values stand, in order; of two that overlap the longer.</summary>
    static List<(int Start, string Text)> FoundIn(string text, IEnumerable<string> values)
    {
        var found = new List<(int Start, string Text)>();
        var inText = values.Where(value => text.Contains(value, StringComparison.Ordinal)).Distinct();
        foreach (var value in inText.OrderByDescending(value => value.Length))
        {
            found.AddRange(ValueOccurrences.Of(value, text)
                .Where(at => !found.Exists(other => at < other.Start + other.Text.Length && other.Start < at + value.Length))
                .Select(at => (at, value))
                .ToList());
        }
        found.Sort((one, other) => one.Start.CompareTo(other.Start));
        return found;
    }

    /// <summary>
    /// The places of a step with a value, as both have it, and whether it stands apart from the others: where one sign is between two
    /// values, where the first ends is not certain.
    /// </summary>
    static IEnumerable<(string Known, string Run, bool IsApart)> PlacesIn(AlignedStep step)
    {
        var text = step.Known.Step.Text;
        var places = step.Filled.Select(place => (place.Start, place.End, Known: text[place.Start..place.End], Run: place.InRun))
            .Concat(step.Gaps.Select(gap => (gap.Start, End: gap.Start + gap.Text.Length, Known: gap.Text, Run: gap.Other)))
            .ToList();
        return places.Select(place => (place.Known, place.Run, IsApart: !places.Exists(other => AreBeside(place, other))));

        static bool AreBeside((int Start, int End, string, string) one, (int Start, int End, string, string) other) =>
            other.Start >= one.End && other.Start <= one.End + 1 || one.Start >= other.End && one.Start <= other.End + 1;
    }
}
