using System.Text.RegularExpressions;

namespace SkillMcp.Sessions;

/// <summary>
/// Words with which a function or an agent says itself that its work failed: "Deployment failed: no nodes", "Could not connect",
/// "permission denied", "500 Internal Server Error", "status: failed", "Fehler: …". That a line speaks of errors is not enough.
/// </summary>
static partial class FailureWords
{
    // What was longer tells of other things.
    const int MaxLine = 400;

    /// <summary>Whether a line says that what it is the result of failed.</summary>
    public static bool AreIn(string line)
    {
        var said = Truncate.To(Mark().Replace(line, ""), MaxLine);
        return said.Length > 0 && !Denied().IsMatch(said)
            && (Begins().IsMatch(said) || Told().IsMatch(said) || Status().IsMatch(said) || Setting().IsMatch(said)
                || Foreign().IsMatch(said));
    }

    /// <summary>Whether a line is a setting that says so, which it does wherever it stands: "status: failed".</summary>
    public static bool AreInSetting(string line) => !Denied().IsMatch(line) && Setting().IsMatch(Mark().Replace(line, ""));

    [GeneratedRegex(@"^[\s""'`*•>–—\[(✗✘✖×❌🔴⚠️-]+")]
    private static partial Regex Mark();

    // "0 failed", "no errors", "error: none", "the job that failed before", "could not find any problems", "failed: 0".
    [GeneratedRegex(
        @"\b(?:no|0|zero|without(?: any)?|none|nothing|never|nobody) (?:[\w-]+ )?(?:errors?|fail\w*|exceptions?|issues?|problems?"
            + @"|timeouts?)\b"
            + @"|\b(?:no|none|nothing|never) (?:[\w-]+ ){0,3}(?:has |have |was |were )?(?:failed|denied|timed out)\b"
            + @"|\b(?:errors?|fail\w*|exceptions?|fehler|erreurs?|errores)\s*(?:count)?[""']?\s*[:=]\s*[""']?"
            + @"(?:0|none|null|nil|no|false|n/?a|-|\[\]|\{\}|keine?r?|aucune?|ninguno|)[""']?\s*(?:$|[,;.)\]}|])"
            + @"|\b(?:that|which|who|what|if|when(?:ever)?|where|previously|earlier|once|had) (?:[\w-]+ ){0,2}"
            + @"(?:failed|could not|couldn't|timed out|was denied|were denied)\b"
            + @"|\b(?:could not|couldn't|cannot|unable to|failed to|did not|didn't) (?:find|detect|see|spot|reproduce) (?:any |an? )?"
            + @"(?:[\w-]+ )?(?:errors?|failures?|issues?|problems?|bugs?|conflicts?|vulnerabilities|differences?|duplicates?)\b"
            + @"|\bfailed (?:[\w-]+ ){0,2}(?:is|are|was|were|has been|have been)? ?(?:fixed|retried|repaired|restored|recovered|removed"
            + @"|rerun)\b",
        RegexOptions.IgnoreCase)]
    private static partial Regex Denied();

    // The first word says it.
    [GeneratedRegex(
        @"^(?:(?:fatal|unexpected|internal|runtime|server|unhandled|build|deploy(?:ment)?|network|connection|validation|timeout) )?"
            + @"(?:errors?|exception|failed|failure|fatal)(?:\s*(?:[:!.,;(–—-]|$"
            + @"|\[|#|\d)|\s+(?:to|with|because|due|after|while|in|at|on|for|code)\b)"
            + @"|^(?:[\w.]*[a-z](?:Error|Exception)):?\s"
            + @"|^failed \w+ing\b|^errored\b|(?-i:^(?:ERROR|FAILED|FATAL)\b)"
            + @"|^(?:i |we )?(?:could not|couldn't|cannot|can't|can not|unable to|was unable to|were unable to|am unable to"
            + @"|failed to)\s+\w"
            + @"|^(?:sorry,? )?something went wrong\b"
            + @"|^(?:permission|access|authorization|request|login) (?:is |was )?denied\b|^denied\b|^not (?:permitted|authori[sz]ed"
            + @"|allowed|found)\b"
            + @"|^(?:unauthori[sz]ed|forbidden|rejected|aborted|crashed|faulted|unhealthy|timeout|bad gateway"
            + @"|service unavailable)\s*(?:[:!.,;(–-]|$)"
            + @"|^invalid (?:argument|parameter|value|input|request|credentials?|token|password|api key|operation)\b"
            + @"|^(?:missing|unknown) (?:required |argument|parameter|option|command|function)|^no such \w"
            + @"|^(?:the )?(?:request |connection |operation |call |command |rollout |deployment |job )?(?:has |was )?timed out\b"
            + @"|^(?:the )?connection (?:was |is )?(?:refused|reset|closed|lost|aborted)\b|^(?:command|operation"
            + @"|action) (?:not permitted|aborted)\b",
        RegexOptions.IgnoreCase)]
    private static partial Regex Begins();

    // A subject of a few words, and what became of it.
    [GeneratedRegex(
        @"^(?:[\w'""./:#@()-]+ ){1,5}(?:has |have |is |was |were |just |then |still |now )*(?:"
            + @"failed(?:\s*(?:[:!.,;(–—-]|$)|\s+(?:to|with|because|due|after|while|in|at|on|for|during|again|as)\b)"
            + @"|fails(?:\s*(?:[:!.,;(–—-]|$)|\s+(?:to|with|because|on|at|in)\b)"
            + @"|(?:could not|couldn't|unable to|was unable to) (?:be )?[a-z]+"
            + @"|(?:did not|didn't|does not|doesn't|do not|don't|has not|is not|isn't|was not|are not|aren't)"
            + @" (?:complete|finish|succeed|start|work|working|respond|responding|come up|become|converge|reach"
            + @"|ready|completed?|found|authori[sz]ed|permitted|allowed)\b"
            + @"|timed out\b|crashed\b|(?:permission|access) denied\b|(?:connection )?(?:refused|rejected|denied)\s*(?:[:!.,;(]|$|by\b)"
            + @"|aborted\s*(?:[:!.,;(]|$|by\b|because\b))"
            + @"|^an? (?:[\w-]+ ){0,3}(?:error|exception|failure|problem) (?:has |was |is )?(?:occurred|occured|happened|thrown|raised"
            + @"|encountered)\b"
            + @"|^(?:an? |the )?(?:[\w-]+ ){0,2}(?:error|exception) (?:has )?occurr?ed\b"
            + @"|^[\w./-]+: (?:permission denied|access denied|no such file|command not found|connection refused|error\b|fatal\b"
            + @"|failed\b)",
        RegexOptions.IgnoreCase)]
    private static partial Regex Told();

    // The status of an answer over HTTP.
    [GeneratedRegex(
        @"^HTTP(?:/[\d.]+)?[ :]+(?:error |status )*[45]\d\d\b|^[45]\d\d(?::| -) "
            + @"|^(?:error )?[45]\d\d (?:Internal|Bad|Service|Gateway|Not |Forbidden|Unauthori[sz]ed|Conflict|Too |Unprocessable|Method"
            + @"|Gone"
            + @"|Payment|Request|Precondition|Payload|Server|Error|Client|Locked|Insufficient)"
            + @"|\bdoes not indicate success\b|^(?:the )?(?:remote )?(?:server|service|api|request|endpoint)?\s*(?:returned"
            + @"|responded with|answered)"
            + @"(?: an?)?(?: http| status| error| code)* [45]\d\d\b",
        RegexOptions.IgnoreCase)]
    private static partial Regex Status();

    // One of the settings that a function writes in place of JSON.
    [GeneratedRegex(
        @"(?:^|[,;|]\s*|\s-\s)[""'*]*(?:(?:overall |final |job |build |deployment |rollout )?(?:status|state|result|outcome"
            + @"|conclusion)[""'*]*\s*[:=]\s*"
            + @"[""'*]*(?:failed|failure|fail|errored|error|faulted|crashed|aborted|timed ?out|denied|rejected|unhealthy)\b"
            + @"|(?:(?:http )?status(?:[ _]?code)?|http)[""'*]*\s*[:=]\s*[""']?[45]\d\d\b"
            + @"|(?:is ?)?(?:success|successful|succeeded|ok)[""'*]*\s*[:=]\s*[""']?(?:false|no)\b"
            + @"|(?:exit|return)[ _]?(?:code|status)[""'*]*\s*[:=]\s*-?[1-9]\d{0,9}\b)",
        RegexOptions.IgnoreCase)]
    private static partial Regex Setting();

    // The same in the languages that functions and people use most.
    [GeneratedRegex(
        @"^(?:fehler|ausnahme|fehlgeschlagen|fehlschlag|erreur|échec|echec|error|errores?|fallo|falló|fracaso|erro|falha|errore|fallito"
            + @"|fout|mislukt"
            + @"|fel|fejl|virhe|błąd|blad|chyba|hata|ошибка|сбой|помилка)\s*(?:[:!.,;(–—-]|$)"
            + @"|^(?:[\p{L}\d'./-]+ ){0,5}(?:ist |sind |wurde )?(?:fehlgeschlagen|gescheitert|abgebrochen)\b"
            + @"|^(?:[\p{L}\d'./-]+ ){0,5}(?:konnten?|kann|können) (?:[\p{L}\d'./-]+ ){0,5}nicht\b|^es ist ein fehler aufgetreten\b"
            + @"|^zugriff verweigert\b"
            + @"|^(?:[\p{L}\d'./-]+ ){0,5}(?:a|ont) échoué\b|^impossible d[e']|^une erreur (?:s'est|est)\b|^accès refusé\b"
            + @"|^(?:[\p{L}\d'./-]+ ){0,5}(?:ha fallado|falló|ha fracasado)\b|^no se (?:pudo|puede)\b|^se produjo un error\b"
            + @"|^(?:ocurrió|ha ocurrido) un error\b|^acceso denegado\b|^(?:[\p{L}\d'./-]+ ){0,5}falhou\b|^não foi possível\b"
            + @"|^ocorreu um erro\b"
            + @"|^impossibile\b|^si è verificato un errore\b|^не удалось\b|^произошла ошибка\b"
            + @"|^(?:エラー|失敗|例外)|(?:失敗しました|できませんでした|エラーが発生)|^(?:错误|失敗|失败|錯誤|异常)|(?:失败了?|无法\p{Lo}+)[。：:!]?$|^(?:오류|실패)",
        RegexOptions.IgnoreCase)]
    private static partial Regex Foreign();
}
