using System.Text.RegularExpressions;

namespace SkillMcp.Packaging;

/// <summary>
/// Reads what a heading says of its section. The first line of the table that matches decides: "When to revisit earlier steps" is about
/// when, "Next steps" leads elsewhere, and only then does "steps" mean steps.
/// </summary>
static partial class HeadingWords
{
    // No heading is this long: it is a sentence that happens to be bold.
    const int MaxLength = 100;

    static readonly (Regex Words, SectionRole Role)[] Table =
    [
        (Leads(), SectionRole.Links),
        (Explains(), SectionRole.Usage),
        (Forbids(), SectionRole.Prohibition),
        (SaysWhen(), SectionRole.WhenToUse),
        (Shows(), SectionRole.Example),
        (Collects(), SectionRole.Reference),
        (SetsUp(), SectionRole.Setup),
        (Orders(), SectionRole.Procedure),
        (Approaches(), SectionRole.Usage),
        (Informs(), SectionRole.Reference),
        (NamesOrder(), SectionRole.Usage),
    ];

    public static SectionRole RoleOf(string heading)
    {
        if (IsSample().IsMatch(heading))
        {
            return SectionRole.Example;
        }
        var words = Marks().Replace(heading.ToLowerInvariant(), "").Trim(' ', ':', '.', '-', '—');
        if (words.Length is 0 or > MaxLength)
        {
            return SectionRole.Neutral;
        }
        foreach (var (pattern, role) in Table)
        {
            if (pattern.IsMatch(words))
            {
                return role;
            }
        }
        return SectionRole.Neutral;
    }

    /// <summary>
    /// What the line above a list says: it may forbid what follows, show it, say when or let choose, and it may announce steps.
    /// "When asked for an idea:" says when they are done.
    /// </summary>
    public static SectionRole RoleOfIntro(string line)
    {
        if (OffersChoice().IsMatch(line))
        {
            return SectionRole.Reference;
        }
        var role = RoleOf(line);
        var isAside = role is SectionRole.Example or SectionRole.Links or SectionRole.Prohibition
            || role is SectionRole.WhenToUse && SaysUse().IsMatch(line);
        return isAside || role is SectionRole.Procedure ? role : SectionRole.Neutral;
    }

    /// <summary>Whether a description says that something is to be set up, which is then no preparation.</summary>
    public static bool IsAboutSetup(string description) => AboutSetup().IsMatch(description);

    /// <summary>Whether a heading says that several procedures follow: "Core workflows".</summary>
    public static bool IsOfSeveral(string heading) => Several().IsMatch(heading);

    /// <summary>Whether a heading says that a procedure follows and not what it is for: "Workflow", "How to use it".</summary>
    public static bool IsOfProcedureAlone(string heading) =>
        Alone().IsMatch(Marks().Replace(heading.ToLowerInvariant(), "").Trim(' ', ':', '.', '-', '—'));

    /// <summary>Whether it says that the steps follow, as the one does under which this program writes them.</summary>
    public static bool IsSteps(string heading) => Steps().IsMatch(heading);

    [GeneratedRegex(@"^\W*(the )?steps( to (take|follow))?\W*$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Steps();

    [GeneratedRegex(
        @"\b(workflows|procedures|playbooks|processes|modes|scenarios|recipes|use cases)\W*$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Several();

    [GeneratedRegex(
        @"^((the|your|my|our|typical|normal|usual|client|flow|call|operating|end[- ]to[- ]end"
        + @"|main|core|basic|general|overall|full|complete|standard|recommended|required|systematic|execution"
        + @"|implementation|step[- ]by[- ]step|high[- ]level|mandatory|default|typical|detailed|suggested|quick"
        + @"|how|to|use|work|works|it|this|skill"
        + @"|workflows?|process|procedures?|instructions?|steps|phases|stages|guide|overview|summary|sequence|of|actions|operations"
        + @"|runbook|playbook|usage|approach|pipeline|methodology|protocol|loop|what|do|when|invoked|task|job|follow|for|agents?|and)"
        + @"([\s/&,:()—–-]+|$))+$",
        RegexOptions.CultureInvariant)]
    private static partial Regex Alone();

    [GeneratedRegex(@"\((an? )?(example|sample)s?\)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex IsSample();

    // What is in parentheses only adds to it: "Red zone (60 calls)".
    [GeneratedRegex(@"[*_`#]|\([^)]*\)|^[^\w]+|^\d+(\.\d+)*[.):]?\s+", RegexOptions.CultureInvariant)]
    private static partial Regex Marks();

    [GeneratedRegex(
        @"\b(options|alternatives|workarounds|fallbacks|(pick|choose|use|try) (one|any|either)|one of|any of"
        + @"|(order of|in order of|in) (preference|priority)|priority order)\b[^.]*$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex OffersChoice();

    [GeneratedRegex(
        @"\b(install(s|er|ing|ation)?|set(s|ting)?[- ]?up|onboard(s|ing)?|bootstrap(s|ping)?)\b|安装|设置",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex AboutSetup();

    [GeneratedRegex(@"\b(use|skip|apply|applies|invoke|trigger|activate)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex SaysUse();

    [GeneratedRegex(
        @"\b(next steps?|related|see also|further reading|learn more|read more|references?|additional (resources?|documentation|reading)"
        + @"|resources?|bibliography|citations?|sources|credits|licen[sc]e|changelog|version history|table of contents|contents"
        + @"|bundled|companion|supporting (files?|documentation)|detailed documentation|documentation|links)\b|参考",
        RegexOptions.CultureInvariant)]
    private static partial Regex Leads();

    [GeneratedRegex(
        @"^(how to (use|invoke|run|call|read)|usage|how (it|this)( skill| command| agent)? works|how (the|this) .* works?)\b"
        + @"(?!.*\bexamples?\b)|使用方法|用法|使い方",
        RegexOptions.CultureInvariant)]
    private static partial Regex Explains();

    [GeneratedRegex(
        @"\b(never|don'?t'?s?|don’ts?|do not|avoid|forbidden|prohibited|prohibitions?|anti-?patterns?"
        + @"|red flags?|mistakes?|pitfalls?|gotchas?|traps"
        + @"|rationalizations?|what not|not to (do|report|use)|must not|out of scope|exclusions?|excuses|failure modes?|warning signs?"
        + @"|constraints?|hard rules|guardrails?|instead of)\b|^(bad|wrong|no)\b",
        RegexOptions.CultureInvariant)]
    private static partial Regex Forbids();

    [GeneratedRegex(
        @"\b(when (not )?to|when not|when (this|you|it|the) |use cases?|use this|use it|use (the"
        + @"|a) .*skill|use when|triggers?|trigger phrases"
        + @"|activation|activate|applicability|who should|invocation|keywords?|when)\b|何时使用|何時|关键词",
        RegexOptions.CultureInvariant)]
    private static partial Regex SaysWhen();

    [GeneratedRegex(
        @"\b(examples?|samples?|demos?|scenarios?|case stud(y|ies)|walk-?throughs?|templates?|transcripts?|snippets?|recipes?"
        + @"|cheat ?sheets?|example interactions?|prompts?|outputs?|(report|response|answer"
        + @"|message)s? (format|style|standard|structure|contract)"
        + @"|formats?|deliverables?|artifacts?$|input to output)\b|示例|例子|格式|模板",
        RegexOptions.CultureInvariant)]
    private static partial Regex Shows();

    // Tasks of which one is done, and not one after the other.
    [GeneratedRegex(
        @"\b(common|typical|frequent|popular|useful|advanced|other|optional)\s+(tasks|workflows"
        + @"|operations|patterns|procedures|processes)\b|^alternatives?\b",
        RegexOptions.CultureInvariant)]
    private static partial Regex Collects();

    [GeneratedRegex(
        @"\b(install(ation|ing)?|set[- ]?up|setting up|prerequisites?|before (you )?(start|starting|begin|beginning)|getting started"
        + @"|quick ?start|environment|authentication|dependencies|first[- ]time|credentials?|registration|register( first)?$)\b"
        + @"|安装|设置|配置|快速入门|快速开始|先决条件|环境变量",
        RegexOptions.CultureInvariant)]
    private static partial Regex SetsUp();

    // What it is about comes last: "Workflow rules" are rules.
    [GeneratedRegex(
        @"\b(steps|workflow|process|procedures?|instructions?|phases|stages|step[- ]by[- ]step|sequence of actions|order of operations"
        + @"|runbook|playbook)(\s+(overview|phases|steps|to (take|follow)|for\b.*|when invoked|summary|guide))?(\s*[(:,–—-].*)?$"
        + @"|^(what to do|when invoked|your (task|job))\b"
        + @"|\b(typical|normal|usual|standard|recommended|suggested|default|main|core|basic|full|complete|end[- ]to[- ]end"
        + @"|agent|client|call|operating|execution)\s+(\w+\s+)?flow(\s*[(:,–—-].*)?$"
        + @"|步骤|流程|如何|手順|^(vorgehen|ablauf|schritte|étapes|pasos|passos)\b",
        RegexOptions.CultureInvariant)]
    private static partial Regex Orders();

    [GeneratedRegex(
        @"\b(approach|pipeline|methodology|operating model|protocol|loop|cycle|execution|implementation (plan|guide|steps)"
        + @"|action plan|^(immediate |recommended |required |corrective |emergency |follow[- ]up )?actions"
        + @"|diagnosis|diagnostics?|mitigations?|mitigating|remediation|resolution|recovery|rollback|the [\w ]*pattern"
        + @"|investigation|lifecycle|methods?|usage|workflows)(\s*[(:,–—-].*)?$|^how to\b|^(the )?checklist$",
        RegexOptions.CultureInvariant)]
    private static partial Regex Approaches();

    [GeneratedRegex(
        @"\b(overview|about|introduction|background|purpose|philosophy|principles?|concepts?|guidelines?|guidance|best practices?|practices"
        + @"|tips?|tricks|rules?|features?|capabilit(y|ies)|options?|parameters?|arguments?|inputs?|configuration|settings|variables"
        + @"|commands?|types?|categor(y|ies)|tools?|quick reference|conventions?|standards?|styles?|structures?|architecture|glossary"
        + @"|terms|terminology|definitions?|metrics?|limitations?|troubleshooting|faq|questions|errors?|criteria|checklists?|components?"
        + @"|fields?|schemas?|apis?|matrix|comparison|patterns|models?|frameworks?|strateg(y|ies)|techniques?|considerations?"
        + @"|requirements?|assumptions?|benefits?|why|what (is|are|this|you|it|the|each|.* (does|provides?|means))|table|roles?|personas?"
        + @"|levels?|severity|mindset|integrations?|notes?|thresholds?|scor(es?|ing)|rubric|compatibility"
        + @"|lessons|knowledge|traits|expertise"
        + @"|decision (tree|framework|guide|matrix)|selection|meaning|impact|files?|scripts?|skills|optimizations?|operations"
        + @"|libraries|dos?\b|characteristics|properties|variants?|reminders?|key \w+|core \w+|common \w+|success|goals?|objectives?"
        + @"|responsibilities|focus areas|dimensions|signals|indicators|elements|attributes|ideas|hierarchy|layers|pillars)\b"
        + @"|工作原理|规则|原则|功能|特性|限制|注意事项|参数|故障排除|最佳实践|概述|参考",
        RegexOptions.CultureInvariant)]
    private static partial Regex Informs();

    [GeneratedRegex(@"\b(workflows?|process|steps|procedures?|phases)\b", RegexOptions.CultureInvariant)]
    private static partial Regex NamesOrder();
}
