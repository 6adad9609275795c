using SkillMcp.Intents;

namespace SkillMcp.Retrieval;

/// <summary>What a skill is known not to be for, from what was reported of it.</summary>
sealed class UnfitTasks
{
    /// <summary>The most lines that are shown.</summary>
    public const int MaxShown = 3;

    // Two lines with this share of words in common say the same.
    const double MinOverlap = 0.6;

    // That another procedure was told for a task is a weak sign.
    const int MinDeclined = 2;

    // A longer line is a sentence, whose every word would have to be said again.
    const int MaxWordsOfThing = 5;
    const int MaxTelling = 4;

    readonly IReadOnlyList<Said> said;

    UnfitTasks(IReadOnlyList<Said> said) => this.said = said;

    public static UnfitTasks None { get; } = new([]);

    /// <summary>The lines, the most frequent and then the newest first.</summary>
    public IReadOnlyList<string> Lines => [.. said.Take(MaxShown).Select(one => one.Line)];

    /// <param name="skill">The skill.</param>
    /// <param name="reports">What was reported of it, newest first.</param>
    public static UnfitTasks Of(Skill skill, IEnumerable<FitReport> reports)
    {
        var byKind = reports.ToLookup(report => report.IsServed);
        if (!byKind[false].Any())
        {
            return None;
        }
        var does = new Lazy<Intent>(() => Intent.OfProcedure(skill.Name, skill.Procedure));
        var groups = new List<List<FitReport>>();
        foreach (var report in byKind[false])
        {
            var same = groups.Find(group => AreAlike(group[0].NotFor, report.NotFor));
            if (same is null)
            {
                groups.Add([report]);
            }
            else
            {
                same.Add(report);
            }
        }
        return new UnfitTasks([
            .. groups
                .Where(group => group.Exists(report => !report.IsDeclined) || group.Count >= MinDeclined)
                .Select(group => new Said(group, does))
                .Where(one => one.IsTelling)
                .Where(one => !byKind[true].Any(served => served.At > one.At && one.IsServedBy(served.Task)))
                .OrderByDescending(one => one.Count)
                .ThenByDescending(one => one.At),
        ]);
    }

    /// <summary>Whether a task is one of those that the skill is not for.</summary>
    public bool Include(string task) => said.Any(one => one.Includes(task));

    static bool AreAlike(string a, string b)
    {
        var (inA, inB) = (StemsOf(a), StemsOf(b));
        return inA.Count + inB.Count == 0 ? a == b : 2.0 * inA.Count(inB.Contains) / (inA.Count + inB.Count) >= MinOverlap;
    }

    static HashSet<string> StemsOf(string text) => Words.Of(text).ToHashSet(StringComparer.Ordinal);

    /// <summary>Reports that say the same.</summary>
    sealed class Said
    {
        readonly Lazy<Intent> does;
        readonly IReadOnlyList<(string Text, bool IsTask)> against;

        public Said(List<FitReport> reports, Lazy<Intent> does)
        {
            this.does = does;
            var newest = reports.Find(report => !report.IsDeclined) ?? reports[0];
            (Line, At, Count) = (newest.NotFor, reports[0].At, reports.Count);
            // A reason in a sentence is shown; what it counts against is the task, and things like that.
            against = [.. reports.Select(AgainstOf).Where(one => one.Text.Length > 0).Distinct()];
        }

        public string Line { get; }

        public DateTimeOffset At { get; }

        public int Count { get; }

        /// <summary>Whether it names what the skill does not: "not for production" says nothing of what is for production.</summary>
        public bool IsTelling => against.Count == 0
            || against.Any(one => one.IsTask || !StemsOf(one.Text).IsSubsetOf(does.Value.Stems) && !IsOwnSystem(one.Text));

        bool IsOwnSystem(string text) => SystemsIn(text) is { Count: > 0 } systems && systems.TrueForAll(named => named.Exists(Names));

        public bool Includes(string task) => against.Any(one => IsIncluded(task, one.Text, one.IsTask));

        public bool IsServedBy(string task) => AreAlike(task, Line) || against.Any(one => AreAlike(task, one.Text)) || Includes(task);

        static (string Text, bool IsTask) AgainstOf(FitReport report)
        {
            var isTask = report.IsDeclined || report.NotFor == Truncate.To(report.Task, Execution.MaxNotForLength);
            var isThing = !isTask && IsThing(Tokenizer.Tokens(report.NotFor));
            return isThing ? (report.NotFor, false) : (isTask ? report.NotFor : report.Task, true);
        }

        static bool IsThing(List<Token> words) => words.Count <= MaxWordsOfThing
            && !words.Exists(word => English.Auxiliaries.Contains(word.Lower) || English.Pronouns.Contains(word.Lower));

        /// <summary>
        /// Whether a task names what distinguishes something from what the skill does: its systems and places or, where it names none, all
        /// of its other words.
        /// </summary>
        bool IsIncluded(string task, string other, bool isTask)
        {
            var named = SystemsIn(other).Where(systems => !systems.Any(Names)).ToList();
            if (named.Count > 0)
            {
                var asked = SystemsIn(task);
                var isNamed = named.Count(systems => asked.Any(one => one.Any(system => systems.Any(Same(system)))));
                // What names the skill's own system beside is as likely for it.
                var families = named.SelectMany(systems => systems).Select(system => system.Family).ToHashSet();
                var isOwn = asked.Any(one => one.Any(system => Names(system) && families.Contains(system.Family)));
                return !isOwn && (isTask ? isNamed == named.Count : isNamed > 0);
            }
            var (words, telling) = (StemsOf(task), StemsOf(other).Where(stem => !does.Value.Stems.Contains(stem)).ToList());
            return telling.Count is > 0 and <= MaxTelling && telling.TrueForAll(words.Contains)
                && (!isTask || IsSameThing(task, other, telling));
        }

        /// <summary>
        /// Whether what distinguishes a task is what it is done to, and another one names nothing more of what the skill says.
        /// </summary>
        bool IsSameThing(string task, string other, List<string> telling)
        {
            var objects = Intent.OfTask(other).Actions.Take(1).SelectMany(action => action.Objects)
                .SelectMany(thing => thing.Modifiers.Append(thing.Head)).Select(Stemmer.Stem).ToList();
            var own = Words.Of(does.Value.Name.Replace('-', ' '))
                .Concat(does.Value.Nouns.Select(Stemmer.Stem))
                .ToHashSet(StringComparer.Ordinal);
            return telling.Exists(objects.Contains) && !StemsOf(task).Except(StemsOf(other)).Any(own.Contains);
        }

        bool Names(NamedSystem system) => does.Value.Systems.Any(own => (own.Family, own.Member) == (system.Family, system.Member));

        static Func<NamedSystem, bool> Same(NamedSystem system) => other => (other.Family, other.Member) == (system.Family, system.Member);

        /// <summary>Each system and place that a text names, with all that its name may mean.</summary>
        static List<List<NamedSystem>> SystemsIn(string text) =>
            [.. SystemLexicon.Instance.In(Tokenizer.Tokens(text)).GroupBy(system => system.At).Select(group => group.ToList())];
    }
}
