using System.Collections.Frozen;
using System.Text.RegularExpressions;

namespace SkillMcp.Formation;

/// <summary>
/// Turns the notes of a run that went well into a tip: the sentences that teach the next run something, at the step that they speak of.
/// That it went well, and what was done, teaches nothing: the record and the steps say that.
/// </summary>
static partial class TipExtraction
{
    // What says neither what to do nor what to look out for is a tip only if it says this much that the procedure does not.
    const int MinNewWords = 3;

    // A single common word that a step has too does not say that the step is meant.
    const int MinWordsOfStep = 2;

    // How people say that it went well, in the languages that notes are most often written in.
    static readonly FrozenSet<string> WordsOfSuccess = Whitespace.Split("""
        done work works worked working fine good great nice success successful successfully succeed succeeded finish finished complete
        completed pass passed passing green clean cleanly smooth smoothly perfect perfectly expected intended planned described
        documented everything nothing task job run runs ran running step steps test tests tested check checks checked verify verified
        confirm confirmed result results output outcome first second attempt time finally without any problem problems issue issues
        error errors trouble warning warnings hitch follow followed following procedure skill instruction instructions apply applied
        execute executed perform performed deploy deployed user happy healthy up
        alles hat haben gut geklappt funktioniert erledigt fertig problemlos ohne probleme lief ging gelaufen wie erwartet ist
        tout bien fonctionne marché terminé fait fini sans problème comme prévu est
        todo ha funcionó funciona hecho listo terminado sin problemas como esperaba esperado está
        """).Select(word => Stemmer.Stem(CaseFolding.Fold(word))).ToFrozenSet(StringComparer.Ordinal);

    /// <summary>The tip of a run that went well; null if its notes teach nothing.</summary>
    /// <param name="notes">What the caller says of the run.</param>
    /// <param name="followed">The procedure that was followed.</param>
    /// <param name="known">The pitfalls and tips of it that are known already.</param>
    public static Pitfall? Of(string notes, Procedure followed, IReadOnlyList<Pitfall> known)
    {
        var steps = followed.Steps.Select(step => Whitespace.Collapse(step.Text)).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var words = StemsOf([followed.Title, followed.Description, .. followed.Steps.Select(step => step.Text)]);
        List<string> taught = [.. SentenceEnd().Split(notes)
            .Select(Whitespace.Collapse)
            .Where(sentence => sentence.Length > 0 && !steps.Contains(sentence) && Teaches(sentence, words))];
        var text = Truncate.To(string.Join(' ', Shortened(taught)), Pitfall.MaxLength);
        if (text.Length == 0)
        {
            return null;
        }
        var step = StepIn(text, followed.Steps);
        // The number of the step is told beside the text, and changes with the steps.
        var tip = step == 0 ? text : StepPrefix().Replace(text, "");
        return PitfallExtraction.WithKnownText(new Pitfall { Text = tip, Step = step, IsTip = true }, known, followed.Steps);
    }

    static bool Teaches(string sentence, HashSet<string> known)
    {
        var said = Reassurance().Replace(sentence, " ");
        var telling = Whitespace.Split(Advice().Replace(said, " "))
            .Where(word => StemsOf([word]).Any(IsTelling))
            .Distinct(StringComparer.OrdinalIgnoreCase)
            .ToList();
        var added = telling.Count(word => !StemsOf([word]).Overlaps(known));
        return (Advice().IsMatch(said), Order().IsMatch(said)) switch
        {
            (true, _) => telling.Count > 0,
            (_, true) => added > 0,
            _ => added >= MinNewWords && !Retelling().IsMatch(said),
        };
    }

    static bool IsTelling(string stem) => !WordsOfSuccess.Contains(stem) && stem.AsSpan().ContainsAnyExceptInRange('0', '9');

    static HashSet<string> StemsOf(IEnumerable<string> texts) => texts.SelectMany(Words.Of).ToHashSet(StringComparer.Ordinal);

    /// <summary>The sentences; of long notes only those that say what to do or what to look out for.</summary>
    static List<string> Shortened(List<string> sentences)
    {
        var advice = sentences.Sum(sentence => sentence.Length + 1) > Pitfall.MaxLength
            ? sentences.FindAll(sentence => Advice().IsMatch(sentence))
            : [];
        return advice.Count > 0 ? advice : sentences;
    }

    /// <summary>
    /// The step that a tip speaks of, by its number, its whole text or words that no other step has; 0 if it speaks of none or of several.
    /// </summary>
    static int StepIn(string text, IReadOnlyList<Step> steps)
    {
        var numbers = StepNumber().Matches(text).Select(match => int.Parse(match.Groups[1].ValueSpan)).Distinct().ToList();
        if (numbers.Count > 0)
        {
            return numbers is [var only] && only > 0 && only <= steps.Count ? only : 0;
        }
        var quoted = FailedStep.QuotedIn(text, evidence: null, steps);
        return quoted > 0 ? quoted : StepByWords(text, steps);
    }

    static int StepByWords(string text, IReadOnlyList<Step> steps)
    {
        var said = WordsIn(text);
        var ofSteps = steps.Select(step => WordsIn(step.Text)).ToList();
        var frequencies = ofSteps.SelectMany(words => words).CountBy(word => word, StringComparer.Ordinal)
            .ToDictionary(StringComparer.Ordinal);
        var meant = ofSteps
            .Select((words, at) => (Step: at + 1, Own: words.Where(word => frequencies[word] == 1 && said.Contains(word)).ToList()))
            .Where(step => step.Own.Count >= MinWordsOfStep || step.Own.Exists(IsOfCode))
            .OrderByDescending(step => step.Own.Count)
            .ToList();
        return meant is [var best, ..] && (meant.Count == 1 || meant[1].Own.Count < best.Own.Count) ? best.Step : 0;
    }

    /// <summary>The stems of a text, and its words as they are written, such as <c>--follow-tags</c>.</summary>
    static HashSet<string> WordsIn(string text) =>
        [.. Words.Of(text), .. Whitespace.Split(text.ToLowerInvariant()).Select(word => word.Trim(Quotes)).Where(IsOfCode)];

    static readonly char[] Quotes = ['"', '\'', '`', '(', ')', '[', ']', ',', ';', ':', '.', '!', '?', '“', '”'];

    static bool IsOfCode(string word) => word.Length > 2 && word.AsSpan().ContainsAny("-_./=@");

    [GeneratedRegex(@"(?<=[.!?])\s+|[\r\n]+")]
    private static partial Regex SentenceEnd();

    [GeneratedRegex(
        @"\b(?:no|nothing|never|without(?: any)?|zero|0)\s+(?:\w+\s+){0,2}?(?:problems?|issues?|errors?|wrong|missing|trouble|failures?"
        + @"|failed|surprises?|traps?|pitfalls?|warnings?|fix(?:es)?|changes?|to (?:report|note|add|fix|change|be \w+))\b"
        + @"(?:\s+(?:was|were)\s+(?:needed|necessary|required))?",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Reassurance();

    // What to do, what not to do, and what it is about.
    [GeneratedRegex(
        @"\b(?:traps?|pitfalls?|gotchas?|caveats?|careful|beware|otherwise|or else|unless|never|always|do(?:es)?n[o']t|do(?:es)? not"
        + @"|avoid|watch out|turn(?:s|ed) out|instead|must|forg[eo]t(?:ten)?|missing|wrong|misconfigured|because|remember|make sure"
        + @"|ensure|note that|important|can(?:no|')t|workaround|ha(?:d|ve|s) to|needs? to|needed|should|fail(?:s|ed)?|solved"
        + @"|fix(?:es|ed)?|solution|falle|achtung|vorsicht|sonst|statt|m(?:u|ü)ss(?:en|te)?|wichtig|weil|piège|attention|sinon"
        + @"|il faut|doit|trampa|cuidado|hay que|debe)\b",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Advice();

    // These say something new only with what the steps do not say: their order shows in them.
    [GeneratedRegex(@"\b(?:before|until|only|needs?|requires?|required)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Order();

    [GeneratedRegex(
        @"^(?:(?:then|and|also|finally|i|we|just|first|next|all)[\s,]+)*(?:[a-z]+ed|ran|built|made|did|set|put|sent|got|wrote|took|went)\b",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Retelling();

    [GeneratedRegex(
        @"^(?:(?:in|at|for|on)\s+)?step\s*#?\s*\d{1,3}\s*[:,–-]?\s+(?=\S)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex StepPrefix();

    [GeneratedRegex(
        @"\b(?:step|schritt|étape|paso)\s*(?:no\.?|nr\.?|#)?\s*(\d{1,3})\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex StepNumber();
}
