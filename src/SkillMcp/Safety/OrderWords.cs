using System.Buffers;
using System.Collections.Frozen;

namespace SkillMcp.Safety;

/// <summary>
/// Whether words in a row can be an order: they begin with what is to be done or with who is to do it, and are made of the words that
/// orders are made of. Of the words that plain sentences hold at every third place, nearly none are.
/// </summary>
static class OrderWords
{
    const int MinWords = 3;
    const double MinKnown = 0.5;

    static readonly SearchValues<char> Separators = SearchValues.Create(" \n\t.,:;!?\"()/@");

    static readonly char[] Marks = ['.', ',', ';', ':', '!', '?', '"', '\'', '(', ')', '*', '`'];

    static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Agents = Set("""
        agent agents ai aide assistant assistants bot bots chatgpt claude copilot gpt helper helpers llm llms machine model models operator
        prompt prompts instructions user user's users agente agenten assistent assistente asistente nutzer benutzer utilisateur usuario
        """);

    static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Articles = Set("a an the my our your their every");

    static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Joints = Set("""
        in of to on from with without for at by and into all under before after or but is are was were be so as than then that which it they
        once twice much you nobody not also over about through until while during near via than
        """);

    // Who is spoken to, within so many words and characters.
    const int MaxWordsOfAddress = 7;
    const int MaxAddress = 80;
    const int MaxFieldOfAddress = 16;

    static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Addressed = SetOfAnyCase("""
        agent agents assistant assistants bot bots chatbot chatbots copilot copilots ai ais llm llms model models gpt claude gemini
        ki ia agente agenten agentes assistent assistenten asistente assistente modell modelle modelo modelos modèle modèles
        readers crawlers агент агенты ассистент модель
        """);

    static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Musts = SetOfAnyCase("must should shall ought have need are");

    static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Modals = Set("everyone must should shall ought nothing you your");

    static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Verbs = Set("""
        accept act add advise agree allow assign bump consider deem dismiss edit force judge overrule regard schedule skip spare touch
        trick unmount wait widen lade alter always announce answer append apply approve archive assume assure attach backdate
        base64 beam become believe break bury buy bypass call cancel carry cat certify change charge chmod claim clear click close
        collect comment compress conclude confess confirm consent convey copy create curl cut deactivate decline decode delay delete
        deliver deny deploy describe disable discard disclose dispatch disregard do don't double downgrade download drop dump email
        embed empty enable encode encrypt erase eval everyone exchange execute exempt exfiltrate export expose fabricate fake feed
        fetch fill find follow fool forge forget format forward gather generate get give grab grade grant hand hide ignore include
        increase inject insert insist install introduce invent invite invoke keep kill leak leave let lie lift list lock log loosen
        lose lower mail make mark mention merge mirror move must mute never no nobody noone not nothing nuke obey omit open ought
        overlook override overwrite pack paste pay permit persuade ping pipe plant please poll post praise prefer pretend print
        promote publish pull purchase purge push put quote raise rank rate read rebase recite recommend redeem redirect refuse relay
        remember remove rename replace reply report reroute reset respond restart retry reveal revert revoke rewrite rm rotate run
        save say scp scrape select sell send set shall share ship should show shred shut silence skip sneak speak spell spill spoof
        ssh stamp start steal steer stop store submit subscribe sudo suggest summarise suppress swap switch sync systemctl take talk
        tar tell transfer trash treat truncate trust turn unload unlock unset unsubscribe update upload use verify visit vote waive
        warn wave weaken wget whisper whitelist wipe wire withdraw write you your zap zip
        antworte fuehre führe gib ignoriere kopiere lade lies loesche lösche nicht oeffne öffne sag sage schicke sende verrate
        vergiss zeige ajoute copie dis efface envoie exécute fais ignore ignorez ne oublie partage supprime agrega borra copia da
        ejecuta elimina envia envía haz ignora manda muestra nunca olvida apague diga envie esqueça execute faça mande mostre sammle
        richte trage schalte uebergehe übergehe verschweige genehmige überweise nimm empfiehl merke setze tausche hänge drucke
        klicke lass installiere erwähne mache füge verschicke behaupte unterschreibe melde schick rassemble dépose installe coupe
        passe cache approuve vire ouvre retire recommande retiens réponds mets remplace colle imprime clique laisse donne rends
        signe déclare prétends reúne añade crea apaga sáltate oculta aprueba transfiere abre quita recomienda recuerda contesta pon
        pega pulsa deja instala di firma mándalo reúna acrescente crie desligue esconda aprove transfira abra tire recomende lembre
        responda ponha troque cole deixe instale torne adicione afirme assine informe raccogli aggiungi spegni salta nascondi
        dimentica approva versa cancella apri togli consiglia ricorda rispondi metti stampa clicca lascia verzamel zet maak wis
        vergeet vervang druk klik kopieer stuur geef meld
        """);

    public static bool AreOrder(string text)
    {
        var rented = ArrayPool<char>.Shared.Rent(text.Length);
        var lower = rented.AsSpan(0, text.AsSpan().ToLowerInvariant(rented));
        var areOrder = AreOrder(lower);
        ArrayPool<char>.Shared.Return(rented);
        return areOrder;
    }

    static bool AreOrder(ReadOnlySpan<char> lower)
    {
        var (words, known) = (0, 0);
        var (doesBegin, isBehindArticle) = (false, false);
        ReadOnlySpan<char> joint = [];
        foreach (var range in lower.SplitAny(Separators))
        {
            var word = lower[range];
            if (word.IsEmpty)
            {
                continue;
            }
            var (isArticle, isJoint) = (Articles.Contains(word), Joints.Contains(word));
            // Words are beside each other that never are in a sentence.
            if (isBehindArticle && (isArticle || isJoint) || isJoint && word.SequenceEqual(joint))
            {
                return false;
            }
            var isOfOrder = Verbs.Contains(word) || Agents.Contains(word);
            words++;
            known += isOfOrder || WordCutter.IsKnown(word) ? 1 : 0;
            doesBegin |= isOfOrder && words <= MinWords;
            isBehindArticle = isArticle;
            joint = isJoint ? word : [];
        }
        return words >= MinWords && !isBehindArticle && doesBegin && known >= words * MinKnown;
    }

    /// <summary>Whether they can be an order that begins with its first word.</summary>
    public static bool AreOrderFromFirst(string text) => AreOrder(text) && BeginsOrder(text);

    /// <summary>Whether the first word is what is to be done.</summary>
    public static bool BeginsOrder(string text)
    {
        foreach (var range in text.AsSpan().SplitAny(Separators))
        {
            if (text[range].ToLowerInvariant() is { Length: > 0 } first)
            {
                return Verbs.Contains(first) && !Modals.Contains(first);
            }
        }
        return false;
    }

    /// <summary>Whether one word and the next are the begin of a phrase, such as <c>of the</c>.</summary>
    public static bool AreBeginOfPhrase(string one, string next) =>
        Joints.Contains(one.ToLowerInvariant()) && Articles.Contains(next.ToLowerInvariant());

    /// <summary>
    /// Whether words can be a sentence from the last to the first: an article is in front of its noun, and not of a verb or a preposition.
    /// </summary>
    public static bool MayBeTurned(string[] words)
    {
        var plain = Array.ConvertAll(words, word => word.Trim(Marks).ToLowerInvariant());
        var turned = 0;
        for (var at = 0; at < plain.Length; at++)
        {
            if (Articles.Contains(plain[at]))
            {
                turned += at > 0 && words[at - 1][^1] != ',' && MayBeNoun(plain[at - 1]) ? 1 : 0;
                turned -= at + 1 < plain.Length && MayBeNoun(plain[at + 1]) ? 1 : 0;
            }
        }
        return turned >= 0;

        static bool MayBeNoun(string word) => !Articles.Contains(word) && !Joints.Contains(word) && !Verbs.Contains(word);
    }

    /// <summary>Whether an agent or its user is named.</summary>
    public static bool NameAgent(string text)
    {
        var lower = text.ToLowerInvariant().AsSpan();
        foreach (var range in lower.SplitAny(Separators))
        {
            if (Agents.Contains(lower[range]))
            {
                return true;
            }
        }
        return false;
    }

    /// <summary>
    /// Whether a sentence is addressed to a program: who is spoken to stands in front of the first colon or comma, or of what it must do.
    /// </summary>
    public static bool AddressesAgent(string sentence)
    {
        var begin = sentence.AsSpan(0, Math.Min(MaxAddress, sentence.Length));
        var end = begin.IndexOfAny(":,，：");
        var (words, isNamed) = (0, false);
        foreach (var range in begin.SplitAny(Separators))
        {
            var word = begin[range];
            if (word.IsEmpty)
            {
                continue;
            }
            var isPast = end >= 0 ? range.Start.Value > end : words >= MaxWordsOfAddress;
            if (isPast)
            {
                return false;
            }
            words++;
            if (isNamed && end < 0 && Musts.Contains(word))
            {
                return true;
            }
            isNamed |= word.Length < MaxFieldOfAddress && Addressed.Contains(word);
            if (isNamed && end >= 0 && words <= MaxWordsOfAddress)
            {
                return true;
            }
        }
        return false;
    }

    static FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> SetOfAnyCase(string words) => Set(words, StringComparer.OrdinalIgnoreCase);

    static FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Set(string words, StringComparer? comparer = null) =>
        words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(comparer).GetAlternateLookup<ReadOnlySpan<char>>();
}
