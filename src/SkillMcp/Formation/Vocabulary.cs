using System.Collections.Frozen;
using SkillMcp.Intents;

namespace SkillMcp.Formation;

/// <summary>Words that say what is done or to what kind of thing. Standing alone they are not values of a run.</summary>
static class Vocabulary
{
    static readonly FrozenSet<string> SqlKeywords = Whitespace.Split("""
        select insert update delete truncate drop alter create grant revoke from into where group order by limit join values set
        vacuum analyze count sum avg min max distinct having union begin commit rollback copy show explain index view and or not
        """).ToFrozenSet(StringComparer.Ordinal);

    /// <summary>
    /// The nouns that name the kind of a value beside them, such as the database in "the crm database", and what a parameter for
    /// such a value is called.
    /// </summary>
    public static FrozenDictionary<string, string> Kinds { get; } = LiteralVocabulary.ByAlias("""
        database=db=databases migration service=services microservice namespace user=username login=logins branch bucket
        table schema view topic queue project
        app=application package module library release cluster host server machine vm domain site=website region zone environment=env
        repository=repo model dataset script volume instance file folder=directory invoice customer client supplier vendor ticket issue
        order month quarter year week day date language=translation locale room student course class employee person department team channel
        album song chapter document report image photo layer map sample experiment study paper article post page product account device
        sensor light scene playlist track version tag container deployment pod job workspace stack function collection index key
        certificate role group member contact campaign newsletter form survey event meeting store warehouse location city country
        currency category label archive book author journal patient teacher subject exam period plan tenant organization=org
        holder guest speaker vehicle contract policy claim budget ledger statement bank card lesson term grade species gene station
        field column rack aliquot entry episode list letter clip film movie parcel
        bill quiz assignment vlan interface port revision node configmap board preset genome assembly recipient alias address item sku
        keyword seed silence alert rule amount price fee shipment shelfmark notebook listing property flat apartment recipe dish ingredient
        driver flight hotel trip booking reservation concert gig batch lot drug prescription ward bed loan exhibit artwork match league
        club tournament printer part patent show programme firmware snapshot flag registry exchange secret prefix
        width height format recording video gallery suite chart epic task firm
        podcast mix reference signer counterparty party matter case court candidate vacancy position unit
        attendee delegate participant applicant organizer manager recruiter lawyer attorney doctor practitioner pupil landlord buyer
        seller donor sponsor volunteer trainer coach instructor borrower owner visitor traveller passenger edition isbn shift vaccine
        platform preset reason headline quantity message comment duration deadline variant material size score salary rate discount
        threshold submodule crate dag pipeline venue drawing mailbox subtitle dependency webhook district round child
        vhost berth boat plant crop
        basemap dashboard sprint milestone component plugin theme template profile partition replica shard feed
        """);

    /// <summary>
    /// Whether a text is a plain lower-case word that says what is done or of what kind something is: a verb, a known noun, a
    /// function word, the name of a program or of a system, or a word of SQL.
    /// </summary>
    public static bool IsCommonWord(string text) =>
        text.Length > 0 && text.All(char.IsAsciiLetterLower)
        && (IsActionWord(text) || NounLexicon.IsKnown(NounLexicon.Singular(text)) || Kinds.ContainsKey(NounLexicon.Singular(text))
            || English.GeneralNouns.Contains(text) || English.Adjectives.Contains(text));

    /// <summary>Whether a word is one of English, and not only the name of a program: "find", but not "kubectl".</summary>
    public static bool IsWordOfLanguage(string word) => Words.IsFunctionWord(word) || ActionLexicon.Instance.FormOf(word) != VerbForm.None
        || Kinds.ContainsKey(word) || NounLexicon.IsKnown(word) || English.IsFunctionWord(word);

    /// <summary>Whether a word says by itself what is done, so that another word in its place would be another procedure.</summary>
    public static bool IsActionWord(string text)
    {
        var word = text.ToLowerInvariant();
        return Words.IsFunctionWord(word) || KnownPrograms.Contains(word) || SqlKeywords.Contains(word)
            || ActionLexicon.Instance.FormOf(word).HasFlag(VerbForm.Base)
            || LiteralVocabulary.ConventionalValues.Contains(word);
    }

    public static bool IsSqlKeyword(string word) => SqlKeywords.Contains(word);

    /// <summary>Whether a text is the name of a product or a system, which is part of what is done.</summary>
    public static bool IsProduct(string text) => SystemLexicon.Instance.IsProduct(text.ToLowerInvariant());
}
