namespace SkillMcp.Safety;

/// <summary>
/// What a text weighs that was hidden or disguised. Chance and honest authors encode words too: only what the rules or a model know
/// as an instruction is refused, and what is somewhat like an order to an agent is quarantined.
/// </summary>
static class HiddenInstruction
{
    // Two of three honest lines that meet one rule are above it, as are nine of ten attacks.
    const double DoubtfulSentence = 0.5;

    // Three in a hundred honest lines that meet no rule are above the threshold for suspected texts, and one in a thousand above this.
    const double CertainSentence = 0.7;
    const int MinWords = 3;
    const int MinWordsOfDoubt = 4;

    // Fewer letters are like an order by chance.
    const int MinLettersOfOrder = 7;

    // What is written openly where few see it is an order to people more often than one to an agent.
    const double OpenOrder = 0.97;
    const double OpenDoubt = 0.7;
    const double AsideDoubt = 0.82;
    const double AsideDoubtToAgent = 0.6;

    // Whoever is spoken to where nobody looks is told what people are not told.
    const double AddressedDoubt = 0.35;
    const double AddressedOrder = 0.62;
    const double AddressedValueDoubt = 0.5;
    const double AddressedValueOrder = 0.85;

    const double AsideOrder = 0.97;
    const int MinLettersOfAside = 16;

    // Of 1,423 honest skills, one in forty has a comment in code that is above the doubt of an aside.
    const double CommentDoubtInCode = 0.95;
    const double CommentDoubtToAgent = 0.8;
    const double CommentOrderInCode = 0.97;

    // Of 1,147 honest skills, three have a label that is above the doubt, and none a short one that is above the order.
    const double LabelDoubt = 0.38;
    const double LabelOrder = 0.75;
    const double LabelOrderOfLong = 0.9;
    const double LabelOrderToAgent = 0.6;
    const int MaxShortLabel = 160;

    // The words of an honest line that are read in another order are no order, or have signs between them.
    const double HintedDoubt = 0.65;
    const double HintedOrder = 0.85;
    const int MinWordsOfHinted = 3;

    // Of few words chance makes an order too.
    const int MinWordsOfHintedOrder = 5;

    // What is in letters that pass for others, and what is to be done in them.
    const double DisguisedOrder = 0.85;
    const double DisguisedDeed = 0.75;

    // What is said behind the back of the people who read a page.
    const double FrameDoubt = 0.38;
    const double FrameOrder = 0.85;

    const int MinSettings = 2;

    // Data speaks to programs, which need no sentences.
    const double ValueDoubt = 0.98;
    const double ValueDoubtToAgent = 0.9;

    // Nobody sees it, and few have a reason to hide a sentence so; a page of a program has buttons that it shows later.
    const double UnseenDoubt = 0.2;
    const double UnseenOrder = 0.55;

    // What is far to the right may only be in a wide table.
    const double PaddedOrder = 0.6;

    // Whoever writes on reads a comment, and templates of requests and schemas speak to those who fill them in.
    const double CommentDoubt = 0.35;
    const double CommentOrder = 0.85;

    // Plain words that stand at some distance from each other, or are like English with their letters put back, do so by chance too.
    const double SplitDoubt = 0.95;
    const double ShortSplitDoubt = 0.99;
    const double SplitOrder = 0.995;
    const double SplitGain = 0.2;
    const int MinWordsOfSplit = 5;
    const int MinWordsOfSplitOrder = 6;
    const double ScrambledDoubt = 0.3;
    const double ScrambledOrder = 0.9;
    const double ScrambledOrderInWords = 0.8;
    const double ScrambledOrderOfDeed = 0.5;
    const double WholeOrder = 0.6;
    const int MinLettersOfScrambled = 12;
    const int MinLettersOfScrambledOrder = 13;
    const int MinKnownOfScrambled = 3;

    // Nobody encodes a sentence that anyone may read: of 1,147 honest skills none with a sentence in a code is above it.
    const double EncodedDoubt = 0.15;
    // What is told may be an example; what is to be done is none.
    const double EncodedOrder = 0.65;
    const int MinLettersOfEncoded = 10;

    // Who is told to do what is hidden is not told a greeting.
    const double ToldOrder = 0.3;
    const double ToldDeed = 0.1;
    const double ToldSplit = 0.9;

    // The clouds take the first script of a machine in Base64 alone.
    static readonly string[] ProgramBegins = ["#!", "#cloud-config", "<powershell>"];

    // The disguise says something else than what it hides: less like an order by this much.
    const double MinGain = 0.1;

    /// <summary>What a part of a text weighs by how it is hidden; null if it may well be honest.</summary>
    /// <param name="hidden">The part.</param>
    /// <param name="classifier">The model of whole texts; null to judge by the rules alone.</param>
    public static Severity? SeverityOf(HiddenContent hidden, InjectionClassifier? classifier)
    {
        if (hidden.Kind == HiddenContent.Unread)
        {
            return Severity.Medium;
        }
        var (sentence, order) = classifier is null ? ("", 0) : OrderClassifier.Trained.MostLikeOrder(hidden.Text);
        return hidden.Kind switch
        {
            HiddenContent.Aside when hidden.IsLabel => SeverityOfLabel(hidden.Text.Length, sentence, order, Said),
            HiddenContent.Aside => SeverityOfAside(hidden.IsShown, sentence, order, Said),
            HiddenContent.Frame => IsWritten(sentence) ? Of(order, FrameDoubt, FrameOrder) : null,
            HiddenContent.Value => SeverityOfValue(sentence, order),
            HiddenContent.Split when classifier is not null && hidden.IsHinted => SeverityOfHinted(hidden, Said, sentence, order),
            HiddenContent.Split when classifier is not null => SeverityOfSplit(hidden, Said, order),
            HiddenContent.Scrambled when classifier is not null => SeverityOfScrambled(hidden, Said(), sentence, order),
            _ => SeverityOfUnread(hidden, Said(), sentence, order),
        };

        // All rules and models, which take most of the time and often decide nothing.
        Severity? Said() => SeverityOf(hidden.Text, hidden.Disguise, classifier, (sentence, order));
    }

    /// <summary>
    /// Whether a part is an order where the text says that it is to be done: what is doubtful by itself begins like one, is somewhat like
    /// one, or speaks to an agent.
    /// </summary>
    /// <param name="hidden">The part.</param>
    /// <param name="isTold">Whether it is told; else it is only disguised, and must begin like an order.</param>
    public static bool IsOrderIfTold(HiddenContent hidden, bool isTold)
    {
        if (hidden.Kind is not (HiddenContent.Encoded or HiddenContent.Scrambled or HiddenContent.Split))
        {
            return false;
        }
        var (sentence, order) = OrderClassifier.Trained.MostLikeOrder(hidden.Text);
        // Words of a text are put together by chance too.
        if (hidden.Kind == HiddenContent.Split && (order < ToldSplit || sentence.AsSpan().Count(' ') < MinWordsOfSplitOrder - 1))
        {
            return false;
        }
        return IsSentence(sentence) && !IsSettings(sentence) && (isTold && order >= ToldOrder || IsDeed(sentence) && order >= ToldDeed);
    }

    /// <summary>What is encoded, or where nobody reads it.</summary>
    static Severity? SeverityOfUnread(HiddenContent hidden, Severity? said, string sentence, double order)
    {
        // An address is no sentence, whatever words it has.
        var words = hidden.Text.Contains(' ') ? EnglishWordCounter.NewIn(hidden.Text, hidden.Disguise ?? "") : 0;
        return hidden.Kind switch
        {
            _ when said is Severity.High => said,
            HiddenContent.Comment when OrderWords.AddressesAgent(sentence) => Of(order, AddressedDoubt, AddressedOrder) ?? said,
            HiddenContent.Comment => (IsWritten(sentence) ? Of(order, CommentDoubt, CommentOrder) : null) ?? said,
            // Only signs were escaped.
            HiddenContent.Encoded when !WordsOf(hidden.Text).Except(WordsOf(hidden.Disguise ?? "")).Any() => null,
            HiddenContent.Encoded when IsSentence(sentence) && !IsSettings(sentence) && order >= EncodedDoubt =>
                Of(order, EncodedDoubt, IsDeed(sentence) ? EncodedDoubt : EncodedOrder),
            HiddenContent.Encoded when words >= 2 => Severity.Medium,
            HiddenContent.Style => Of(order, UnseenDoubt, UnseenOrder) ?? (words >= 4 ? Severity.Medium : said),
            HiddenContent.Padding => Of(order, UnseenDoubt, PaddedOrder) ?? (words >= 4 ? Severity.Medium : said),
            _ => said,
        };
    }

    /// <summary>Whether a sentence begins with what is to be done, or names an agent or its user; what is told does neither.</summary>
    static bool IsDeed(string sentence) => IsSentence(sentence) && (OrderWords.BeginsOrder(sentence) || OrderWords.NameAgent(sentence));

    // Names with their values in a row, such as a user and a password.
    static bool IsSettings(string sentence) => sentence.Count(c => c is ':' or '=') >= MinSettings && !ScreeningRules.NamesAgent(sentence);

    static Severity? Of(double order, double doubtful, double certain)
    {
        if (order < doubtful)
        {
            return null;
        }
        return order >= certain ? Severity.High : Severity.Medium;
    }

    static bool IsSentence(string sentence) => IsOfLetters(sentence)
        && (sentence.Count(char.IsLetter) >= MinLettersOfEncoded && sentence.Contains(' ') || ForeignLanguage.IsIn(sentence));

    static bool IsOfLetters(string sentence) => sentence.Count(char.IsLetter) * 3 >= sentence.Length * 2;

    // Chance repeats the few words that it makes.
    static int LettersOfWordsSaidOnce(string sentence) => sentence.Split(' ', StringSplitOptions.RemoveEmptyEntries)
        .CountBy(word => word, StringComparer.OrdinalIgnoreCase).Where(word => word.Value == 1)
        .Sum(word => word.Key.Count(char.IsLetter));

    /// <summary>What is beside a page: whoever reads on may read it, and notes to those who work on it are orders too.</summary>
    static Severity? SeverityOfAside(bool isShown, string sentence, double order, Func<Severity?> said)
    {
        if (!IsWritten(sentence))
        {
            return null;
        }
        if (isShown)
        {
            return SeverityOfComment(sentence, order, said);
        }
        if (OrderWords.AddressesAgent(sentence) && Of(order, AddressedDoubt, AddressedOrder) is { } severity)
        {
            return severity;
        }
        var isToAgent = ScreeningRules.NamesAgent(sentence);
        if (order >= AsideOrder && isToAgent && said() is Severity.High)
        {
            return Severity.High;
        }
        var isDoubtful = order >= AsideDoubt || order >= AsideDoubtToAgent && isToAgent
            || order >= OpenDoubt && said() is Severity.High;
        return isDoubtful ? Severity.Medium : null;
    }

    /// <summary>What code tells of itself to all who read it: often what an agent does that is programmed there.</summary>
    static Severity? SeverityOfComment(string sentence, double order, Func<Severity?> said)
    {
        if (order >= CommentOrderInCode && OrderWords.AddressesAgent(sentence) && said() is Severity.High)
        {
            return Severity.High;
        }
        var isDoubtful = order >= CommentDoubtInCode
            || order >= CommentDoubtToAgent && (ScreeningRules.NamesAgent(sentence) || OrderWords.AddressesAgent(sentence))
            || order >= OpenDoubt && said() is Severity.High;
        return isDoubtful ? Severity.Medium : null;
    }

    /// <summary>What is written for machines and for those who do not see: it describes, and orders nothing.</summary>
    static Severity? SeverityOfLabel(int length, string sentence, double order, Func<Severity?> said)
    {
        if (!IsWritten(sentence))
        {
            return null;
        }
        var isOrder = order >= (length <= MaxShortLabel ? LabelOrder : LabelOrderOfLong)
            || order >= LabelOrderToAgent && ScreeningRules.NamesAgent(sentence)
            || order >= LabelDoubt && OrderWords.AddressesAgent(sentence)
            || order >= LabelDoubt && said() is Severity.High;
        if (isOrder)
        {
            return Severity.High;
        }
        return order >= LabelDoubt ? Severity.Medium : null;
    }

    // A word without blanks is a mark for a program.
    static bool IsWritten(string sentence) =>
        sentence.Count(char.IsLetter) >= MinLettersOfAside && sentence.Contains(' ') || ForeignLanguage.IsIn(sentence);

    /// <summary>What a text says how to read.</summary>
    static Severity? SeverityOfHinted(HiddenContent hidden, Func<Severity?> said, string sentence, double order)
    {
        var words = hidden.Text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var isOfWords = sentence.AsSpan().Count(' ') >= MinWordsOfHinted - 1
            && Array.TrueForAll(words, word => char.IsLetterOrDigit(word[0]));
        if (!isOfWords)
        {
            return SeverityOfSplit(hidden, said, order);
        }
        var isOrder = words.Length >= MinWordsOfHintedOrder
            && (order >= HintedOrder && IsSentence(hidden.Text) || order >= HintedDoubt && said() is Severity.High);
        if (isOrder)
        {
            return Severity.High;
        }
        return order >= HintedDoubt ? Severity.Medium : null;
    }

    static Severity? SeverityOfValue(string sentence, double order)
    {
        if (OrderWords.AddressesAgent(sentence))
        {
            return Of(order, AddressedValueDoubt, AddressedValueOrder);
        }
        return order >= (ScreeningRules.NamesAgent(sentence) ? ValueDoubtToAgent : ValueDoubt) ? Severity.Medium : null;
    }

    static Severity? SeverityOfSplit(HiddenContent hidden, Func<Severity?> said, double order)
    {
        var words = hidden.Text.Count(c => c == ' ') + 1;
        var isLong = words >= MinWordsOfSplit;
        var isKnown = isLong && MeetsMore(hidden, Severity.Medium);
        if (order < (isLong && !ForeignLanguage.IsIn(hidden.Text) ? SplitDoubt : ShortSplitDoubt)
            || order - OrderClassifier.Trained.MostLikeOrder(hidden.Disguise ?? "").Probability < SplitGain)
        {
            return isKnown ? Severity.Medium : null;
        }
        var isCertain = isKnown && said() is Severity.High || words >= MinWordsOfSplitOrder && order >= SplitOrder;
        return isCertain && IsSentence(hidden.Text) ? Severity.High : Severity.Medium;
    }

    static Severity? SeverityOfScrambled(HiddenContent hidden, Severity? said, string sentence, double order)
    {
        var isMet = MeetsMore(hidden, Severity.Low);
        // Two letters in a cell of a table are a word of some language.
        var letters = LettersOfWordsSaidOnce(sentence);
        // A sentence of another language is not English with its letters scrambled.
        var known = WordCutter.KnownIn(hidden.Text) - WordCutter.KnownIn(hidden.Disguise ?? "");
        var isForeign = ForeignLanguage.IsIn(hidden.Disguise ?? "") || HasIdeographs(hidden.Disguise);
        var isRead = letters >= MinLettersOfScrambled && (known >= MinKnownOfScrambled || known == MinKnownOfScrambled - 1 && IsUnread()
            || !isForeign && IsLanguage()
                && (ForeignLanguage.IsIn(hidden.Text) || order >= OrderClassifier.Trained.OrderThreshold));
        var isGain = isRead && order >= ScrambledDoubt
            && order >= OrderClassifier.Trained.MostLikeOrder(hidden.Disguise ?? "").Probability + MinGain;
        // "$100K" is no word with a disguise, and what is around it says openly what it says.
        if (known < MinKnownOfScrambled && !isMet && !hidden.IsHinted && IsMostlyOpen(hidden))
        {
            return null;
        }
        // What was readable before its letters were put back only happens to meet a rule.
        var isKnown = isMet && (known > 0 || order >= ScrambledDoubt);
        if (said is Severity.High && isKnown
            || hidden.IsHinted && order >= WholeOrder
            || isGain && letters >= MinLettersOfScrambledOrder && order >= CertainOf(sentence, known, isForeign))
        {
            return Severity.High;
        }

        // What had no word in it and begins like an order does not by chance.
        bool IsUnread() => WordCutter.KnownIn(hidden.Disguise ?? "") == 0 && sentence.Contains(' ') && OrderWords.BeginsOrder(sentence);

        // What was language and is none any more only has an order's letters by chance.
        bool IsLanguage() => IsOfLetters(sentence) && (hidden.Disguise is not { Length: > 0 } disguise
            || LetterModel.Of(hidden.Text) * (long)disguise.Length > LetterModel.Of(disguise) * (long)hidden.Text.Length);

        var isDoubtful = isKnown || order >= OrderClassifier.Trained.OrderThreshold
            && letters >= MinLettersOfOrder && IsLanguage();
        return said is not null && isDoubtful || isGain ? Severity.Medium : null;
    }

    /// <summary>Whether most of its words are as they were.</summary>
    static bool IsMostlyOpen(HiddenContent hidden)
    {
        var words = WordsOf(hidden.Text).ToList();
        return words.Intersect(WordsOf(hidden.Disguise ?? "")).Count() * 2 > words.Count;
    }

    static IEnumerable<string> WordsOf(string text) =>
        string.Concat(text.Select(c => char.IsLetterOrDigit(c) ? char.ToLowerInvariant(c) : ' '))
            .Split(' ', StringSplitOptions.RemoveEmptyEntries).Distinct();

    // They stay what they are when the letters beside them are put back.
    static bool HasIdeographs(string? text) => text.AsSpan().ContainsAnyInRange('\u3040', '\u9fff');

    /// <summary>How much like an order it must be to be one for certain, if a number of its words are known.</summary>
    static double CertainOf(string sentence, int known, bool wasForeign)
    {
        // A sentence in a language that the text was not in before is none by chance.
        if (!wasForeign && ForeignLanguage.IsIn(sentence))
        {
            return ScrambledOrderOfDeed;
        }
        if (known < MinKnownOfScrambled)
        {
            return ScrambledOrder;
        }
        return IsDeed(sentence) ? ScrambledOrderOfDeed : ScrambledOrderInWords;
    }

    /// <summary>Whether it meets a rule of at least a severity without its disguise only. Most of what was hidden meets none.</summary>
    static bool MeetsMore(HiddenContent hidden, Severity severity)
    {
        var met = ScreeningRules.MetBy(hidden.Text).Keys.Where(rule => rule.Severity >= severity).ToList();
        return met.Count > 0 && met.Except(ScreeningRules.MetBy(hidden.Disguise ?? "").Keys).Any();
    }

    /// <summary>High for an instruction, medium for what is doubtful; null for all else.</summary>
    /// <param name="text">What was hidden.</param>
    /// <param name="disguise">
    /// What it read as before, which is doubtful by itself, though a rule that this meets is not hidden; null for what is written openly
    /// where few see it.
    /// </param>
    /// <param name="classifier">The model of whole texts; null to judge by the rules alone.</param>
    public static Severity? SeverityOf(string text, string? disguise, InjectionClassifier? classifier) =>
        SeverityOf(text, disguise, classifier, classifier is null ? default : OrderClassifier.Trained.MostLikeOrder(text));

    static Severity? SeverityOf(string text, string? disguise, InjectionClassifier? classifier, (string Sentence, double Probability) order)
    {
        var met = ScreeningRules.MetBy(text).Keys.ToList();
        if (met.Count > 0 && disguise is { Length: > 0 })
        {
            met.RemoveAll(ScreeningRules.MetBy(disguise).ContainsKey);
        }
        if (met.Count > 1 || met.Exists(rule => rule.Severity > Severity.Low))
        {
            return Severity.High;
        }
        var doubt = met.Count == 1 ? Severity.Medium : (Severity?)null;
        if (classifier is null)
        {
            return doubt;
        }
        var asAttack = met.Count == 1
            ? classifier.Probability(text, met.Select(rule => rule.Id)) >= DoubtfulSentence ? Severity.High : doubt
            : SeverityAsAttack(text, disguise, classifier);
        // Templates of requests ask people to read and to describe, as attacks do; an order is known to the model of orders as well. So it
        // is in a program of which a rule has a hint only: the first script of a machine asks the cloud in which region it is.
        var isKnown = met.Count > 0 && !IsProgram(text);
        var isAttack = asAttack is Severity.High && (isKnown || order.Probability >= OrderClassifier.Trained.DoubtThreshold);
        var otherwise = asAttack is null ? asAttack : Severity.Medium;
        return isAttack ? asAttack : SeverityAsOrder(disguise, order.Sentence, order.Probability) ?? otherwise;
    }

    static bool IsProgram(string text) =>
        Array.Exists(ProgramBegins, begin => text.AsSpan().TrimStart().StartsWith(begin, StringComparison.OrdinalIgnoreCase));

    static Severity? SeverityAsAttack(string text, string? disguise, InjectionClassifier classifier)
    {
        var probability = classifier.Probability(text, []);
        var words = EnglishWordCounter.WordsIn(text).Except(EnglishWordCounter.WordsIn(disguise ?? "")).Count();
        if (probability >= CertainSentence && words >= MinWords)
        {
            return Severity.High;
        }
        return disguise is not null && probability >= classifier.SuspectedThreshold && words >= MinWordsOfDoubt ? Severity.Medium : null;
    }

    static Severity? SeverityAsOrder(string? disguise, string sentence, double probability)
    {
        var orders = OrderClassifier.Trained;
        var doubt = IsSettings(sentence) ? orders.OrderThreshold : orders.DoubtThreshold;
        var order = IsDeed(sentence) ? DisguisedDeed : DisguisedOrder;
        var (doubtful, certain) = disguise is null ? (OpenDoubt, OpenOrder) : (doubt, order);
        if (probability < doubtful || sentence.Count(char.IsLetter) < MinLettersOfOrder)
        {
            return null;
        }
        if (disguise is { Length: > 0 } && orders.MostLikeOrder(disguise).Probability > probability - MinGain)
        {
            return null;
        }
        return probability >= certain ? Severity.High : Severity.Medium;
    }
}
