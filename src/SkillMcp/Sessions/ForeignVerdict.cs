using System.Text.RegularExpressions;

namespace SkillMcp.Sessions;

/// <summary>What a person says against a result in other languages than English (<see cref="PersonVerdict"/>).</summary>
static partial class ForeignVerdict
{
    public static bool TakesBack(string said) => TakeBack().IsMatch(said);

    public static bool Complains(string said) => Complaint().IsMatch(said);

    // A sentence that goes on with something else is another request here too.
    [GeneratedRegex(
        @"(?:^|[.!?,;:\n])\s*(?:bitte |por favor |s'il te plaît |s'il vous plaît |можешь |пожалуйста )?(?:"
            + @"(?:mach(?:e|t|en sie)?|machen wir) (?:das|es|dies|alles|die änderung(?:en)?)(?: (?:bitte|alles|sofort|schnell|wieder"
            + @"|gleich))*"
            + @" (?:rückgängig|ungeschehen)|(?:das |alles |bitte )*rückgängig(?: machen)?|(?:nimm|nehmt|nehmen sie|roll|rolle|setz"
            + @"|setze) (?:das|es"
            + @"|alles)(?: (?:bitte|wieder))* zurück|stell(?:e)? (?:das|es|alles) wieder (?:her|zurück)"
            + @"|annule[zr]?(?: (?:ça|cela|ceci|tout|tout ça|ce changement|ces changements))?|défai(?:s|tes) (?:ça|cela|tout)"
            + @"|(?:reviens|revenez|retour) en arrière|remet(?:s|tez)(?: (?:ça|cela|tout|-le|-la))* comme (?:avant|c'était(?: avant)?)"
            + @"|deshaz(?:lo|la|los)?(?: (?:eso|esto|todo))?|deshacer(?:lo)?|revi[eé]rte(?:lo|la)?(?: (?:eso|esto|todo))?"
            + @"|(?:déjalo|ponlo|vuelve a dejarlo|déjalo todo) como estaba(?: antes)?|anúlalo|anula (?:eso|esto|todo)"
            + @"|desfa(?:ça|z)(?: (?:isso|isto|tudo))?|revert[ae](?: (?:isso|isto|tudo))?"
            + @"|annulla(?:lo)?(?: (?:tutto|questo))?|torna indietro|maak (?:dat|het) ongedaan|ångra (?:det|detta)"
            + @"|отмени(?:те)?(?: (?:это|всё|все))?|откати(?:те)?(?: (?:это|всё|все|назад))?|верни(?:те)?(?: (?:всё|все"
            + @"|это))? (?:как было|назад|обратно)"
            + @")(?: (?:bitte|wieder|por favor|s'il te plaît|s'il vous plaît|пожалуйста))*\s*(?:$|[.!,;:\n])(?!.*\b(?:stattdessen"
            + @"|sondern|und dann"
            + @"|mais|pero|sino)\b)"
            + @"|(?:元に戻し|元へ戻し|取り消し|巻き戻し|ロールバックし)て(?:ください|下さい|くれ|ほしい)?\s*(?:$|[。！!.、,\n])"
            + @"|(?:^|[。，！,.!\n])\s*(?:请)?(?:撤销|撤回|还原|恢复原状|回滚|改回去|復原)(?:它|这个|一切|吧|全部)*\s*(?:$|[。！!，,\n])",
        RegexOptions.IgnoreCase | RegexOptions.Singleline)]
    private static partial Regex TakeBack();

    [GeneratedRegex(
        // German
        @"^(?:(?:nein|nee|oh|hm+|aber|leider|stopp?|halt|mist|tja)\b[,.! …-]*)*(?:"
            + @"(?:jetzt|nun|das|es|dies|alles|nichts|(?:der|die|das) [\p{L}-]+)(?: (?:jetzt|nun|das|es|alles))* (?:ist|war|sind)"
            + @"(?: (?:jetzt|nun|alles|das|es|leider|immer noch|komplett|ja|wieder|ganz|die [\p{L}-]+|der [\p{L}-]+))*"
            + @" (?:kaputt|defekt|falsch|schiefgegangen|schief gegangen|fehlgeschlagen|abgestürzt|down|offline|schlimmer|weg)"
            + @"|(?:jetzt |nun |das |es |alles |so )+(?:hat|haben)(?: (?:so|leider|wieder|alles|nun))* nicht (?:funktioniert|geklappt"
            + @"|gereicht)"
            + @"|(?:jetzt |nun |das |es |so |nichts |alles |(?:der|die|das) [\p{L}-]+ )*(?:funktioniert|geht|klappt|läuft|funktionieren"
            + @"|gehen)"
            + @"(?: (?:jetzt|so|leider|immer noch|hier|nun|das|es|gar|die [\p{L}-]+|der [\p{L}-]+))*"
            + @" (?:nicht(?: mehr)?|nichts(?: mehr)?)\s*(?:$|[.!,;\n])"
            + @"|falsche[rsnm]? [\p{L}-]+\s*(?:$|[.!,;\n])|du hast (?:das|die|den|es|alles)?(?: [\p{L}-]+){0,3} (?:kaputt ?gemacht"
            + @"|falsche[rsnm]?)\b)"
        // French
            + @"|^(?:(?:non|oh|hm+|mais|stop|désolé|attends)\b[,.! …-]*)*(?:(?:(?:maintenant|là|tout|ça|cela|rien|(?:le"
            + @"|la) [\p{L}-]+),? )*"
            + @"(?:ça|cela|tout|rien|il|elle|(?:le|la) [\p{L}-]+) (?:ne |n')?(?:marche|fonctionne|répond) (?:pas|plus|toujours pas)"
            + @"|(?:maintenant )?c'est (?:maintenant |tout |encore |complètement )*(?:cassé|faux|pire|en panne|planté|raté|en erreur)"
            + @"|(?:ça|cela) (?:n'a pas|n’a pas) (?:marché|fonctionné)|(?:ça|cela|tu) (?:a|as) (?:tout )?(?:cassé|échoué|planté)"
            + @"|(?:mauvais|mauvaise) [\p{L}-]+\s*(?:$|[.!,;\n]))"
        // Spanish and Portuguese
            + @"|^(?:(?:no|não|oh|hm+|pero|mas|para|espera)\b[,.! …-]*)*(?:(?:eso|esto|ahora|ya|isso|agora|así) )*"
            + @"(?:(?:no|não) (?:funcionó|funciona|sirve|sirvió|anda|responde|funcionou|deu certo)|se (?:rompió|cayó)|falló|quebrou|caiu"
            + @"|(?:está|quedó|ficou)(?: (?:ahora|todo|agora|tudo|muy))* (?:roto|rota|caído|caída|mal|peor|quebrado|fora do ar)"
            + @"|[\p{L}-]+ (?:equivocad[oa]|errad[oa])\s*(?:$|[.!,;\n]))"
        // Italian, Dutch and Russian
            + @"|^(?:(?:no|nee|нет)[,.! ]*)*(?:(?:non (?:funziona|ha funzionato)|si è rotto|het werkt niet|dat werkt niet)\b"
            + @"|(?:теперь |это |всё |все |сайт |ничего )*(?:не работает|не сработало|сломал(?:ось|ся|ась|а)|упал(?:о|а)?)\b)"
        // Japanese and Chinese, which part no words: a question is none.
            + @"|^(?!.*[?？か]\s*$).{0,30}(?:壊れ(?:た|ました|ています|てる|ちゃった)|動か(?:ない|なくなった)|動き?(?:ません|ませんでした)|失敗し(?:た|ました|ています)"
            + @"|間違(?:い|って|えて)(?:です|います|いる|ます)?|違います|ダメです|落ちました|落ちている)"
            + @"|^(?!.*[?？吗]\s*$).{0,20}(?:坏了|不行了|没用|不工作|出错了|失败了|挂了|错了|崩溃了)",
        RegexOptions.IgnoreCase)]
    private static partial Regex Complaint();
}
