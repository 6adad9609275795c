using System.Collections.Frozen;

namespace SkillMcp.Safety;

/// <summary>
/// What the words of a sentence are about, of the two dozen things that orders to agents are made of: to send, a secret, a place outside,
/// the user, silence, a check, to switch off. Two sentences with no word in common may be about the same.
/// </summary>
static class OrderConcepts
{
    // A concept each; a word may belong to several.
    const string Table = """
        - send forward mail email upload transmit submit copy leak exfiltrate deliver push ship transfer relay report post share sync
          publish attach scp curl wget pipe hand pass stream bcc cc paste export dispatch route mirror replicate hook schicke sende
          übertrage übermittle leite lade kopiere envoie envoyer envoyez transmets transfère copie envía enviar manda reenvía sube
          envie mande encaminhe invia inoltra stuur verstuur gönder ilet wyślij prześlij отправь отправьте перешли передай скопируй
          загрузи أرسل भेजो भेजें
        - read open collect gather find zip pack tar grab dump cat harvest fetch take pull archive lift steal lies nimm sammle öffne
          lis prends lee toma leia pegue leggi prendi прочитай возьми собери
        - key token password passphrase passcode secret credential cookie env id_rsa ssh pem kubeconfig wallet seed vault keychain
          netrc shadow passwd aws pin passwort passwörter schlüssel zugangsdaten kennwort clé clés clef mdp passe motdepasse
          identifiants contraseña claves clave llave senha senhas chave chaves chiavi chiave segreti wachtwoord wachtwoorden sleutel
          sleutels parola şifre hasło hasła klucz klucze пароль пароли ключ ключи токен секреты المفتاح पासवर्ड
        - database backup mailbox inbox contact customer client payroll patient personal salary invoice conversation transcript history
          chat session document calendar member file folder record config configuration repository data datei dateien kundenliste
          fichier fichiers archivo archivos arquivo arquivos bestand dosya plik файл файлы
        - external outside outsider offsite remote example partner collector webhook pastebin endpoint stranger mirror domain address
          extern externen externe externo externa esterno внешний внешнему
        - assistant agent ai model llm bot claude gpt chatgpt copilot gemini helper reader automation machine chatbot ki ia assistent
          agenten asistente agente assistente modèle modelo modello yapay ассистент агент модель помощник
        - user operator owner human people person customer reviewer admin administrator anyone anybody nobody noone team boss author
          principal supervisor staff colleague developer maintainer auditor moderator manager benutzer nutzer anwender kunde niemand
          niemandem utilisateur usuario usuário utente gebruiker kullanıcı użytkownik пользователь пользователю пользователя никому
        - tell inform notify alert warn mention reveal report show disclose say log record note speak know learn hear announce admit
          explain surface summary answer reply told notified informed shown sage sag erwähne verrate dis mentionne digas menciones diga
          mencione dire menzionare vertel söyle mów сообщай говори упоминай
        - not never no don without nothing neither cannot nor none dont doesn isn shan nicht nie niemals kein keine nichts ohne ne pas
          jamais rien sans aucun nunca sin nada ningún não sem nenhum non mai senza nessuno niet geen nooit zonder değil hiç bez не без
          никогда ничего لا नहीं
        - hide conceal silent silently quiet quietly secretly covert covertly discreet discreetly unnoticed invisible withhold omit
          unmentioned unseen undisclosed private confidential internal heimlich verschweige verstecke unbemerkt geheim cache
          secrètement discrètement oculta ocultar secreto silencio oculte segredo silêncio nascondi segreto verberg gizle gizli ukryj
          скрой тайно незаметно молча
        - ignore disregard forget override overrule drop discard abandon neglect void supersede replace obsolete revoke suspend lapse
          lift cancel outdated invalid retire nullify precede precedence outrank expire ignoriere vergiss missachte ungültig aufgehoben
          ignorez oublie ignora olvida ignorar esquece esqueça dimentica negeer vergeet unut yoksay ignoruj zapomnij игнорируй забудь
          отмени تجاهل अनदेखा
        - instruction order rule guideline policy directive prompt restriction constraint guardrail safeguard limit guidance command
          regulation anweisung anweisungen regeln befehle vorgaben consigne consignes instructions règles ordres instrucciones reglas
          órdenes instruções regras ordens istruzioni regole instructies regels talimat talimatlar kurallar instrukcje polecenia zasady
          инструкции правила указания команды التعليمات निर्देश
        - previous prior earlier former preceding above existing old original initial past vorherigen bisherigen précédentes
          antérieures anteriores previas precedenti vorige eerdere önceki poprzednie предыдущие прежние السابقة पिछले
        - obey follow heed comply serve trust listen act observe honour honor adhere govern bind binding authority authoritative
          befolge gehorche folge obéis suis obedece sigue siga obedeça segui obbedisci volg uy posłuchaj подчиняйся следуй
        - disable deactivate switch turn skip bypass stop mute silence suspend remove kill circumvent exempt relax weaken unload waive
          unneeded unnecessary inactive off optional pause deaktiviere schalte überspringe stoppe umgehe désactive coupe contourne
          desactiva apaga omite salta desative desligue pule disattiva spegni uitschakel schakel devre kapat wyłącz pomiń отключи
          выключи пропусти обойди
        - check validation test scan filter scanner firewall antivirus review verification signature mfa factor audit logging
          monitoring alarm guard sandbox protection approval confirmation permission tls ssl certificate linter gate checksum detector
          defender malware virenscanner prüfung freigabe protokollierung contrôle vérification journalisation pare revisión
          comprobación alarma cortafuegos verificação revisão registro controllo verifica controle güvenlik kontrol kontrola zapora
          проверка проверку антивирус журнал брандмауэр
        - approve accept confirm grant sign authorize authorise allow agree merge clear pay release green consent yes genehmige
          bestätige akzeptiere approuve accepte confirme aprueba acepta confirma aprove aceite approva accetta goedkeur keur onayla
          zatwierdź одобри подтверди прими
        - asking ask prompt wait automatic automatically unattended unprompted autonomously straight rückfrage fragen demander
          preguntar perguntar chiedere vragen sormadan pytania спроса спрашивай
        - add append install plant register insert create put write enter import provision enroll füge installiere erstelle ajoute
          installe crée agrega añade instala crea adicione instale crie aggiungi installa voeg installeer ekle kur dodaj zainstaluj
          добавь установи создай
        - account admin root owner access authorized_keys sudoer sudo login backdoor tunnel privilege shell konto zugang compte accès
          cuenta acceso conta acesso toegang hesap dostęp учётную доступ аккаунт
        - run execute eval source start launch invoke call bash sh python perform führe starte exécute lance ejecuta esegui voer
          çalıştır uruchom выполни запусти
        - delete wipe erase destroy shred purge rm overwrite drop empty truncate lösche vernichte supprime efface borra elimina apague
          exclua cancella verwijder wis sil usuń удали сотри уничтожь
        - money wire iban payment bank euro dollar gift btc bitcoin refund payee fund price amount deposit überweise geld virement
          argent dinero pagamento denaro para pieniądze деньги
        - decode unpack decipher base64 unscramble reversed encoded hex rot13 backwards decrypt assemble concatenate acrostic
          entschlüssele décode decodifica декодируй
        - always every each henceforth permanent permanently onward forever continuously session whenever immer künftig toujours
          désormais siempre sempre altijd zawsze всегда
        - must shall should required mandatory require expected oblige supposed need muss soll doit debe deve moet musi должен
          необходимо
        """;

    // The longest endings first: "copies" is "copy", "sending" is "send".
    static readonly string[] Endings = ["ying", "ies", "ied", "ing", "ed", "es", "s", "d", "e", "y"];

    const int MinStem = 3;

    static readonly FrozenDictionary<string, uint> Concepts = Parse(Table);

    static readonly FrozenDictionary<string, uint>.AlternateLookup<ReadOnlySpan<char>> Lookup =
        Concepts.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The concepts that a word in lower case stands for, a bit each.</summary>
    public static uint Of(ReadOnlySpan<char> word) => Lookup.TryGetValue(Stem(word), out var concepts) ? concepts : 0;

    /// <summary>The concept of an address of the web or of mail.</summary>
    public static uint Address { get; } = Of("external");

    static ReadOnlySpan<char> Stem(ReadOnlySpan<char> word)
    {
        foreach (var ending in Endings)
        {
            if (word.Length >= ending.Length + MinStem && word.EndsWith(ending, StringComparison.Ordinal))
            {
                return word[..^ending.Length];
            }
        }
        return word;
    }

    static FrozenDictionary<string, uint> Parse(string table)
    {
        var concepts = new Dictionary<string, uint>();
        foreach (var (bit, line) in table.Split('-', StringSplitOptions.RemoveEmptyEntries).Index())
        {
            foreach (var word in line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
            {
                var stem = Stem(word).ToString();
                concepts[stem] = concepts.GetValueOrDefault(stem) | 1u << bit;
            }
        }
        return concepts.ToFrozenDictionary();
    }
}
