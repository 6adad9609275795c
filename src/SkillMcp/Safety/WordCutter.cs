using System.Numerics;

namespace SkillMcp.Safety;

/// <summary>
/// Cuts letters in a row into words, and says how many bits fewer that takes than letters by chance: a text that was spelled has no
/// blanks, and any few letters are a word by chance.
/// </summary>
static class WordCutter
{
    // A letter by chance, and a letter that is part of no word.
    const double BitsPerLetter = 4.2;
    const double LossPerUnknown = 1.5;

    const int MinWord = 2;
    const int MaxWord = 14;

    const int MaxOnStack = 512;

    // Words that orders and procedures are made of, in the five languages that are written with these letters.
    const string Words = """
        a about above access account act action add admin after again agent agents all allow also always an and answer answers any anyone
        api apply approve archive are as ask assistant at attach audit auth backup bank bash be before below bot branch but by bypass call
        can cancel cat change chat check checks clear click close cloud code command commands comply confirm contact content contents
        conversation copy cookie cookies credential credentials curl customer data database decode delete deploy details developer
        directives disable disregard do document documents does done dont download drop dump each earlier email emails enable end env
        erase eval every everyone everything execute export fetch file files filter find firewall first folder follow following for forget
        former forward from full get give given go grant guest guidelines have help helper hidden hide history home host how http https
        human if ignore in include inform input insert install instead instruction instructions into invoice is it its keep key keys last
        learned leave letter limit limits line link list load local log login logs mail make mention merge message messages mode model
        money move must mute my name never new next no none not note nothing now obey of off old on one only open operator or order orders
        original other our out output over overrides override owner pass passphrase password passwords past patch paste pay payment
        permission permissions please policies policy post previous print prior private profile prompt prompts publish purchase purge push
        put quiet quietly read record release remove reply report reports request reset respond restart restrictions result reveal review
        rm root rule rules run safe safety save say scan script secret secrets secure security see send server service session set
        settings share shell show shut silent silently skip so spam ssh start step steps stop store submit sudo system take task tell text
        than that the their them then there these they this those time to token tokens tool tools transfer trust turn two unlock until
        upload url use user users value verify via view visit wait wallet warn warning warnings was we what when where which who whole
        will wipe with without write you your alarm alarms bob eve example dot com net org net slash at above bad best cover crash disk
        down exit fake fire format give kill lie lock master net off owner pin port power price public quit refund safe scan script share
        sign tax test trap trash vault virus vote

        alle alles an anweisung anweisungen auf aus befehl befehle bisherigen bitte dann das dateien datei dem den der die dies diese dieser
        ein eine fuer gib ignoriere ignorieren im kein keine kennwort loesche loeschen mit nicht niemand niemandem nichts nur nutzer oder
        ordner passwort passwoerter regeln sage sagen schicke schluessel sie sofort und verrate vergiss von vorherigen weiter zu
        zugang zum zur
        aucun avant avec ce cela ces cette clef clefs dans des dire dis donnees efface effacer envoie envoyer et fais fichier fichiers
        ignore ignorez instructions jamais le les mot mots ne par pas passe pour precedentes regles rien sans secret supprime sur toutes
        tout tous utilisateur une vos votre
        al anteriores archivo archivos borra clave claves con contrasena de del digas el en envia esta este ignora instrucciones las los
        manda nada nunca olvida para por reglas secreto sin sobre su sus todas todo todos tus un una usuario usuarios
        apaga apague arquivo arquivos as chaves com da do dos envie esqueca instrucoes mande nao nada os para pelo regras senha senhas todas
        """;

    // Words of English that orders have as well, and that letters are by chance more often.
    const string MoreWords = """
        adversary agreed alert answering appear asks authentication automatic backdoor backups base because been being board both browser
        bucket build business calls certificate certificates channel checksum cipher claim client cluster colleague comments commit commits
        company computer configuration connect connection consent console course customers daemon day deleted deploys device different
        directly disabled domain done downloads early encode encrypted endpoint enough entry environment error errors even ever example
        expect external extra fact fetches finished footer form found function further gateway generate github group guide guard hash head
        header hooks hour important inside installed internal invoice issue item job jobs know language large latest leak level library
        license lines linter little location lower machine main maintainer maintenance manager many marked member merged metadata might
        mirror monitor monitoring needed network nobody normal number number object often omit opened package page part passed people
        person phone place plan play plain port present private problem process product production project protected protection provider
        proxy public question questions quick rather ready reason receive recipient reference registry remote repository requests required
        reveal review reviewed reviews rights role root running salary scanner schedule seen sends sensitive sent servers service services
        session sessions setting should signature signed since single site skill skills small software something source special standard
        state status stays still such summary support system systems table target team tells terminal test tests thing things third those
        through today tool transaction trusted type unless update updates using variable variables vault verification version watching week
        whatever whenever whoever why within word words work worker world would writes yes
        """;

    /// <summary>The words that orders are made of, and other common ones, those of English orders first.</summary>
    public static IReadOnlyList<string> All { get; } = [.. WordsOf(Words).Concat(WordsOf(MoreWords)).Distinct()];

    static readonly WordEndings Known = new([.. WordsOf(Words)]);

    static readonly WordEndings Common = new(All);

    /// <summary>Whether it is one of the words that orders are made of.</summary>
    public static bool IsKnown(ReadOnlySpan<char> word) => Known.Contains(word);

    /// <summary>Whether it is one of the words that orders are made of, or another common one.</summary>
    public static bool IsCommon(ReadOnlySpan<char> word) => Common.Contains(word);

    static IEnumerable<string> WordsOf(string words) =>
        words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Where(word => word.Length >= MinWord);

    /// <summary>
    /// How many words of three letters or more it has that orders are made of, none more than twice: chance makes one again and again.
    /// </summary>
    public static int KnownIn(string text)
    {
        var (once, twice) = (new HashSet<string>(StringComparer.OrdinalIgnoreCase), new HashSet<string>(StringComparer.OrdinalIgnoreCase));
        var (first, second) = (once.GetAlternateLookup<ReadOnlySpan<char>>(), twice.GetAlternateLookup<ReadOnlySpan<char>>());
        for (var at = 0; at < text.Length; at++)
        {
            var begin = at;
            while (at < text.Length && char.IsAsciiLetter(text[at]))
            {
                at++;
            }
            var word = text.AsSpan(begin, at - begin);
            if (word.Length is > MinWord and <= MaxWord && IsKnown(word) && !first.Add(word))
            {
                second.Add(word);
            }
        }
        return once.Count + twice.Count;
    }

    /// <summary>The part of the letters that is most like words, with blanks between, and the bits that words save.</summary>
    /// <param name="letters">Letters in lower case.</param>
    /// <param name="minGain">Where they save fewer bits, the words are left out.</param>
    public static (string Words, double Gain) Cut(string letters, double minGain = 0) => Cut(letters, Known, minGain);

    /// <summary>The same with all common words.</summary>
    /// <param name="letters">Letters in lower case, which are like English by themselves.</param>
    public static (string Words, double Gain) CutCommon(string letters) => Cut(letters, Common, 0);

    static (string Words, double Gain) Cut(string letters, WordEndings words, double minGain)
    {
        // For each end the best gain of a part that ends there, and the length of its last word; 1 is an unknown letter.
        var isLong = letters.Length >= MaxOnStack;
        Span<double> gains = isLong ? new double[letters.Length + 1] : stackalloc double[letters.Length + 1];
        Span<int> last = isLong ? new int[letters.Length + 1] : stackalloc int[letters.Length + 1];
        (gains[0], last[0]) = (0, 0);
        var best = 0;
        for (var end = 1; end <= letters.Length; end++)
        {
            (gains[end], last[end]) = (gains[end - 1] - LossPerUnknown, 1);
            for (var lengths = words.LengthsAt(letters.AsSpan(0, end)); lengths != 0; lengths &= lengths - 1)
            {
                var length = BitOperations.TrailingZeroCount(lengths);
                var gain = gains[end - length] + length * BitsPerLetter - words.BitsPerWord;
                if (gain > gains[end] && words.Contains(letters.AsSpan(end - length, length)))
                {
                    (gains[end], last[end]) = (gain, length);
                }
            }
            if (gains[end] <= 0)
            {
                (gains[end], last[end]) = (0, 0);
            }
            best = gains[end] > gains[best] ? end : best;
        }
        return (gains[best] < minGain ? "" : WordsUpTo(letters, last, best), gains[best]);
    }

    static string WordsUpTo(string letters, ReadOnlySpan<int> last, int end)
    {
        var words = new List<string>();
        var unknownEnd = -1;
        for (var at = end; ; at -= last[at])
        {
            if (unknownEnd >= 0 && last[at] != 1)
            {
                words.Add(letters[at..unknownEnd]);
                unknownEnd = -1;
            }
            if (last[at] == 0)
            {
                break;
            }
            if (last[at] > 1)
            {
                words.Add(letters[(at - last[at])..at]);
            }
            else if (unknownEnd < 0)
            {
                unknownEnd = at;
            }
        }
        words.Reverse();
        return string.Join(' ', words);
    }
}
