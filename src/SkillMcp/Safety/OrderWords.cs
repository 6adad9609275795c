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

    static readonly char[] Separators = [' ', '\n', '\t', '.', ',', ':', ';', '!', '?', '"', '(', ')', '/', '@'];

    static readonly FrozenSet<string> Agents = Set("""
        agent agents ai aide assistant assistants bot bots chatgpt claude copilot gpt helper helpers llm llms machine model models operator
        prompt prompts instructions user user's users agente agenten assistent assistente asistente nutzer benutzer utilisateur usuario
        """);

    static readonly FrozenSet<string> Articles = Set("a an the my our your their every");

    static readonly FrozenSet<string> Joints = Set("""
        in of to on from with without for at by and into all under before after or but is are was were be so as than then that which it they
        once twice much you nobody not also over about through until while during near via than
        """);

    static readonly FrozenSet<string> Modals = Set("everyone must should shall ought nothing you your");

    static readonly FrozenSet<string> Verbs = Set("""
        accept act add allow always answer append apply approve archive attach base64 bypass call cancel cat change chmod clear click close
        collect comment confirm copy curl cut deactivate decode delete deny disable discard disregard do don't download drop dump email
        empty enable encrypt erase eval execute exfiltrate export fetch find follow forget format forward get give grant hide ignore include
        insert install keep kill leave let list lock log mail make merge move mute never no not obey omit open override paste pay please
        post print publish pull purchase purge push put read remove rename replace reply report reset restart reveal revoke rm run save say
        scp select send set share show shut silence skip ssh start stop store submit sudo switch systemctl take tell transfer trust turn
        unlock update upload use visit wget wipe write you your nobody noone everyone must should shall ought nothing
        antworte fuehre führe gib ignoriere kopiere lade lies loesche lösche nicht oeffne öffne sag sage schicke sende verrate vergiss zeige
        ajoute copie dis efface envoie exécute fais ignore ignorez ne oublie partage supprime
        agrega borra copia da ejecuta elimina envia envía haz ignora manda muestra nunca olvida
        apague copie diga envie esqueça execute faça ignore mande mostre
        """);

    public static bool AreOrder(string text)
    {
        var words = WordsOf(text);
        return words.Count >= MinWords
            && !IsBroken(words)
            && words.Take(MinWords).Any(word => Verbs.Contains(word) || Agents.Contains(word))
            && words.Count(word => WordCutter.IsKnown(word) || Verbs.Contains(word) || Agents.Contains(word)) >= words.Count * MinKnown;
    }

    /// <summary>Whether they can be an order that begins with its first word.</summary>
    public static bool AreOrderFromFirst(string text) => AreOrder(text) && BeginsOrder(text);

    /// <summary>Whether the first word is what is to be done.</summary>
    public static bool BeginsOrder(string text) => WordsOf(text) is [var first, ..] && Verbs.Contains(first) && !Modals.Contains(first);

    /// <summary>
    /// Whether words are beside each other that never are in a sentence, such as two articles, or one that nothing follows.
    /// </summary>
    public static bool IsBroken(IReadOnlyList<string> words)
    {
        for (var at = 0; at < words.Count; at++)
        {
            var next = at + 1 < words.Count ? words[at + 1] : "";
            if (Articles.Contains(words[at]) && (next.Length == 0 || Articles.Contains(next) || Joints.Contains(next))
                || Joints.Contains(words[at]) && words[at] == next)
            {
                return true;
            }
        }
        return false;
    }

    /// <summary>Whether one word and the next are the begin of a phrase, such as <c>of the</c>.</summary>
    public static bool AreBeginOfPhrase(string one, string next) =>
        Joints.Contains(one.ToLowerInvariant()) && Articles.Contains(next.ToLowerInvariant());

    /// <summary>Whether an agent or its user is named.</summary>
    public static bool NameAgent(string text) => WordsOf(text).Exists(Agents.Contains);

    static List<string> WordsOf(string text) =>
        [.. text.ToLowerInvariant().Split(Separators, StringSplitOptions.RemoveEmptyEntries)];

    static FrozenSet<string> Set(string words) => words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).ToFrozenSet();
}
