using System.Text.RegularExpressions;

namespace SkillMcp.Packaging;

/// <summary>
/// Finds in a free text what a person would call its steps. Whatever is written as steps may be (numbered headings, lists, lists in
/// blocks of code, bullets, paragraphs); what the sections are about and how the sentences begin decides, and where nothing is likely
/// enough, the text has none.
/// </summary>
static partial class StepExtractor
{
    const int MinParagraphs = 2;
    const int MaxParagraphs = 8;

    // How much better one of several procedures must do to be the one that the text is about, and of what only may be one.
    const double ClearLead = 3;
    const double Lead = 0.5;

    const string ChineseDigits = "一二三四五六七八九十";

    /// <summary>The steps; none if the text has no procedure.</summary>
    /// <param name="sections">The text.</param>
    /// <param name="about">What its author says that it is for, which tells which of several procedures is meant.</param>
    public static FoundSteps StepsOf(IReadOnlyList<Section> sections, string about = "")
    {
        var nodes = SectionNode.TreeOf(sections);
        if (Written(nodes) is { } written)
        {
            return new FoundSteps(written, AreGuessed: false);
        }
        var candidates = Candidates(nodes, about).OrderByDescending(candidate => candidate.Score).ToList();
        if (Named(nodes, candidates) is { } named)
        {
            return new FoundSteps(named.Items, AreGuessed: false);
        }
        // A skill may have a section on recovery beside its workflow.
        var hasProcedure = candidates.Exists(found => found is { Role: SectionRole.Procedure, IsSure: true, Node.Depth: <= 1 });
        if (!hasProcedure && Runbook.StepsOf(nodes) is { Count: > 0 } reaction)
        {
            return new FoundSteps(reaction, AreGuessed: false);
        }
        var likely = WithoutGeneric(candidates.FindAll(candidate => candidate.IsEnough));
        return likely.Count > 0 && OneOf(likely, about) is { } best
            ? new FoundSteps(best.Items, !best.IsSure)
            : new FoundSteps([], AreGuessed: false);
    }

    /// <summary>What is likely without what any text may say, if this one has a procedure of its own.</summary>
    static List<StepCandidate> WithoutGeneric(List<StepCandidate> likely)
    {
        var own = likely.FindAll(candidate => !candidate.IsGeneric);
        return own.Exists(candidate => candidate.IsListOfProcedure) ? own : likely;
    }

    /// <summary>The best, or of procedures for different things the one that the text is for; null if it is for all of them.</summary>
    static StepCandidate? OneOf(List<StepCandidate> likely, string about)
    {
        var best = likely[0];
        List<StepCandidate> rivals = [best];
        var lead = best.Role == SectionRole.Procedure ? ClearLead : Lead;
        foreach (var other in likely.Skip(1).Where(other => other.NamesItsThing && other.Role == best.Role && 2 * other.Share > best.Share))
        {
            var isClose = best.NamesItsThing && other.Score > best.Score - lead;
            if (isClose && rivals.TrueForAll(known => known.IsApartFrom(other)))
            {
                rivals.Add(other);
            }
        }
        if (rivals.Count == 1)
        {
            return best;
        }
        var wanted = Words.Of(about).ToHashSet(StringComparer.Ordinal);
        var meant = rivals.Where(rival => Words.Of(rival.Node!.Section.Heading).Any(wanted.Contains)).ToList();
        return meant is [var only] ? only : null;
    }

    /// <summary>The list below the heading under which this program writes steps, whatever it says; null if there is none.</summary>
    static List<SourceText>? Written(IReadOnlyList<SectionNode> nodes) => nodes
        .Where(SaysSteps)
        .Select(node => node.Section.Lists.Where(list => list.IsNumbered).SelectMany(list => list.Items).Where(IsSaid).ToList())
        .FirstOrDefault(items => items.Exists(IsWritten));

    /// <summary>What is written as steps below that heading in any other way; null if nothing is.</summary>
    static StepCandidate? Named(IReadOnlyList<SectionNode> nodes, List<StepCandidate> candidates) => nodes
        .Where(SaysSteps)
        .Select(node => candidates.Find(candidate =>
            candidate.Node is { } its && (its == node || node.Descendants.Contains(its)) && !candidate.AreAsides
            && (candidate.Form != StepForm.Paragraphs || candidate.IsEnough)))
        .FirstOrDefault(candidate => candidate is not null);

    // As the title, it says so of the whole text.
    static bool SaysSteps(SectionNode node) =>
        node.Depth <= 1
        && (node.Role == SectionRole.Procedure || node.Section.Level == 1)
        && HeadingWords.IsSteps(node.Section.Heading);

    static IEnumerable<StepCandidate> Candidates(IReadOnlyList<SectionNode> nodes, string about)
    {
        var isAboutSetup = HeadingWords.IsAboutSetup(about);
        var named = Words.Of(about).ToHashSet(StringComparer.Ordinal);
        var free = nodes.Where(node => node.IsFree).ToList();
        var length = Math.Max(1, nodes.Sum(node => node.Section.Whole.Text.Length));
        var rows = NumberedHeadings(free).ToList();
        // A list in one step of a procedure is a part of that step.
        var parts = rows
            .Where(row => row.Members.Count > 2 && (row.Role == SectionRole.Procedure || row.Form == StepForm.CountedHeadings))
            .SelectMany(row => row.Members)
            .SelectMany(member => member.Descendants.Prepend(member))
            .ToHashSet();
        return rows
            .Concat(free.SelectMany(InSection))
            .Concat(free.SelectMany(Below))
            .Concat(Outline(free))
            .Concat(WholeText(free))
            .Select(found => found with { Items = [.. found.Items.Where(IsSaid)] })
            .Where(found => found.Items.Count > 0 && found.Items.All(IsWritten))
            .Where(found => found.Members.Count > 0 || found.Node is null || !parts.Contains(found.Node))
            .Select(found => Judged(found, Math.Min(1, (double)found.Size / length)));

        StepCandidate Judged(Found found, double share)
        {
            var isOfDetail = share < 0.05 && found.Role == SectionRole.Procedure && found.Node is { NamesItsThing: true } node
                && !Words.Of(node.Section.Heading).Any(named.Contains);
            // Of a text that is about a setup, it is no preparation.
            var isOpen = isOfDetail || isAboutSetup && found.Role == SectionRole.Setup;
            var role = isOpen ? SectionRole.Neutral : found.Role;
            return new StepCandidate(found.Form, role, found.Items, found.Depth, share) { Node = found.Node };
        }
    }

    /// <summary>Rows of headings that are numbered one after the other; each phase by its steps, if all of them have some.</summary>
    static IEnumerable<Found> NumberedHeadings(IReadOnlyList<SectionNode> nodes)
    {
        var rows = nodes.Select(node => (Node: node, Number: NumberOf(node.Section.Heading)))
            .Where(one => one.Number is not null)
            .GroupBy(one => (one.Node.Parent, one.Node.Section.Level, one.Number!.IsCounted));
        foreach (var row in rows.Where(row => row.Count() > 1 && row.First().Number!.Value <= 1 && MayBeSteps(row.First().Node)))
        {
            List<SectionNode> members = [.. row.Select(one => one.Node)];
            var inner = row.All(one => one.Number!.IsGroup) ? members.Select(Inside).ToList() : [];
            List<SourceText> items = inner.Count > 0 && inner.All(steps => steps.Count > 0)
                ? [.. inner.SelectMany(steps => steps)]
                : [.. members.Select(node => node.AsStep())];
            yield return new Found(
                row.Key.IsCounted ? StepForm.CountedHeadings : StepForm.NumberedHeadings,
                RoleOfRow(members, row.Key.IsCounted),
                items.Count > Trajectory.MaxSteps ? [.. members.Select(node => node.AsStep())] : items,
                row.Key.Parent?.Depth ?? 0,
                members.Sum(node => node.Length))
            {
                Node = row.Key.Parent,
                Members = members,
            };
        }
    }

    /// <summary>Layers and gates are passed in order only where that is what the section is about: else a thing has them.</summary>
    static bool MayBeSteps(SectionNode first) =>
        !SaysLayer().IsMatch(first.Section.Heading) || SectionNode.RoleBelow(first.Parent) is SectionRole.Procedure or SectionRole.Usage;

    /// <summary>
    /// What a row of headings is about: what is above it. Steps and phases are a procedure wherever they are counted; below a heading of
    /// their own they are that of one thing.
    /// </summary>
    static SectionRole RoleOfRow(List<SectionNode> members, bool isCounted)
    {
        var above = SectionNode.RoleBelow(members[0].Parent);
        var own = members.Select(node => HeadingWords.RoleOf(node.Section.Heading)).ToList();
        var areAside = !isCounted && 2 * own.Count(role => role >= SectionRole.Reference) > own.Count;
        return (isCounted, above) switch
        {
            // Under "Workflows" each is one, and under "Workflow" each is a step.
            (false, _) when HeadingWords.IsOfSeveral(members[0].Parent?.Section.Heading ?? "") => SectionRole.Reference,
            (true, SectionRole.Neutral) when members[0].Depth > 1 => SectionRole.Neutral,
            (true, SectionRole.Neutral or SectionRole.Usage) => SectionRole.Procedure,
            (true, SectionRole.Reference or SectionRole.Setup) => SectionRole.Neutral,
            (false, SectionRole.Neutral) when areAside => SectionRole.Reference,
            _ => above,
        };
    }

    /// <summary>The steps of a phase: its numbered headings, or its numbered list of things to do.</summary>
    static List<SourceText> Inside(SectionNode phase)
    {
        var headings = phase.Children.Where(child => NumberOf(child.Section.Heading) is not null).ToList();
        if (headings.Count > 1)
        {
            return [.. headings.Select(node => node.AsStep())];
        }
        SectionNode[] all = [phase, .. phase.Descendants];
        var lists = all.SelectMany(node => node.Section.Lists).Where(list => list.IsNumbered && AreOrders(list.Items));
        return [.. lists.SelectMany(list => list.Items)];
    }

    /// <summary>What is written as steps in a section itself.</summary>
    static IEnumerable<Found> InSection(SectionNode node)
    {
        var section = node.Section;
        foreach (var list in section.Lists)
        {
            var form = FormOf(list);
            yield return new Found(form, RoleOf(list, node), [.. list.Items.Where(HasText)], node.Depth) { Node = node };
        }
        var numbered = section.Lists.Where(list => list.IsNumbered && RoleOf(list, node) == SectionRole.Procedure).ToList();
        if (numbered.Count > 1)
        {
            List<SourceText> items = [.. numbered.SelectMany(list => list.Items).Where(IsWritten)];
            yield return new Found(StepForm.ListsOfParts, node.Role, items, node.Depth) { Node = node };
        }
        foreach (var script in section.ShellCode)
        {
            yield return new Found(StepForm.Script, RoleOf(script, node), CodeList.PartsOf(script), node.Depth) { Node = node };
        }
        foreach (var code in section.PlainCode)
        {
            yield return new Found(StepForm.ListInCode, RoleOf(code, node), CodeList.ItemsOf(code), node.Depth) { Node = node };
        }
        foreach (var table in section.Paragraphs.Where(TableOfSteps.IsTable))
        {
            var rows = TableOfSteps.ItemsOf(table, SaysSteps(node));
            // Steps that are counted are a procedure wherever they are.
            var isCounted = node.Role is SectionRole.Reference or SectionRole.Links && TableOfSteps.IsCounted(table);
            var role = isCounted ? SectionRole.Neutral : node.Role;
            var isOfPhases = role == SectionRole.Neutral && TableOfSteps.IsOfPhases(table);
            var form = isOfPhases ? StepForm.TableOfPhases : StepForm.NumberedList;
            yield return new Found(form, role, rows, node.Depth) { Node = node };
        }
        foreach (var commands in Commands(node))
        {
            yield return commands;
        }
        var bold = section.Paragraphs.Where(paragraph => BoldNumber().IsMatch(paragraph.Text)).ToList();
        if (bold.Count > 1)
        {
            var items = node.AsSteps(bold).Select(item => item with { Text = ProseNumber().Replace(item.Text, "") });
            yield return new Found(StepForm.NumberedHeadings, node.Role, [.. items], node.Depth) { Node = node };
        }
        if (section.Paragraphs.Count > 0 && section.Lists.Count == 0 && !section.Paragraphs.Any(TableOfSteps.IsTable))
        {
            yield return new Found(StepForm.Paragraphs, node.Role, [.. node.AsSteps(section.Paragraphs)], node.Depth) { Node = node };
        }
    }

    static double FormOf(MarkdownList list) => list switch
    {
        { IsNumbered: true } => StepForm.NumberedList,
        _ when CommandLines.AreAskedFor(list) => StepForm.AskedCommands,
        _ => StepForm.Bullets,
    };

    /// <summary>The commands of a section.</summary>
    static IEnumerable<Found> Commands(SectionNode node)
    {
        foreach (var block in CommandLines.BlocksOf(node.Section))
        {
            var role = ShowsForm().IsMatch(block.Above) ? SectionRole.Example : node.Role;
            var form = block.AreAsked && role != SectionRole.Procedure ? StepForm.AskedCommands : StepForm.Commands;
            var items = CommandLines.ItemsOf(block.Text, block.AreAsked);
            // What shows how something is used shows one way after the other.
            var own = role == SectionRole.Usage ? SectionRole.Neutral : role;
            yield return new Found(form, own, items, node.Depth) { Node = node };
            if (items.Count == 0 && SaysSteps(node) && node.Section.ShellCode.Contains(block.Text))
            {
                yield return new Found(form, own, CommandLines.ItemsOfSteps(block.Text), node.Depth) { Node = node };
            }
        }
    }

    /// <summary>What is below a heading that names a procedure: the lists of its parts, or its parts.</summary>
    static IEnumerable<Found> Below(SectionNode node)
    {
        if (node.Role is not (SectionRole.Procedure or SectionRole.Usage) || node.Parent?.Role == node.Role)
        {
            yield break;
        }
        List<SectionNode> parts = [.. node.Children.Where(child => child.IsFree && IsPartOf(child, node))];
        var isRow = parts.Count(child => NumberOf(child.Section.Heading) is not null) > 1;
        if (parts.Count < 2 || isRow)
        {
            yield break;
        }
        var lists = parts
            .Select(part => part.Section.Lists.Where(list => list.IsNumbered && RoleOf(list, part) == node.Role).ToList())
            .ToList();
        if (lists.Count(list => list.Count > 0) > 1)
        {
            List<SourceText> items = [.. lists.SelectMany(list => list).SelectMany(list => list.Items).Where(IsWritten)];
            yield return items.Count <= Trajectory.MaxSteps
                ? new Found(StepForm.ListsOfParts, node.Role, items, node.Depth) { Node = node }
                : new Found(StepForm.CountedHeadings, node.Role, [.. parts.Select(part => part.AsStep())], node.Depth) { Node = node };
        }
        var areOfCommands = node.Role == SectionRole.Procedure && parts.TrueForAll(part => part.Section.ShellCode.Count > 0);
        var form = areOfCommands ? StepForm.HeadingsOfCommands : StepForm.Headings;
        yield return new Found(form, node.Role, [.. parts.Select(part => part.AsStep())], node.Depth) { Node = node };
    }

    // "Gather the requirements" is what to do with them.
    static bool IsPartOf(SectionNode child, SectionNode procedure) => child.Role == procedure.Role
        || procedure.Role == SectionRole.Procedure
            && child.Role < SectionRole.WhenToUse
            && ItemSentence.OrderShare(child.Section.Heading) == 1;

    /// <summary>The highest headings, if they say what to do one after the other.</summary>
    static IEnumerable<Found> Outline(IReadOnlyList<SectionNode> nodes)
    {
        var level = nodes.Where(node => node.Section.Level > 0).GroupBy(node => node.Section.Level).Where(level => level.Count() > 1)
            .MinBy(level => level.Key);
        List<SectionNode> members = [.. (level ?? Enumerable.Empty<SectionNode>()).Where(node => node.Role is SectionRole.Neutral)];
        if (members.Count > 1)
        {
            yield return new Found(StepForm.Headings, SectionRole.Neutral, [.. members.Select(node => node.AsStep())], 1);
        }
    }

    /// <summary>A short text that is paragraphs and nothing else, as many commands are: several, or one with an argument.</summary>
    static IEnumerable<Found> WholeText(IReadOnlyList<SectionNode> nodes) =>
        nodes.Where(node => node.Section.Text.Length > 0).ToList() is [var only]
        && only.Section.Lists.Count == 0 && only.Section.Paragraphs.Count is > 0 and <= MaxParagraphs
        && (only.Section.Paragraphs.Count >= MinParagraphs || CommandArguments.Replace(only.Section.Text, "") != only.Section.Text)
            ? [new Found(StepForm.WholeText, only.Role, [.. only.AsSteps(only.Section.Paragraphs)], only.Depth)]
            : [];

    /// <summary>What a list is about: what the line above it says, or else its section.</summary>
    static SectionRole RoleOf(MarkdownList list, SectionNode node)
    {
        var intro = HeadingWords.RoleOfIntro(list.Intro);
        var isOpen = node.Role is SectionRole.Neutral or SectionRole.Usage or SectionRole.Setup;
        // "Use this order unless told otherwise:" says when the procedure is followed.
        var saysWhen = intro == SectionRole.WhenToUse && node.Role == SectionRole.Procedure && list.IsNumbered;
        return intro > SectionRole.Setup && !saysWhen || intro == SectionRole.Procedure && isOpen ? intro : node.Role;
    }

    static bool AreOrders(IReadOnlyList<SourceText> items) => items.Average(item => ItemSentence.OrderShare(item.Text)) >= 0.5;

    /// <summary>What a list in code is about: what the line above it says, which may show what an answer or a plan looks like.</summary>
    static SectionRole RoleOf(SourceText code, SectionNode node)
    {
        return ShowsForm().IsMatch(node.Section.LineAbove(code)) ? SectionRole.Example : node.Role;
    }

    static bool HasText(SourceText item) => item.Text.Trim().Length > 0;

    /// <summary>Whether an item says something, and not only that it is still to be written.</summary>
    static bool IsSaid(SourceText item) => HasText(item) && !IsLeftOpen().IsMatch(item.Text);

    /// <summary>Whether an item says something, and is not the place of a step that its author left to be written.</summary>
    static bool IsWritten(SourceText item) => HasText(item) && !IsToBeWritten().IsMatch(item.Text);

    /// <summary>The number that a heading begins with; null if it has none.</summary>
    internal static HeadingNumber? NumberOf(string heading)
    {
        var match = LeadingNumber().Match(heading);
        if (!match.Success)
        {
            return null;
        }
        var word = match.Groups["word"].ValueSpan;
        var digits = match.Groups["number"].Value;
        var number = int.TryParse(digits, out var value) ? value : ChineseDigits.IndexOf(digits, StringComparison.Ordinal) + 1;
        return new HeadingNumber(number, IsCounted: word.Length > 0, IsGroup: SaysGroup().IsMatch(word));
    }

    /// <summary>What was found before it is judged.</summary>
    /// <param name="Form">How it is written.</param>
    /// <param name="Role">What its section is about.</param>
    /// <param name="Items">The steps that it would make.</param>
    /// <param name="Depth">How many headings it is below the title.</param>
    /// <param name="Length">How many characters it has; 0 for those of its items.</param>
    sealed record Found(double Form, SectionRole Role, IReadOnlyList<SourceText> Items, int Depth, int Length = 0)
    {
        /// <summary>How many characters it has.</summary>
        public int Size => Length > 0 ? Length : Items.Sum(item => item.Text.Length);

        /// <summary>The section that it is in; null if it is the text's own.</summary>
        public SectionNode? Node { get; init; }

        /// <summary>The sections that are its steps, if they are a numbered row.</summary>
        public IReadOnlyList<SectionNode> Members { get; init; } = [];
    }

    [GeneratedRegex(
        @"^[^\w]*(?:第\s*(?<number>[0-9]{1,2}|[一二三四五六七八九十])\s*(?<word>步|阶段)"
        + @"|(?:(?<word>steps?|phases?|stages?|parts?|tasks?|layers?|gates?|rounds?|pass"
        + @"|schritt|étape|etapa|paso|passo|fase|步骤|阶段|ステップ|手順)\s*#?)?"
        // Of "3.1" what counts it among its neighbours.
        + @"(?:[0-9]{1,3}\.(?=[0-9]))?(?<number>[0-9]{1,3})(?:[a-z]\b)?)(?:[.):：、\s–—-]|\z)",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex LeadingNumber();

    [GeneratedRegex(
        @"\b(examples?|e\.g\.|for instance|such as|like|looks?|formats?|templates?|outputs?|samples?|plans?|reports?|responses?|answers?"
        + @"|returns?|prints?|shows?|options?|choices?)\b|\?\W*$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex ShowsForm();

    [GeneratedRegex(
        @"^\W*(to be (added|defined|determined|written|completed|documented|announced|decided)|tbd|tba|todo|coming soon|n/?a|none"
        + @"|(add|insert|write|describe|list) [\w ]*\b(here|steps?)|(your )?(first|second|third|next|another|last)? ?step( \w+)?)\W*$"
        + @"|^\W*\[[^\]\n]{3,40}\]\W*(\n|$)",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex IsToBeWritten();

    [GeneratedRegex(
        @"^\W*(todo|tbd|tba|fixme)\b\W*$|^\W*(todo|tbd|tba|fixme)(\([^)\n]*\))?\s*[:–—-][^\n]*$|^\W*(…|\.\.\.)\W*$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex IsLeftOpen();

    [GeneratedRegex(@"^[^\w]*(layer|gate|round|pass)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex SaysLayer();

    [GeneratedRegex(@"^(phase|stage|part|fase|阶段)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex SaysGroup();

    [GeneratedRegex(
        @"^(\*\*|__)(step\s*|phase\s*)?\d{1,2}[a-z]?[.):]?|^(\*\*|__)?(step|phase)\s+\d{1,2}\b"
        + @"|^\(\d{1,2}\)\s|^\d{1,2}\\[.)]\s",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex BoldNumber();

    // "(1) Build", and "1\. Build" as some editors write it.
    [GeneratedRegex(@"^(?:\(\d{1,2}\)|\d{1,2}\\[.)])\s+", RegexOptions.CultureInvariant)]
    private static partial Regex ProseNumber();
}
