using System.Collections.Frozen;
using System.Text.RegularExpressions;
using SkillMcp.Intents;

namespace SkillMcp.Packaging;

/// <summary>Reads how an item of a list, or a heading, begins: as an order, as a ban, as a link or as something else.</summary>
static partial class ItemSentence
{
    // Verbs of procedures that tasks seldom begin with.
    static readonly FrozenSet<string> OtherVerbs = Words(
        "choose follow select iterate present consider prefer click classify interview group preserve exit focus normalize segment specify "
        + "decide cross-reference prioritize reuse synthesize express wait leverage propagate parallelize highlight skip rank re-verify "
        + "re-read paste treat expect flag escape codify simplify incorporate preprocess consult browse enrich notice recalculate "
        + "reproduce generalize inject address form enter press cordon uncordon drain halt force free mitigate limit sync "
        + "bump respect honor "
        + "brainstorm attach access interpret leap look act hand halt pin lead structure compute derive infer map mirror narrow plot "
        + "quantify reconcile revise rule sanitize sketch spin state stay surface sweep tailor target turn jump checkpoint recite");

    // Verbs that begin an item as nouns more often, unless a determiner follows.
    static readonly FrozenSet<string> Nouns = Words(
        "data time project file model page email cost code script budget culture rate top zero root phase service message program author "
        + "graph figure initial hook network support process design test plan report document project state target lead form group focus "
        + "structure rule surface address access map limit rank segment express present free force index question answer query risk "
        + "sequence batch format name value key state profile schedule package bundle scope trigger log link note score label price "
        + "market research control function template event design view cache text output input context content");

    static readonly FrozenSet<string> Determiners = Words(
        "the a an your all each every any its their this that these those both new only one two three it them what which whether how "
        + "if for with to from in on by against until and or out up");

    static readonly FrozenSet<string> Adverbs = Words(
        "first second third then next finally now also lastly optionally carefully immediately always again quickly briefly explicitly "
        + "manually please just afterwards otherwise and systematically automatically actively");

    static readonly FrozenSet<string> Conditions = Words(
        "if when for before after once on in while until unless with to at where as based per during");

    static readonly FrozenSet<string> Bans = Words("never don't dont don’t avoid no not without cannot can't stop");

    // What is asked of an agent in any skill.
    static readonly FrozenSet<string> GenericStems = Words(
        "understand clarify identify analyze review check confirm validate verify ensure gather ask answer apply follow plan execute "
        + "perform implement complete finish deliver present report open read load request question task goal problem context constraint "
        + "requirement input output outcome result relevant best practice actionable step verification solution work summary need require "
        + "required example user file necessary clear quality final").Select(Stemmer.Stem).ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Whether an item says nothing of its own: "Clarify the goals", "Apply best practices".</summary>
    public static bool IsGeneric(string item) => Text.Words.Split(Code().Replace(item, " "))
        .Where(word => !Text.Words.IsFunctionWord(word))
        .All(word => GenericStems.Contains(Stemmer.Stem(word)));

    /// <summary>How much an item reads like something to do, from 0 to 1.</summary>
    public static double OrderShare(string item)
    {
        var text = Leading().Replace(FirstLine(item), "");
        if (text.Length == 0 || IsAside(item))
        {
            return 0;
        }
        if (text[0] == '`')
        {
            return IsCommand(text) ? 1 : 0;
        }
        // Nothing is known of sentences in other scripts.
        if (text.TrimStart('*', '_') is [> 'ʯ', ..])
        {
            return 0.6;
        }
        // "POST /items" says where something is done, and "Fetch - Fetches the rows" what something does.
        if (Endpoint().IsMatch(text) || IsOfWhatItDoes(text))
        {
            return 0.2;
        }
        var bold = BoldLead().Match(text);
        return bold.Success
            ? OfTitled(bold.Groups["lead"].Value, bold.Groups["rest"].Value)
            : OfSentence(text);
    }

    /// <summary>Whether an item is none: a link, a question, what someone might say, or what must not be done.</summary>
    public static bool IsAside(string item)
    {
        var line = Leading().Replace(FirstLine(item), "");
        var bare = line.TrimStart('*', '_', ' ');
        return bare.StartsWith('[') && LinkLead().IsMatch(bare)
            || bare.StartsWith('"') || bare.StartsWith('“')
            || bare.StartsWith('❌')
            || LeadsElsewhere().IsMatch(line)
            || line.TrimEnd('*', '_', ' ').EndsWith('?') && OfSentence(bare) < 1
            || Bans.Contains(FirstWord(bare.ToLowerInvariant()));
    }

    /// <summary>Whether it is a name and what that means: "**Source** - code checkout", "`docs.md`: general review".</summary>
    public static bool IsLabel(string item) => Label().IsMatch(Leading().Replace(FirstLine(item), ""));

    static bool IsOfWhatItDoes(string text)
    {
        var form = Titled().Match(text) is { Success: true } match
            ? ActionLexicon.Instance.FormOf(match.Groups["verb"].Value.ToLowerInvariant())
            : VerbForm.None;
        return form.HasFlag(VerbForm.Present) && !form.HasFlag(VerbForm.Base);
    }

    // "**Baseline.** Run the suite" is an order under a title; "**Naming** — use short words" is a rule about something.
    static double OfTitled(string lead, string rest) => Math.Max(OfSentence(lead), (lead.EndsWith('.') ? 0.75 : 0.5) * OfSentence(rest));

    static double OfSentence(string sentence)
    {
        var words = WordsOf(sentence);
        var at = 0;
        while (at < words.Length - 1 && Adverbs.Contains(words[at].ToLowerInvariant().TrimEnd(',', ':')))
        {
            at++;
        }
        if (at == words.Length)
        {
            return 0;
        }
        var first = Bare(words[at]);
        if (Conditions.Contains(first))
        {
            var comma = Array.FindIndex(words, at, word => word is "→" or "->" or "—" or [.., ',' or ':']);
            return comma >= 0 && comma + 1 < words.Length && IsVerb(words, comma + 1) ? 1 : 0.4;
        }
        return IsVerb(words, at) ? 1 : 0;
    }

    static bool IsVerb(string[] words, int at)
    {
        var word = Bare(words[at]);
        var parts = word.Split('/', '&', '+');
        if (!OtherVerbs.Contains(parts[0]) && !ActionLexicon.Instance.FormOf(parts[0]).HasFlag(VerbForm.Base))
        {
            return false;
        }
        if (!Nouns.Contains(word))
        {
            return true;
        }
        var next = at + 1 < words.Length && !words[at].EndsWith(':') ? Bare(words[at + 1]) : "";
        return Determiners.Contains(next) || words[at].All(char.IsUpper);
    }

    // "`kubectl get pods`" is one; "`name`: what it is called" explains a word.
    static bool IsCommand(string text)
    {
        var end = text.IndexOf('`', 1);
        var code = end < 0 ? text[1..] : text[1..end];
        return code.Trim().Contains(' ') || end >= 0 && text[(end + 1)..].Trim().Length == 0;
    }

    static string FirstLine(string item)
    {
        var text = item.AsSpan().Trim();
        var end = text.IndexOf('\n');
        return (end < 0 ? text : text[..end]).Trim().ToString();
    }

    static string FirstWord(string text) => Bare(text.Split(' ', 2)[0]);

    static string[] WordsOf(string sentence) =>
        sentence.Replace("*", "").Replace("_", " ").Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries);

    static string Bare(string word) => word.ToLowerInvariant().Trim([.. "*_:.,;()`!\"–—→"]);

    static FrozenSet<string> Words(string words) => words.Split(' ').ToFrozenSet(StringComparer.Ordinal);

    [GeneratedRegex(
        @"^(?:\[[ xX]?\]\s*|[^\w\s""“\[`*_❌(/$.~-]+\s*|(?:\*\*)?(?:step|phase|stage)?\s*\d+[a-z]?(?:\.\d+)*\s*[.):–—-]+\s*)+",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Leading();

    [GeneratedRegex(@"^\*\*(?<lead>[^*]+)\*\*[\s:.,–—→-]*(?<rest>.*)$", RegexOptions.CultureInvariant)]
    private static partial Regex BoldLead();

    [GeneratedRegex(
        @"^(\*\*[^*]+\*\*|__[^_]+__|`[^`]+`)\s*(\([^)]*\)\s*)?[:–—-]|^(\*\*[^*]+[:.]\*\*)|^[^.,]{1,40}\s[–—-]\s",
        RegexOptions.CultureInvariant)]
    private static partial Regex Label();

    [GeneratedRegex(@"^(GET|POST|PUT|PATCH|DELETE)\s+\S*/", RegexOptions.CultureInvariant)]
    private static partial Regex Endpoint();

    [GeneratedRegex(
        @"^(\*\*[^*]+\*\*|`[^`]+`|[^.,:*`]{1,40})\s*(:|\s[–—-])\s+"
        + @"((Claude|(the|this) (skill|plugin|agent|script|tool|system|command))\s+)?(?<verb>[A-Za-z-]+)\b",
        RegexOptions.CultureInvariant)]
    private static partial Regex Titled();

    [GeneratedRegex(@"^\[[^\]]*\]\(", RegexOptions.CultureInvariant)]
    private static partial Regex LinkLead();

    [GeneratedRegex("`[^`]*`", RegexOptions.CultureInvariant)]
    private static partial Regex Code();

    // "For tables see TABLES.md"
    [GeneratedRegex(@"^(for\b.{1,60}?,?\s*)?(→\s*)?see\s+(also\s+)?[\[`*A-Z]", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex LeadsElsewhere();
}
