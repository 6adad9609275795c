namespace SkillMcp.Intents;

/// <summary>
/// The skills that a task asks for by name: "follow deploy-api", "open the skill redis-flush-cache".
/// A name that is only mentioned asks for nothing, for a project may be called like a skill: "deploy web-shop to staging".
/// </summary>
static class OpenedSkills
{
    const int Max = 3;

    // A name stands near the words that ask for it, and those are not on the second page.
    const int MaxCharacters = 2_000;

    // How far before the verb a negation is looked for.
    const int NegationReach = 3;

    static readonly char[] Marks = ['`', '"', '\'', '“', '”', '‘', '’', '.', ',', ';', ':', '!', '?', '(', ')', '[', ']'];

    /// <summary>What is done to a procedure, but seldom to what it is about.</summary>
    static readonly HashSet<string> Openers =
        Set("open use using follow following retrieve show want mean meant need recall");

    /// <summary>What may be done to anything. The name must be a long one, or called a skill.</summary>
    static readonly HashSet<string> OtherVerbs = Set("run execute start apply load get give read do perform with by per try");

    /// <summary>What may stand between the verb and the name.</summary>
    static readonly HashSet<string> Between = Set("me us you the a an our that this to in full exact stored named called");

    static readonly HashSet<string> KindsOfSkill = Set("skill procedure runbook playbook recipe");

    static readonly HashSet<string> Negations =
        Set("not don't dont doesn't won't never no without instead rather skip avoid except nicht kein pas sin não niet nie");

    /// <summary>The names, each once, in the order of the task; none of those that it says not to use.</summary>
    public static IReadOnlyList<SkillName> In(string task)
    {
        var written = Whitespace.Split(task.Length > MaxCharacters ? task[..MaxCharacters] : task).ToList();
        var words = written.ConvertAll(word => word.Trim(Marks).ToLowerInvariant());
        var names = new List<SkillName>();
        var last = -1;
        for (var at = 0; at < words.Count && names.Count < Max; at++)
        {
            if (SkillName.From(words[at]) is not { } name || name.Value != words[at] || names.Contains(name))
            {
                continue;
            }
            // "Run redis-flush-cache, then cdn-purge": what asks for the first asks for the second.
            var isNext = last >= 0 && at - last == 2 && words[at - 1] is "then" or "and" && words[at].Contains('-');
            if (words.Count == 1 || isNext || IsOpened(words, StartOfSentence(written, at), at))
            {
                names.Add(name);
                last = at;
            }
        }
        return names;
    }

    /// <summary>Where the sentence of a word begins; a mark behind the word itself ends its sentence.</summary>
    static int StartOfSentence(List<string> written, int at) =>
        at == 0 ? 0 : written.FindLastIndex(at - 1, word => word is [.., '.' or '!' or '?' or ';']) + 1;

    static bool IsOpened(List<string> words, int start, int at)
    {
        if (Between.Contains(words[at]) || KindsOfSkill.Contains(words[at]))
        {
            return false;
        }
        var isCalledSkill = at + 1 < words.Count && KindsOfSkill.Contains(words[at + 1]);
        var verb = at - 1;
        while (verb >= start && (Between.Contains(words[verb]) || KindsOfSkill.Contains(words[verb])))
        {
            isCalledSkill |= KindsOfSkill.Contains(words[verb]);
            verb--;
        }
        if (verb < start || words[Math.Max(start, verb - NegationReach)..(verb + 1)].Exists(Negations.Contains))
        {
            return false;
        }
        var hyphens = words[at].Count(letter => letter == '-');
        return Openers.Contains(words[verb]) && (isCalledSkill || hyphens >= 1)
            || OtherVerbs.Contains(words[verb]) && (isCalledSkill || hyphens >= 2);
    }

    static HashSet<string> Set(string words) => Whitespace.Split(words).ToHashSet(StringComparer.Ordinal);
}
