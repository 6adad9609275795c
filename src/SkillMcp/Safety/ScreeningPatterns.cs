using System.Text.RegularExpressions;

namespace SkillMcp.Safety;

/// <summary>How what the rules look for is written. They are read on texts in lower case.</summary>
static partial class ScreeningPatterns
{
    const RegexOptions Options = RegexOptions.Multiline | RegexOptions.CultureInvariant;

    // Rules judge how fetching, installing and sending is written, not which host is named:
    // the exception is registries that every documentation names.
    const string Registries =
        @"pypi\.org|pythonhosted\.org|npmjs\.(org|com)|registry\.yarnpkg\.com|download\.pytorch\.org|pypi\.nvidia\.com"
        + @"|rubygems\.org|npmmirror\.com|tuna\.tsinghua\.edu\.cn"
        + @"|github\.com/(anthropics|microsoft|google|huggingface|openai|pytorch)/|localhost|127\.0\.0\.1|\{\{";

    // This machine, and names that no public server has.
    const string OwnNetwork = @"(localhost|127\.0\.0\.1|\[::1\]|[\w.-]+\.(internal|local|lan|localdomain))(:\d+)?(/|\b)";

    const string CredentialFile =
        @"(\.ssh/|id_(rsa|ed25519|ecdsa|dsa)\b|\.aws/(credentials|config)|\.aws\b|\.netrc|\.kube/config|\.docker/config|\.gnupg"
        + @"|\.git-credentials|\.npmrc|\.pypirc|/etc/shadow|application_default_credentials|accesstokens\.json|logins\.json"
        + @"|login data\b|keychain|wallet\.dat|\.env\b|/proc/self/environ|service-account\S*\.json)";

    const string Secrets =
        @"(credentials?|secrets?|passwords?|passphrases?|api[ _-]?keys?|(access|auth|session|bearer|api) ?tokens?|tokens"
        + @"|private keys?|ssh keys?|env(ironment)? (variables|vars|files?)|\.env\b|cookies|conversation|chat history"
        + @"|system prompt|id_rsa|\.ssh|\.aws)";

    const string Read =
        @"\b(cat|cp|reads?|reading|tar|zip|opens?|head|type|find|ls|get-content|base64|grep|source|parse|load|scan"
        + @"|readfile(sync)?|extract\w*|collect\w*|cop(y|ies|ying)|upload\w*|contents of)\b";

    const string Fetch = @"\b(curl|wget|fetch|iwr|irm|invoke-webrequest|invoke-restmethod|aria2c)\b";

    // What is told to a reader who defends itself: to ignore the instructions in what it reads, not those that it has.
    const string OfWhatItReads =
        @"(\s+(within\s+((the|this|that|these|those|such|any)\s+)?(pages?|documents?|contents?|texts?|e-?mails?)"
        + @"|(that\s+)?(it|they|(the|this|that|these|such)\s+(page|document|content|text|data|e-?mail)s?)\s+(may\s+|might\s+)?"
        + @"(contains?|holds?|includes?|gives?)|(that\s+(are|is)\s+)?(found|embedded|hidden|contained|written)\s+"
        + @"(in|inside|within)\s+(it|them"
        + @"|((the|this|that|these|those|such|any)\s+)?((fetched|external|untrusted|retrieved|user-supplied|web)\s+)*"
        + @"(pages?|documents?|contents?|texts?|data|e-?mails?|tool (outputs?|results?)|search results?|(repository |source )?files"
        + @"|comments"
        + @"|slices|issues|messages|source( code)?|web ?(pages|sites)))))";

    const string OfWhatIsRead = OfWhatItReads + "?";

    const string Agent = @"\b(the |an |every |all |any )?(ai )?(assistants?|agents?|helpers?|bots?|copilots?|language models?|llms?)\b";

    const string Decoding =
        @"(decod\w+|\bbase ?(32|64|85)\b|\bb(64|32|85)\b|ascii85|\brot-?(13|47|n)\b|\bhex(adecimal)?\b|morse|uu(de|en)cod\w*"
        + @"|unpacks?\b|unfolds?\b|unescapes?|decompress\w*|decrypt\w*|decipher\w*|unscrambl\w+|caesar|cipher|initials|first letters?"
        + @"|shift(s|ed)? (\w+ ){0,3}(back|by)\b|(third|second|every \w+|bold) words?|backwards|back to front"
        + @"|from (the right|its end|right to left)|mirror(ed| line)|pig latin|atbash|octal|escapes\b|character (numbers|codes)"
        + @"|read (it )?(down|downwards)|eight bits|spell(s|ed|ing)? (out|the|by)|without (its|the) (dots|blanks|gaps|spaces)"
        + @"|join(s|ed)? (the|up|them))";

    const string Obeying =
        @"\b(follow (it\b|its content|the (text|reading|sentence|result|content)|what)|obey(s|ed)?\b|comply|complies|heeds?\b"
        + @"|acts? (on (it|them|what)\b|by it\b|accordingly|so\b|upon)|carr(y|ies) (it|them) out|carry out (its|what|the (result|content))"
        + @"|do (it|so)\b|does (it|so)[ \t]*([.,;:!?""'`)\]]|and\b|then\b|$)"
        + @"|do(es)? (what (it|they) (says?|asks?|requests?|wants?|tells?)|as (it says|it is told|told))"
        + @"|(execute|perform)s? (it|them)\b|runs? (it|what it|the result) (as|says)|behaves? (so\b|accordingly)"
        + @"|(and|then|,) (execute|perform|behave|acts?)(\s+(it|its|them|that|this|these|those|only|what\w*|as|so|on|upon|each|every|all"
        + @"|any|the|accordingly)\b|[ \t]*[.;:!?""'`)\]]|[ \t]*$)|and (followed|obeyed|executed|heeded|carried out|acted on)\b"
        + @"|(followed|obeyed|executed|carried out|performed) by " + Agent + ")";

    // Passwords, keys and whole conversations, in other languages.
    const string SecretsAbroad =
        @"(passw\S+|mots? de passe|contraseñas?|senhas?|парол\w+|密码|密鑰|密钥|パスワード|비밀번호|schlüssel\w*|clés?|claves?|chaves?|chiavi|ключ\w*"
        + @"|私钥|秘密鍵|zugangsdaten|identifiants|credenciales|credenciais|credenziali|учётны\w+ данны\w+|凭据|認証情報|umgebungsvariablen"
        + @"|variables d'environnement|variables de entorno|variáveis de ambiente|variabili d'ambiente|переменны\w+ окружения|环境变量|環境変数"
        + @"|환경 변수|\.env\b|\.ssh|id_rsa|tokens?|токен\w*|令牌|トークン|cookies?|куки)";

    const string Address = @"(https?://|\b[\w.-]+@[\w-]+\.\w{2,})";

    const string Interpreter = @"(sudo\s+(-\w+\s+)*)?(env\s+)?(\S*/)?(ba|z|da|k|fi)?sh\b";

    // The installers that their makers tell everyone to run so: the host and the path are theirs, and nothing else is in the command.
    const string VendorInstaller =
        @"https://(sh\.rustup\.rs|astral\.sh/(uv|ruff)/([\d.]+/)?install\.(sh|ps1)|get\.docker\.com(/rootless)?"
        + @"|raw\.githubusercontent\.com/(homebrew/install/(head|master|main)/install\.sh|nvm-sh/nvm/(v[\d.]+|master)/install\.sh"
        + @"|helm/helm/(main|master|head)/scripts/get-helm-[34]|ohmyzsh/ohmyzsh/master/tools/install\.sh"
        + @"|anchore/(grype|syft)/main/install\.sh|aquasecurity/trivy/main/contrib/install\.sh"
        + @"|golangci/golangci-lint/(head|main|master)/install\.sh)|deno\.land/install\.(sh|ps1)"
        + @"|bun\.(sh|com)/install(\.ps1)?|install\.python-poetry\.org|get\.k3s\.io|(deb|rpm)\.nodesource\.com/setup_[\w.]+"
        + @"|ollama\.com/install\.sh|get\.pnpm\.io/install\.(sh|ps1)|starship\.rs/install\.sh|mise\.run|get\.sdkman\.io|pyenv\.run"
        + @"|fnm\.vercel\.app/install|claude\.ai/install\.(sh|ps1)|fly\.io/install\.sh|tailscale\.com/install\.sh"
        + @"|get-ghcup\.haskell\.org|nixos\.org/nix/install|install\.determinate\.systems/nix|get\.volta\.sh|get\.pulumi\.com"
        + @"|railway\.com/install\.sh|moonrepo\.dev/install/(moon|proto)\.sh|just\.systems/install\.sh|taskfile\.dev/install\.sh"
        + @"|zed\.dev/install\.sh|opencode\.ai/install|cursor\.com/install)/?";

    const string FetchOfVendor =
        @"(curl|wget|irm|iwr)(\s+(-[fslo#q]+-?|--proto\s+['""]?=https['""]?|--tlsv1\.[23]|--location|--silent"
        + @"|--show-error|--fail))*\s+['""]?"
        + VendorInstaller
        + @"['""]?";

    [GeneratedRegex(
        @"(\b(attackers?|adversar(y|ies)|inputs?|payloads?)\s+(can|could|may|might|cannot"
        + @"|tr(y|ies) to|attempts? to)\s+)?"
        + @"\b(ignor(e|ing)|disregard(ing)?|forget(ting)?|overrid(e|es|ing)|bypass(ing)?|supersedes?"
        + @"|(do not|don't|stop) follow(ing)?)\s+([\w'’]+\s+){0,3}(previous|prior|preceding|earlier|above|foregoing|system"
        + @"|initial|original|safety|former|other|your|all|any|current|existing)\s+([\w'’]+\s+){0,3}?(instructions?"
        + @"|directions?|directives?|prompts?|prompting|guidelines|guardrails|rules|restrictions|constraints|programming"
        + @"|training|messages?|polic(y|ies)|alignment|limits)\b(\s+(size|length|cost|caching)\b|-(like|style)\b)?" + OfWhatIsRead
        + @"|\bignore\s+(all\s+)?(the\s+)?(above|previous|preceding|instructions)\b[^.\n]*\b(and|instead|just|do)\b",
        Options)]
    public static partial Regex OverrideInstructions { get; }

    [GeneratedRegex(
        @"\A(attackers?|adversar(y|ies)|inputs?|payloads?)\s"
        + @"|\A(ignor(e|ing)|disregard(ing)?|overrides?|(do not|don't) follow(ing)?)\s+(any|all)\s+(\w+\s+)?"
        + @"(instructions?|directives?|prompts?)"
        + OfWhatItReads + @"\z|\A(ignor(e|ing)|disregard(ing)?|(do not|don't) follow(ing)?)\s+(any|all)\s+"
        + @"(embedded|injected|such|untrusted|page|web|document|email|tool|retrieved|fetched|third-party)\s+"
        + @"(instructions?|directives?|prompts?)\z"
        + @"|\Aforget(ting)?\s+to\s|\Aoverride\s+for\s"
        + @"|\Aoverrid(e|es|ing)\s+((the|all|any)\s+)?(default|global|inherited|parent)\s+"
        + @"(system\s+prompt|polic(y|ies)|rules|limits)\z|(lint|eslint|compiler|firewall|css|formatting) (rules"
        + @"|restrictions)|cache polic|\s(size|length|cost|caching)\z|instruction-(like|style)\z",
        Options)]
    public static partial Regex OverrideInstructionsKnown { get; }

    [GeneratedRegex(
        @"\byou('re| are) now (in |an? |the )?(\w+\s+){0,2}(mode|dan\b|unrestricted|unfiltered|free|root|admin\w*"
        + @"|jailbroken|evil|developer)|\b(enter|activate|switch to|now in|with) (god|jailbreak|dan"
        + @"|unrestricted) mode\b|\b(enter|activate|switch to|now in|(act|answer|respond|reply|behave|speak)\b[^.\n]{0,40}\bwith)"
        + @" developer mode\b|\bdo anything now\b"
        + @"|\b(pretend|act|behave|roleplay|simulate)[^.\n]* (no|without( any)?) (restrictions|limits|filters|rules"
        + @"|guidelines|ethic\w*)|\bpretend (that )?(you are|you're|to be|you have)\s+(an? |the |my )?(\w+\s+)?(admin\w*"
        + @"|root|system|developer|human|user|owner|unrestricted|no )",
        Options)]
    public static partial Regex NewPersona { get; }

    [GeneratedRegex(
        @"(\b(do not|don't|never|must not|cannot)\s[^.,;:\n]{1,80}\s)?\b(do not|don't|never|must not|avoid"
        + @"|without)\s+(ever\s+)?((tell|inform|notify|alert)(ing)?\s+(the\s+|any\s+|your\s+)?(users?|human|operator|anyone"
        + @"|owner|victim)(\s+to\b|\s+that\s[^.\n]{0,80}\b(without|unless|until|before|if)\b)?|(mention|reveal|disclose|report"
        + @"|show)(ing)?\s+([\w'’-]+\s+){0,4}to\s+(the\s+|any\s+"
        + @"|your\s+)?(users?|human|operator|anyone|owner|victim))\b"
        + @"|\b(do not|don't|never) mention (this|these|it|that|the (upload|step|request|instruction|script|download))\b"
        + @"|\b(hide|conceal|keep)\b[^.\n]{0,40}\b(from|secret from) (the |any )?(users?|human|operator|developers?|owner"
        + @"|output)\b|\bwithout (the )?users?'?s? (knowledge|awareness|knowing|noticing)\b"
        + @"|(\b(not|never|don't|without)\s+)?\b(silently|quietly|secretly|covertly)\s+(send|upload|post|exfiltrate|forward"
        + @"|transmit|copy|read|append|collect"
        + @"|email|install|execute|run)\b",
        Options)]
    public static partial Regex KeepFromUser { get; }

    [GeneratedRegex(
        @"\A(do not|don't|never|must not|cannot)\s(skip|switch|proceed|continue|change|fall back|drop|delete|remove|push|commit|merge"
        + @"|deploy|publish|edit|modify|overwrite|install|downgrade|substitute|replace|retry|close|move|make|assume)\b[^.,;:\n]*"
        + @"\swithout\s+(tell|inform|notify|alert)ing\s"
        + @"|\A(do not|don't|never|avoid)\s[^.\n]*\s(to|that\s[^.\n]*\b(without|unless|until|before|if))\z"
        + @"|\A(not|never|don't|without)\s+(silently|quietly)|\A(hide|keep)\s[^.\n]*\b(separate|apart|away|isolated"
        + @"|distinct) from\s",
        Options)]
    public static partial Regex KeepFromUserKnown { get; }

    [GeneratedRegex(
        @"\bwithout (\w+\s+){0,2}(asking|prompting|telling|involving|waiting for) (the |any |a )?(users?|human|operator"
        + @"|permission|approval)|\bwithout (the |any )?users?'?s? (confirmation|approval|permission|consent)"
        + @"|\bno (further |additional |user |extra )(confirmation|approval|permission|consent)s? (is |are )?(needed"
        + @"|required|necessary)|\b(do not|don't|never|no need to) (ask|prompt|wait for|confirm with|check with"
        + @"|request)\b[^.\n]{0,20}\b(user|permission|approval|human)\b"
        + @"|\buser\b[^.\n]{0,20}\b(has|have) (already )?(approved|authorized|consented|granted)"
        + @"|\b(already|pre-?|previously )\s?(approved|authorized|granted)\b",
        Options)]
    public static partial Regex NoQuestions { get; }

    [GeneratedRegex(
        @"\b(append|prepend|add|include|insert|repeat|embed|send|call|run|execute|post|apply)\b[^.\n]{0,60}\b(every|all"
        + @"|each|any)\s+(\w+\s+){0,2}(future|subsequent|later|response|reply|replies|answer|session|conversation|task"
        + @"|output|message|request|commit|tool call)s?\b|\bfrom now on,?\s+(you|always|every|all|never)\b"
        + @"|\bin (all|every) (future|subsequent) (sessions?|conversations?|tasks?|responses?)\b",
        Options)]
    public static partial Regex FutureTurns { get; }

    [GeneratedRegex(
        @"(\b(never|not|don't|cannot)\s+)?"
        + @"\b(reveal|print|show|repeat|output|display|tell|give|translate|summari[sz]e|recite|echo|leak|dump"
        + @"|what (are|is|were)|verbatim|list|send|share|include|write)\b[^.\n]{0,60}\b(your|system|initial|hidden|original"
        + @"|above|full)\s+(\w+\s+)?(prompt|instructions?|guidelines|directives)\b",
        Options)]
    public static partial Regex PromptExtraction { get; }

    [GeneratedRegex(
        @"\A(never|not|don't|cannot)\s+(reveal|print|show|repeat|output|leak|share|send)\s+(your|the|its)\s+[\w ]*\z",
        Options)]
    public static partial Regex PromptExtractionKnown { get; }

    [GeneratedRegex(
        @"<\|(im_start|im_end|system|user|assistant|endoftext)\|?>|\[/?inst\]"
        + @"|</?(important|system|sys|information|admin|hidden|secret|instructions?)( [^>]*)?>"
        + @"|^\W*(system|assistant|admin(istrator)?|developer)( (message|note|override|update|prompt))?\s*:"
        + @"|\b(this is an important message|system (override|update|alert) *[:\-]|begin (system|admin)"
        + @"|(admin|priority|security) override|\[system)",
        Options)]
    public static partial Regex FalseAuthority { get; }

    [GeneratedRegex(
        @"\bbefore (you (can |do |start |begin |answer |solve)|running|executing|answering|using|responding|proceeding|any"
        + @"|each|every|doing)[^.\n]{0,60}\b(read|send|post|upload|fetch|call|collect|transfer|forward|do the following|cat"
        + @"|open|include)\b|\b(do not|never|must not) skip this\b"
        + @"|\b(required|mandatory) (for|by|as part of) (compliance|security|audit|policy)\b",
        Options)]
    public static partial Regex BeforeAnything { get; }

    [GeneratedRegex(
        @"\b(decode|decrypt|decipher|unscramble|deobfuscate|rot13|base64|hex|read (it |this |the following )?backwards"
        + @"|reverse)\b[^.\n]{0,40}\b(and|then)\s+(then\s+)?(follow|obey|comply|act|carry out|do (what|as)"
        + @"|execute (it|the (instructions?|result))\b|execute:)",
        Options)]
    public static partial Regex DecodeAndObey { get; }

    [GeneratedRegex("[^.\n]*" + Obeying + "[^.\n]*", Options)]
    public static partial Regex ObeyTheHidden { get; }

    [GeneratedRegex(
        Decoding + "|" + Agent + @"[^.\n]*\b(letters?|words|row|lines?|parts|sign|column|border|verse|blob|note|memo|riddle"
        + @"|sticker)\b",
        Options)]
    public static partial Regex ObeyTheHiddenBeside { get; }

    [GeneratedRegex(
        @"\b(is|are|forms?|as|be|its) (an? |the )?(\w+ )?(binding (for|on)|(orders?|instructions?|commands?) (for|to|of)|(job"
        + @"|work) (of|for)) "
        + Agent,
        Options)]
    public static partial Regex OrderForAgent { get; }

    [GeneratedRegex(@"\A(as|be) (instructions|commands|orders) (for|to) ", Options)]
    public static partial Regex OrderForAgentKnown { get; }

    [GeneratedRegex(
        @"\b(ai assistants?|language models?|chatgpt|gpt-?\d|claude|llms?|ai models?"
        + @"|the (model|agent|assistant))\b[^.\n]{0,40}\b(must|should always|shall|is required to|has permission"
        + @"|is authorized|are authorized|will always|is allowed|can safely|should trust|should treat|should execute"
        + @"|should include|should not (ask|warn|mention|refuse))\b(\s+(report|ask|stop|refuse|decline|wait|confirm|not|never)\b)?",
        Options)]
    public static partial Regex AimedAtModel { get; }

    [GeneratedRegex(@"\b(must|shall)\s+(report|ask|stop|refuse|decline|wait|confirm)\z", Options)]
    public static partial Regex AimedAtModelKnown { get; }

    [GeneratedRegex(
        @"\b(ignorier\w*|vergiss|vergessen sie|missacht\w*|verwirf|übergeh\w*)\s+(\w+\s+){0,3}(anweisung\w*|regeln|vorgaben"
        + @"|instruktion\w*"
        + @"|befehle|richtlinien|anordnungen|aufträge)\b"
        + @"|\b(ignore[zr]?|oublie[zr]?|néglige[zr]?|ne ti(ens|enne) pas compte de|ne tenez pas compte de)\s+(toutes\s+)?(les|tes"
        + @"|vos|ces)\s+"
        + @"(\w+\s+){0,2}(consignes|instructions|règles|directives)\b"
        + @"|\b(ignor[ae]n?|olvid[ae]n?|descart[ae]|desobedece|ignora|dimentica\w*|trascura|esque(ça|ce)"
        + @"|desconsider[ae])\s+(\w+\s+){0,2}"
        + @"(las|tus|sus|los|as|suas|tuas|os|le|tue|gli|tutte)\s+(\w+\s+){0,2}(instrucciones|reglas|órdenes|directrices"
        + @"|indicaciones|normas"
        + @"|instruções|regras|ordens|diretrizes|orientações|istruzioni|regole|direttive|indicazioni)\b"
        + @"|\b(vergiss|oublie[zr]?|olvid[ae]|esque(ça|ce)|dimentica)\s+(alles|tout|todo|tudo|tutto)\s+(was|ce que|lo que|o que"
        + @"|ciò che|quello che)\b"
        + @"|(игнорируй\w*|забудь\w*|не (выполняй|следуй)\w*|отмени\w*)\s+(\w+\s+){0,3}(инструкц\w+|указани\w+|правил\w*"
        + @"|распоряжени\w+)"
        + @"|(忽略|无视|忘记|不要遵守|抛开)[^。\n]{0,4}(之前|先前|以前|上面|此前|前面|所有|一切)[^。\n]{0,6}(指示|指令|规则|命令|提示)"
        + @"|(これまで|以前|上記|先|従来|元|前)の(すべての)?(指示|命令|ルール|規則|指令)[^。\n]{0,10}(無視|忘れ|破棄|従わない)"
        + @"|(이전|기존|앞선)의?\s*(모든\s*)?(지시|명령|규칙|지침)[^.\n]{0,10}(무시|잊)",
        Options)]
    public static partial Regex OverrideInstructionsAbroad { get; }

    [GeneratedRegex(
        @"\b(sag\w*|verrat\w*|erzähl\w*|verschweig\w*|verheimlich\w*)\b[^.\n]{0,30}\b(benutzer|nutzer|anwender|niemandem)\b"
        + @"|\bne\s+(dis|dites|révèle\w*|raconte\w*|signale\w*|mentionne\w*|préviens|prévenez)\b[^.\n]{0,20}\b(pas|rien"
        + @"|jamais)\b[^.\n]{0,30}"
        + @"\b(utilisateur|personne)\b|à l'insu de l'utilisateur"
        + @"|\b(no\s+(le\s+)?(digas|reveles|cuentes|menciones|informes|avises)|não\s+(conte|diga|revele|mencione|informe|avise)"
        + @"|non\s+(dire|rivelare|informare|avvisare|menzionare|raccontare))\b[^.\n]{0,30}"
        + @"\b(usuario|nadie|usuário|utilizador|ninguém|all'utente|l'utente|nessuno)\b"
        + @"|не\s+(говори|сообщай|рассказывай|раскрывай|упоминай)\w*\s[^.\n]{0,30}(пользовател\w+|никому)"
        + @"|(不要|别|切勿|请勿|绝不)[^。\n]{0,4}(让|告诉|告知)[^。\n]{0,4}(用户|使用者|任何人)"
        + @"|(利用者|ユーザー?|使用者)に[^。\n]{0,12}(報告しない|知らせ(ない|ず)|言わない|伝えない|話さない|知られない|気づかれない)"
        + @"|사용자(에게|가)[^.\n]{0,15}(알리지|말하지|모르게)",
        Options)]
    public static partial Regex KeepFromUserAbroad { get; }

    [GeneratedRegex(
        @"\b(schick\w*|send\w*|übertrag\w*|übermittl\w*|lade|kopier\w*|envoie\w*|transmet\w*|téléverse\w*|copie\w*|env[ií][ae]\w*"
        + @"|mand[ae]\w*"
        + @"|sub[ea]\w*|copia\w*|invia\w*|carica\w*|отправ\w+|передай\w*|скопируй\w*|загрузи\w*)\b[^\n]{0,60}\b"
        + SecretsAbroad + @"\b[^\n]{0,40}\b(an|nach|zu|à|vers|sur|a|en|para|su|на|по адресу|envi\w+|inviali|mandali"
        + @"|e envie)\b[^\n]{0,20}" + Address
        + "|" + SecretsAbroad + @"[^。\n]{0,12}(发送|上传|转发|发到|发给)[^。\n]{0,6}" + Address
        + "|" + SecretsAbroad + @"[^。\n]{0,12}" + Address + @"[^。\s]*\s?[^。\n]{0,4}(送信|アップロード|転送|投稿|보내|전송|업로드)",
        Options)]
    public static partial Regex SendSecretsAbroad { get; }

    [GeneratedRegex(
        @"\b(send|upload|post|transmit|forward|exfiltrat\w*|e-?mail|leak|submit|relay|push|sync|share|report)(s|ing"
        + @"|ed)?\b[^.\n]{0,80}"
        + Secrets
        + @"[^\n]{0,80}\b(to|at|via|using)\b[^\n]{0,40}(https?://|\b[\w.-]+@[\w-]+\.\w{2,}"
        + @"|\b(external|remote|third.party|our|this|their|attacker\w*) (server|endpoint|host|address|url|webhook))"
        + @"|(\b(cannot|can't|could|might|never|not|don't|prevent\w*|detect\w*|avoid\w*|attackers?|malware)\s+"
        + @"(\w+\s+(or|and)\s+)?)?\bexfiltrat(e|es|ing)\b[^\n]{0,60}"
        + Secrets,
        Options)]
    public static partial Regex SendSecrets { get; }

    [GeneratedRegex(
        @"\A(cannot|can't|could|might|never|not|don't|prevent\w*|detect\w*|avoid\w*|attackers?|malware)\s+"
        + @"(\w+\s+(or|and)\s+)?exfiltrat",
        Options)]
    public static partial Regex SendSecretsKnown { get; }

    [GeneratedRegex(
        @"\b(cat|tar|zip|cp|base64|xxd|gzip|openssl|type|get-content|head|tail|grep|find|security)\b[^\n]*"
        + CredentialFile
        + @"[^\n]*(\|\s*(\S+\s*\|\s*)*(curl|wget|nc|ncat|netcat|socat|ssh|mail|sendmail)\b|/dev/tcp/|\bcurl\b"
        + @"|\brequests\.post)|\b(curl|wget)\b[^\n]*(-d|--data\S*|-f|--form|-t|--upload-file"
        + @"|--post-file)[= ]\s*[""']?\S*@?\S*"
        + CredentialFile
        + @"|\b(scp|rsync|rclone|aws s3 cp|gsutil cp)\b[^\n]*(\.ssh/id_|~/\.aws|~/\.ssh\b|\.gnupg|/etc/shadow)[^\n]*(@|:"
        + @"|s3://|gs://)",
        Options)]
    public static partial Regex CredentialsToNetwork { get; }

    [GeneratedRegex(
        @"kubeconfig=|--kubeconfig|ssh-copy-id|registry\.npmjs|--env-file"
        + @"|\A(cat|type)\s+[^\s|]+\.pub[""']?\s*\|\s*ssh\z|\A(rsync"
        + @"|scp)\s[^\n]*-[ei]\s*(['""]?ssh -i\s*)?[^\s'""]+['""]?\s([^\n~.]|\.[^s])*\z",
        Options)]
    public static partial Regex CredentialsToNetworkKnown { get; }

    [GeneratedRegex(
        @"dict\(os\.environ|json\.dumps\([^\n]*os\.environ\b|os\.environ\.(items|copy)\(\)|=\s*os\.environ\s*$"
        + @"|json\.stringify\(process\.env\)|(object\.(entries|keys|assign)\(|\.\.\.|=\s*)process\.env\s*[\),;}\n]"
        + @"|/proc/(self|\d+|\*)/environ|\b(printenv|env)(\s*\||\s+>)[^\n]{0,60}|\$\((printenv|env)\)|`(printenv|env)`"
        + @"|get-childitem env:|\benv \| (sort|base64|grep)",
        Options)]
    public static partial Regex WholeEnvironment { get; }

    [GeneratedRegex(@"\A(printenv|env)\s*\|\s*(sort|less|more|grep|head|tail|wc|cut)\b[^\n|>]*\z", Options)]
    public static partial Regex WholeEnvironmentKnown { get; }

    [GeneratedRegex(
        Fetch
        + @"[^\n]*(-d|--data\S*|-f|--form|--post-data)[ =][^\n]*\$[\({]?\w*(token|key|secret|passw|cred)\w*|"
        + Fetch
        + @"[^\n]*https?://[^\s""']*[?&/.][^\s""']*\$[\({]?\w*(token|key|secret|passw|cred|whoami|hostname)"
        + @"|(requests|httpx|axios|session)\.(post|put|get)\([^\n]*(token|secret|passw|credential|environ)",
        Options)]
    public static partial Regex SecretToNetwork { get; }

    [GeneratedRegex(
        Fetch
        + @"[^\n]*(whoami|\$\(?hostname|\$\(?uname|\$user\b)"
        + @"|(whoami|hostname|uname -a|platform\.node\(\)|getpass\.getuser|socket\.gethostname)[^\n]*(\|\s*(curl|nc)"
        + @"|requests\.|https?://)",
        Options)]
    public static partial Regex HostDetailsOut { get; }

    [GeneratedRegex(
        @"\b(dig|nslookup|host|ping|drill|resolvectl|os\.popen|gethostbyname|dns\.resolver\.\w+)\b[^\n]*(\$\([^\n)]*\)?"
        + @"|\{(encoded|data|chunk|secret|payload|hex\w*|b64\w*|token|enc\w*)[^}\n]*\}"
        + @"|\$\{?(encoded|data|chunk|secret|payload|token|enc)\w*\}?)\S*\.[a-z0-9-]+\.[a-z]{2,}",
        Options)]
    public static partial Regex LookupExfiltration { get; }

    [GeneratedRegex(
        @"\b(webhook\.site|\w*\.?requestbin\.\w+|\w+\.m\.pipedream\.net|[\w.-]+\.ngrok(-free)?\.(io|app|dev)"
        + @"|burpcollaborator|oastify\.com|interact\.sh|beeceptor\.com|hookbin\.com|pastebin\.com/raw|transfer\.sh|file\.io"
        + @"|0x0\.st|termbin\.com|discord(app)?\.com/api/webhooks|api\.telegram\.org/bot|serveo\.net|localtunnel"
        + @"|trycloudflare\.com|\w{16,}\.onion|requestcatcher\.com|paste\.ee|gofile\.io|anonfiles?\.com|hastebin\.com|ix\.io"
        + @"|sprunge\.us|rentry\.co/\w+/raw|paste\.rs|dpaste\.\w+|loca\.lt|bashupload\.com)\b",
        Options)]
    public static partial Regex DropHost { get; }

    [GeneratedRegex(
        @"\b(https?|tcp|ftp|ws)://(([1-9]|1[1-9]|[2-9]\d|1[013-9]\d|12[0-689]|2[0-4]\d|25[0-5])\.\d{1,3}\.\d{1,3}\.\d{1,3})\b",
        Options)]
    public static partial Regex BareAddress { get; }

    [GeneratedRegex(
        @"//(192\.168|172\.(1[6-9]|2\d|3[01])|169\.254|203\.0\.113|198\.51\.100|192\.0\.2|1\.1\.1\.1|8\.8\.)",
        Options)]
    public static partial Regex BareAddressKnown { get; }

    [GeneratedRegex(
        @"\b(https?://|@|[\w-]+\.)[\w.-]*(exfil|evil|attacker|malicious|backdoor|keylog|phish|\bc2\b|steal|botnet|malware"
        + @"|harvest|adversary|stealth|dropper|hacker)[\w.-]*\.[a-z]{2,}",
        Options)]
    public static partial Regex HostileHost { get; }

    [GeneratedRegex(
        @"\b(curl|wget|requests\.post|fetch|axios\.post|http\.post|urlopen"
        + @"|invoke-restmethod)\b[^\n]*https?://[^\s""']*/(collect|ingest|exfil|telemetry|beacon|track|capture|receive"
        + @"|callback|harvest|upload|report|submit)\b",
        Options)]
    public static partial Regex Collector { get; }

    [GeneratedRegex(@"https?://" + OwnNetwork, Options)]
    public static partial Regex CollectorKnown { get; }

    [GeneratedRegex(
        @"(base64|xxd -p|gzip|openssl enc)[^\n]*\|\s*(curl|nc|wget)|"
        + Fetch
        + @"[^\n]*(\$\(|`)[^\n]*base64|b64encode\([^\n]*(environ|getenv)"
        + @"|(b64encode|btoa|tostring\(['""]base64['""]\))[^\n]*(post|fetch|http|curl)",
        Options)]
    public static partial Regex EncodedOut { get; }

    [GeneratedRegex(
        @"!\[[^\]\n]*\]\(\s*<?https?://[^)\s]*[?&/=][^)\s]*(\{\{?|\$\{?|\[|<|%7b)[^)\s}]*(conversation|summary|history"
        + @"|secret|token|key|env|context|prompt|data|chat|password|user[\w -]*(data|name|info|input|query|text|said|asked)"
        + @"|message|content|output|session|cookie|memory|base64"
        + @"|encoded)",
        Options)]
    public static partial Regex ImageExfiltration { get; }

    // Badges: their hosts give nothing of an address to those who write it, and the name of a user is a part of it.
    [GeneratedRegex(
        @"\(\s*<?https?://(img\.shields\.io|codecov\.io|badgen\.net|badge\.fury\.io)/"
        + @"|[\[{<](your[ _-]?|github[ _-]?)?user[ _-]?name\z",
        Options)]
    public static partial Regex ImageExfiltrationKnown { get; }

    [GeneratedRegex(
        Fetch
        + @"[^\n|;]*\|\s*("
        + Interpreter
        + @"|(sudo\s+)?(python[23]?|perl|ruby|node|php|iex|invoke-expression|source)\b)"
        + @"|\b(ba|z)?sh\s+(-\w+\s+)*<\(\s*(curl|wget)[^\n)]*"
        + @"|\b(eval|source|(ba|z)?sh -c)\s+[""']?(\$\(|<\(|`)\s*(curl|wget)[^\n)`]*"
        + @"|(^|[;&|])\s*\.\s+[""']?(\$\(|<\()\s*(curl|wget)[^\n)`]*"
        + @"|\b(iex|invoke-expression)\b[^\n]*(downloadstring|iwr|irm|invoke-webrequest|invoke-restmethod)"
        + @"|(downloadstring|iwr|irm)[^\n]*\|\s*iex",
        Options)]
    public static partial Regex PipeToShell { get; }

    [GeneratedRegex(
        @"\A" + FetchOfVendor + @"\s*\|\s*(sudo\s+(-e\s+)?)?((ba|z)?sh|python3?|iex)\z"
        + @"|\A(ba|z)?sh\s+(-c\s+[""']?\$\(|<\()\s*" + FetchOfVendor + @"\z",
        Options)]
    public static partial Regex PipeToShellKnown { get; }

    [GeneratedRegex(
        @"\|\s*(curl\b[^\n]*(-d|--data\S*|-f|-t|--upload-file)[ =]*\S*@?-[^\n]*|wget\b[^\n]*--post-file[ =]-"
        + @"|(nc|ncat|netcat)\s+(-\w+\s+)*\S+\s+\d)",
        Options)]
    public static partial Regex PipedOut { get; }

    [GeneratedRegex(@"\A[^\n]*\shttps?://" + OwnNetwork + @"[^\n:]*\z", Options)]
    public static partial Regex PipedOutKnown { get; }

    [GeneratedRegex(
        @"\b(curl|wget|iwr|invoke-webrequest|certutil|bitsadmin)\b[^\n]*(&&|;)[^\n]*(chmod\s+(\+x|755|777|a\+x)"
        + @"|\b(ba|z)?sh\s+\S|\./\S|\bsource\s|python3?\s+/tmp|start-process)|\b(wget|curl)[^\n]*/tmp/\.\w"
        + @"|urlretrieve\([^\n]*(os\.system|subprocess)",
        Options)]
    public static partial Regex FetchThenRun { get; }

    [GeneratedRegex(@"\A" + FetchOfVendor + @"\s+-o\s+[\w-]+\.sh\s*(&&|;)\s*(sudo\s+)?(ba|z)?sh\s+(\./|\w)\z", Options)]
    public static partial Regex FetchThenRunKnown { get; }

    [GeneratedRegex(
        @"(base64\s+(-d|--decode|-di?)\b|xxd -r|openssl (enc|base64)[^\n]*-d\b|rot13|tr 'a-z)[^\n]*\|\s*("
        + Interpreter
        + @"|python|perl|source|eval)|\b(eval|exec|(ba|z)?sh\s+-c|source|iex"
        + @"|invoke-expression)\b[^\n]*(base64\s+(-d|--decode)|b64decode|atob\(|xxd -r|fromhex|unhexlify|frombase64string"
        + @"|buffer\.from\([^\n]*base64|codecs\.decode|zlib\.decompress|marshal\.loads|rot13)"
        + @"|(b64decode|atob\(|fromhex|unhexlify|frombase64string)[^\n]*(exec\(|eval\(|os\.system|subprocess|child_process"
        + @"|invoke-expression)|powershell\S*\s[^\n]*-e(nc(odedcommand)?)?\s+[a-z0-9+/=]{24,}",
        Options)]
    public static partial Regex RunDecoded { get; }

    [GeneratedRegex(
        @"b64decode\(\s*[""'bf]|=\s*\$\(echo\s+(-n\s+)?[""']?[a-z0-9+/=]{12,}[""']?\s*\|\s*(base64|xxd)"
        + @"|\becho\s+(-n\s+)?[""']?[a-z0-9+/=]{16,}[""']?\s*\|\s*(base64\s+(-d|--decode)|xxd -r)(\s*>\s*\S+)?|atob\(\s*[""']"
        + @"|bytes\.fromhex\(\s*[""']|string\.fromcharcode\((\s*\d+\s*,){4,}"
        + @"|buffer\.from\(\s*[""'][a-z0-9+/=]{12,}[""']\s*,\s*[""'](base64|hex)",
        Options)]
    public static partial Regex DecodedVariable { get; }

    [GeneratedRegex(@">\s*[\w./-]+\.(png|jpe?g|gif|webp|ico|pdf|wav|mp3|woff2?)\z", Options)]
    public static partial Regex DecodedVariableKnown { get; }

    [GeneratedRegex(
        @"\b(eval|exec)\s*\(\s*(compile|open|requests|urllib|input|base64|codecs|response|payload|code|data|decoded|body"
        + @"|text|cmd|command|f[""']|r\.|resp)|__import__\(\s*[""'](os|subprocess|socket|base64)|exec\(\s*compile"
        + @"|\beval\s+[""']?\$\w+|require\([""']child_process[""']\)|new function\(\s*[""'a-z]|getattr\(__builtins__",
        Options)]
    public static partial Regex EvalOfText { get; }

    [GeneratedRegex(
        @"/dev/(tcp|udp)/\S+|\b(nc|ncat|netcat)\b[^\n]*\s-\w*[ec]\s*[""']?(/bin/|/usr/bin/|cmd|powershell|(ba|z)?sh\b)"
        + @"|\b(nc|ncat|netcat)\b[^\n|]*\|\s*(/bin/|/usr/bin/)?(ba|z)?sh\b"
        + @"|mkfifo\b[^\n]*\b(nc|ncat|telnet|openssl s_client)\b"
        + @"|os\.dup2\(\s*(s|c|\w*so?ck\w*|conn\w*|client\w*)(\.fileno\(\)|,)|pty\.spawn\(|bash -i\s*(>&|<|1?>)"
        + @"|socat\b[^\n]*exec:|new-object\s+\S*net\.sockets\.tcpclient|fsockopen\([^\n]*exec"
        + @"|\b(reverse|bind)(_tcp\b|[ -]tcp (shell|handler|payload|connection))"
        + @"|\b(reverse|bind)[ _-]shell\b[^\n]{0,60}\b(to|at|on|port|via|from)\b[^\n]{0,40}\d{2,5}",
        Options)]
    public static partial Regex ReverseShell { get; }

    [GeneratedRegex(@"\A/dev/(tcp|udp)/(localhost|127\.0\.0\.1)/", Options)]
    public static partial Regex ReverseShellKnown { get; }

    [GeneratedRegex(
        @"\b(pip[3x]?|uv|poetry|conda)\b[^\n]*(--(extra-)?index-url|--find-links|-i|--trusted-host"
        + @"|global\.(extra-)?index-url)[ =]+\S+|\bpip[3x]?\s+install\b[^\n]*(https?://|git\+|git@)\S+"
        + @"|\b(npm|yarn|pnpm|bun)\b[^\n]*(--registry|registry)[ =]+https?://\S+"
        + @"|\b(npm|yarn|pnpm|bun)\s+(install|i|add)\b[^\n]*(https?://|git\+|github:)\S+|\bgem\b[^\n]*--source\s+\S+"
        + @"|cargo install --git\s+\S+|\bgo env -w (goproxy|gonosum\w*|gosumdb|goflags)"
        + @"|(index-url|extra-index-url|registry)\s*=\s*https?://\S+|""(pre|post)install""\s*:",
        Options)]
    public static partial Regex ForeignPackage { get; }

    [GeneratedRegex(Registries, Options)]
    public static partial Regex ForeignPackageKnown { get; }

    [GeneratedRegex(
        Fetch
        + @"[^\n]*(/usr/(local/)?(s?bin|lib)|~/\.local/bin|/etc/)|"
        + Fetch
        + @"[^\n]*\|\s*(sudo\s+)?tar\b[^\n]*-c\s*/(usr|opt|etc|lib)",
        Options)]
    public static partial Regex MirroredBinary { get; }

    [GeneratedRegex(Read + @"[^\n|;&]{0,60}?(\.ssh\b|id_(rsa|ed25519|ecdsa)\b|\.gnupg|private-keys-v1)\S*", Options)]
    public static partial Regex SshKeys { get; }

    [GeneratedRegex(@"\A[^\n/]*[\\/]\.ssh[\\/]\w+\.pub\W*\z|\.ssh/(config|known_hosts|authorized_keys)\W*\z", Options)]
    public static partial Regex SshKeysKnown { get; }

    [GeneratedRegex(@"[^\n]*/\.ssh/(id_\w+|\*)(\.pub)?", Options)]
    public static partial Regex SshKeysNamed { get; }

    [GeneratedRegex(
        @"(\A|[\s`'""(=$])(ssh-keygen|ssh-copy-id|ssh-add|ssh\s+(\S+\s+){0,3}-i|identityfile|chmod\s+(-\w+\s+)*(0?[467]00"
        + @"|[ugo=r,w+-]+))"
        + @"\s[^\n|;&]*\z"
        + @"|\A[^\n/]*/\.ssh/\w+\.pub\z",
        Options)]
    public static partial Regex SshKeysNamedKnown { get; }

    [GeneratedRegex(
        Read
        + @"[^\n]*(\.aws/|\.config/gcloud|\.azure/|\.kube/config|\.docker/config|\.npmrc|\.pypirc|\.netrc|\.git-credentials"
        + @"|application_default_credentials|\.config/gh|credentials\.tfrc|\.vault-token)|~/\.aws/credentials"
        + @"|~/\.git-credentials|gh auth token|print-access-token",
        Options)]
    public static partial Regex CloudCredentials { get; }

    [GeneratedRegex(
        @"(\b(never|not|don't)\s+)?" + Read + @"[^\n]{0,60}(\s|/|['""`(@*])\.env\b(\.\w+)?|\bcurl\b[^\n]*@\S*\.env\b",
        Options)]
    public static partial Regex Dotenv { get; }

    [GeneratedRegex(
        @"\A\w+\s[^\n.]*\.env\.(example|sample|template|dist)\z"
        + @"|\A(cp|cop(y|ies|ying))\s+(-\w+\s+)*[^\n.]*\.env\.(example|sample|template|dist)\b[`'""]?"
        + @"(\s+(to|as|into))?\s+[`'""]?\.env(\.\w+)?\z"
        + @"|\A(never|not|don't)\s|\A(cp|mv)\s+(-\w+\s+)*\.env\s+\.env\.\w+"
        + @"(\s*&&\s*(sudo\s+)?chmod\s+[0-7]+\s+\.env(\.\w+)?)?\z",
        Options)]
    public static partial Regex DotenvKnown { get; }

    [GeneratedRegex(
        @"login data\b|logins\.json|key4\.db|cookies\.sqlite|chrome/[^\n]*(cookies|local state|web data)|dump-keychain"
        + @"|find-(generic|internet)-password|login\.keychain|mimikatz|sekurlsa|\blsass\b|cmdkey /list|secretstorage"
        + @"|browser('s)? (saved )?(passwords|cookies|credentials)"
        + @"|(extract|dump|steal|collect|harvest|export)\w*[^.\n]{0,40}(cookies|saved passwords|keychain|password manager"
        + @"|keyring)",
        Options)]
    public static partial Regex BrowserSecrets { get; }

    [GeneratedRegex(
        @"wallet\.dat|\.(bitcoin|ethereum|electrum|solana)/|seed phrase|recovery phrase|mnemonic phrase|metamask"
        + @"|\.config/solana/id\.json|phantom wallet|ledger live|keystore/utc",
        Options)]
    public static partial Regex Wallets { get; }

    [GeneratedRegex(
        @"\b(grep|rg|findstr|find|ag)\b[^\n]*(password|passwd|secret|api_?key|token|akia|begin (rsa|openssh)|private_key"
        + @"|\.pem|id_rsa|credentials)[^\n]*(/home|~|/etc|/root|\$home|/ |/var|\||>)"
        + @"|\b(harvest|discover|locate|inventory|inventories|enumerat|collect|gather|dump|catalog|extract|find|read|scan"
        + @"|search)\w*\b[^.\n]{0,40}\b(all|every|any|each)\s+(\w+\s+){0,3}(credentials?|secrets|api keys|passwords"
        + @"|access tokens|private keys|authentication (keys|tokens))\b",
        Options)]
    public static partial Regex SecretHunt { get; }

    [GeneratedRegex(@"\A(grep|rg|ag)\s[^\n|]*\b(failed|accepted|invalid|incorrect) password", Options)]
    public static partial Regex SecretHuntKnown { get; }

    [GeneratedRegex(@"169\.254\.169\.254|169\.254\.170\.2|metadata\.google\.internal|100\.100\.100\.200", Options)]
    public static partial Regex CloudMetadata { get; }

    [GeneratedRegex(
        @"\bkey ?logg\w*|pynput|keyboard\.on_press|\b(log|record|captur|collect|intercept)\w*\b[^.\n]{0,20}\bkeystrokes?\b"
        + @"|(pbpaste|xclip -o|get-clipboard|pyperclip\.paste)[^\n]*(\||>|post|curl)"
        + @"|(screenshot|imagegrab|clipboard|webcam|microphone)[^\n]*(\bcurl\b|requests\.post|exfil|every \d+ sec)",
        Options)]
    public static partial Regex Surveillance { get; }

    [GeneratedRegex(
        @"\|\s*crontab\s+-|crontab\s+-l[^\n]*(echo|;)|/etc/cron|launch(agents|daemons)/|launchctl (load|bootstrap)"
        + @"|>>\s*[""']?(~|\$home|\$\{home\}|/home/\S+|/root)/\.(bashrc|zshrc|profile|bash_profile|zprofile|zshenv)"
        + @"|tee -a[^\n]*\.(bashrc|zshrc|profile)|([^\n]{0,160}(>>?|tee|add|append|put|insert"
        + @"|write)\b?[^\n]{0,80})authorized_keys\S*|core\.hookspath|\.git/hooks/\w|schtasks\s+/create"
        + @"|currentversion\\run|ld_preload=|ld\.so\.preload|/etc/rc\.local|\.config/systemd/user"
        + @"|/etc/systemd/system/\S+\.(service|timer)|\.config/autostart|sitecustomize|site-packages/\S+\.pth",
        Options)]
    public static partial Regex Persistence { get; }

    [GeneratedRegex(@"\.pub['""]?\s*\|\s*ssh\s+[\w.@-]+\s", Options)]
    public static partial Regex PersistenceKnown { get; }

    [GeneratedRegex(
        @"(write|append|add|create|edit|update|modif|insert|echo|cat|>>?|save|put|copy)\w*\b[^\n]{0,80}(claude\.md"
        + @"|agents\.md|gemini\.md|\.cursorrules|copilot-instructions|\.windsurfrules|\.clinerules"
        + @"|\.claude/(settings|instructions|memory|commands)\S*|\.cursor/(rules|mcp)\S*|memory\.md|system prompt"
        + @"|polic(y|ies)\.(json|ya?ml|toml))|dangerously-?skip-?permissions|--yolo\b|[\s`'""(]-auto-approve\b|auto-?approve"
        + @"|bypasspermissions"
        + @"|bash\(\*\)|""(allow|allowedtools)""\s*:\s*\[\s*""\*|--full-auto|always allow (all|any|every)|permission[- ]mode",
        Options)]
    public static partial Regex AgentSettings { get; }

    [GeneratedRegex(@"\A[\s`'""(]-auto-approve\z", Options)]
    public static partial Regex AgentSettingsKnown { get; }

    [GeneratedRegex(
        @"\b(approval|authorization|consent|permission)s?\b[^.\n]{0,40}\b(extends?|appl(y|ies)|covers?|carr(y|ies)"
        + @"|includes?|implies|persists?|remains?|inherits?)\b[^.\n]{0,40}\b(all|any|every|subsequent|later|future|other"
        + @"|following|remaining|entire|same)\b|\b(blanket|implicit|standing) (approval|permission|consent|authorization)"
        + @"|\btreat (this|the|all|any|these)\b[^.\n]{0,40}\b(as )?(approved|trusted|authorized|safe)\b"
        + @"|\b(trusted|verified|safe) source\b",
        Options)]
    public static partial Regex StandingApproval { get; }

    [GeneratedRegex(
        @"setenforce\s+0|selinux=disabled|ufw\s+(--force\s+)?disable|iptables\s+(-f|--flush|-p \w+ accept)|nft flush"
        + @"|(stop|disable|mask|kill\w*)\s+(--now\s+)?(firewalld|auditd|apparmor|fail2ban|falcon\S*|clamav\S*|osquery\S*"
        + @"|wazuh\S*|rsyslog|crowdstrike\S*|ufw|iptables)|set-mppreference[^\n]*-disable|csrutil disable"
        + @"|spctl --master-disable|com\.apple\.quarantine|amsi(utils|initfailed)|netsh advfirewall[^\n]*off"
        + @"|-executionpolicy\s+(bypass|unrestricted)|--no-sandbox|--privileged\b|--disable-web-security"
        + @"|seccomp[=:]unconfined|apparmor[=:]unconfined",
        Options)]
    public static partial Regex ProtectionOff { get; }

    [GeneratedRegex(
        @"(\b(never|not|don't|cannot|avoid|without|from|is|are|or)\s+)?\b(disabl|skip|turn(ing)? off|bypass|suppress"
        + @"|comment(ing)? out|weaken|loosen|remov)\w*\b[^.\n]{0,30}\b(security|safety|vulnerab\w*|antivirus|sandbox\w*"
        + @"|guardrails?|branch protection|signature (check|verif)\w*|csrf|content[- ]security|code ?owners|secret scanning"
        + @"|dependabot|input validation|permission checks?|audit log\w*|bandit|pip-audit|semgrep|snyk|trivy|gitleaks)\b"
        + @"|commit\b[^\n]*--no-verify\b|# ?nosec|--no-audit|audit\s*[=:]\s*false"
        + @"|(safety|security|audit)\w*[\s\S]{0,20}check\s*=\s*false",
        Options)]
    public static partial Regex ChecksRemoved { get; }

    [GeneratedRegex(@"^(never|not|don't|cannot|avoid|without|from|is|are|or)\s", Options)]
    public static partial Regex ChecksRemovedKnown { get; }

    [GeneratedRegex(
        @"curl\s[^\n]*\s?-\w*k\w*\s|--insecure\b|verify\s*=\s*false|node_tls_reject_unauthorized\s*=?\s*[""']?0"
        + @"|rejectunauthorized:\s*false|--no-check-certificate|stricthostkeychecking[= ]no|strict-ssl[= ]+false"
        + @"|sslverify[= ]+false|git_ssl_no_verify|pythonhttpsverify=0|_create_unverified_context|cert_none"
        + @"|insecureskipverify:\s*true|-skipcertificatecheck|--allow-unauthenticated|--no-gpg-check|--nogpgcheck"
        + @"|--trusted-host",
        Options)]
    public static partial Regex TlsOff { get; }

    [GeneratedRegex(
        @"chmod\s+(-\w+\s+)*(0?777|0?666|a\+rwx|ugo\+rwx|[ug]?\+s|[24]7?[57]55)\b|nopasswd\s*:\s*\S*|(visudo\s+-c?f\s+)?/etc/sudoers"
        + @"|usermod\s+-\w*a\w*g\w*\s+(sudo|wheel|root|admin|docker(\s+\S+)?)|setcap\s+cap_|chown\s+(-\w+\s+)*root\b"
        + @"|net localgroup administrators|administratoraccess|clusterrole=cluster-admin|""action""\s*:\s*""\*"""
        + @"|-ou?\s+0\s+-g\s+0",
        Options)]
    public static partial Regex WidePermissions { get; }

    [GeneratedRegex(
        @"\Anopasswd\s*:\s*/(usr/)?s?bin/\w|\Avisudo\s"
        + @"|\Ausermod\s+-ag\s+docker\s+[""']?(\$user|\$\{user\}|\$\(whoami\))[""'`,.;]*\z",
        Options)]
    public static partial Regex WidePermissionsKnown { get; }

    [GeneratedRegex(
        @"(git\s+|docker\s+|podman\s+)?\brm\s+(-\w+\s+)*-\w*[rf]\w*\s+(-\S+\s+)*[""']?(/|~|\$home|/\*|~/\*|\$\{home\}"
        + @"|/(etc|usr|var|home|boot|lib|opt|root)/?\*?|\*|\.)[""']?(\s|$|;|&)|\bdd\b[^\n]*of=/dev/(sd|nvme|hd|disk|vd|mmc)"
        + @"|:\(\)\s*\{|>\s*/dev/(sd|nvme)|\bformat\s+c:|\bdel\s+/[fsq]|vssadmin\s+delete"
        + @"|drop\s+(database|schema)\b(\s+if\s+exists)?(\s+[\w`""'.-]+)?"
        + @"|--no-preserve-root|rm\s+-rf\s+/(tmp|var)/?\S*\*",
        Options)]
    public static partial Regex Destructive { get; }

    [GeneratedRegex(
        @"^(git|docker|podman)\s|apt/lists"
        + @"|\Adrop\s+(database|schema)(\s+if\s+exists)?\s+[`""']?([a-z0-9]+_)*(tests?|testing|sandbox|demo|playground"
        + @"|scratch)(_[0-9]+)?[`""']?\z"
        + @"|\Adrop\s+(database|schema)(\s+if\s+exists)?\s+[`""']?test_[a-z0-9]+[`""']?\z",
        Options)]
    public static partial Regex DestructiveKnown { get; }

    [GeneratedRegex(
        @"--no-preserve-root|\brm\s+-(rf|fr|r -f|f -r)\s+(/|/\*|~/?|\$home/?|~/\*)[""'\s)]*(;|&|$|\|)|:\(\)\s*\{\s*:\s*\|\s*:\s*&\s*\}",
        Options)]
    public static partial Regex WipeRoot { get; }

    [GeneratedRegex(
        @"history\s+-c\b[^\n]{0,20}(&&|;|\|)|(&&|;)\s*history\s+-c\b|unset\s+histfile|hist(file)?size=0|histfile=/dev/null"
        + @"|rm\s[^\n]*\.(bash|zsh)_history"
        + @"|(shred|truncate|rm)\s[^\n]*/var/log|>\s*/var/log/|wevtutil\s+cl|clear-eventlog|journalctl\s+--vacuum-time=1s"
        + @"|set \+o history",
        Options)]
    public static partial Regex TracesRemoved { get; }

    [GeneratedRegex(
        @"(curl|wget|python3?|bash|sh|node|nc|perl)\b[^\n]*>\s*/dev/null\s+2>&1\s*&"
        + @"|[""']?nohup\s[^\n]*(curl|wget|/tmp/|python|\.sh)[^\n]*&|(curl|wget|/tmp/|/dev/null)[^\n]*\bdisown\b|setsid\s+\S"
        + @"|-windowstyle\s+hidden"
        + @"|stdout=subprocess\.devnull|detached:\s*true|\(curl[^\n]*&\)|2>\s*/dev/null\s*&\s*$",
        Options)]
    public static partial Regex InTheBackground { get; }

    [GeneratedRegex(
        @"\Anohup(\s+(-\w+|--[\w-]+|(\./)?\w[\w.:-]*(/\w[\w.-]*)*))+"
        + @"(\s*>>?\s*(\./)?\w[\w.-]*(/\w[\w.-]*)*)?(\s+2>&1)?\s*&\z",
        Options)]
    public static partial Regex InTheBackgroundKnown { get; }

    [GeneratedRegex(@"(/tmp|/var/tmp|/dev/shm)/\.[\w-]+|/dev/shm/\S|~/\.cache/\.[\w-]+|~/\.local/share/\.[\w-]+", Options)]
    public static partial Regex HiddenFile { get; }

    [GeneratedRegex(
        @"\bxmrig\b|stratum\+(tcp|ssl)|\bminerd\b|cpuminer|cryptonight|coinhive|ethminer\b[^\n]*(-o|-p|pool)"
        + @"|\b(monero|xmr)\b[^\n]{0,40}\b(pool|wallet|mine)",
        Options)]
    public static partial Regex Mining { get; }

    [GeneratedRegex(
        @"<\s*script\b[^>\n]*>?([^\n]{0,200}?(document\.cookie|fetch\s*\(|eval\s*\(|atob\s*\(|sendbeacon|xmlhttprequest"
        + @"|location\s*=))?|(href|src|action|xlink:href)\s*=\s*[""']?[^""'>]{0,20}(javascript|vbscript|data:text/html)"
        + @"|\]\(\s*javascript:|\son(error|load|mouse\w+|click|focus|blur|toggle|start)\s*=\s*\{?|<iframe\b"
        + @"|<(object|embed)\b[^>]*(data|src)=|data:text/html",
        Options)]
    public static partial Regex ActiveMarkup { get; }

    [GeneratedRegex(
        @"\A<script(\s+(type=[""'](importmap|module|application/(ld\+)?json)[""']|defer|async|setup|vapor"
        + @"|(lang|generic|context)=[""'][\w ]+[""']))*>\z"
        + @"|\A<script\s[^>]*\bintegrity=[""']sha(256|384|512)-[a-z0-9+/=]+[""'][^>]*>\z"
        + @"|\A\son[a-z]+=\{\z",
        Options)]
    public static partial Regex ActiveMarkupKnown { get; }

    [GeneratedRegex(
        @"\b(transfer|wire|send|pay)\b[^.\n]{0,40}(\$ ?\d|€ ?\d|\d+ ?(usd|eur|btc|eth|dollars)|money|funds|a transaction"
        + @"|iban|gift cards?)",
        Options)]
    public static partial Regex MoveMoney { get; }

    [GeneratedRegex(
        @"\b(use|call|invoke|run) (the )?[`'""]?(send_\w+|\w*email\w*|\w*slack\w*|http_request|web_?fetch|mcp__\w+"
        + @"|execute_command|\w+_message)[`'""]?( tool)?\b[^.\n]{0,80}\b(to|with|and)\b[^.\n]{0,60}(@|https?://|send|post"
        + @"|include|forward|subject)",
        Options)]
    public static partial Regex OtherTools { get; }

    /// <summary>An agent, in a sentence as it is written.</summary>
    [GeneratedRegex(Agent + @"|\bAI\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    public static partial Regex AgentName { get; }
}
