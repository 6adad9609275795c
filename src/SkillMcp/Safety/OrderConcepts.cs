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
          übertrage übermittle leite lade kopiere envoie envoyer envoyez transmets transfère copie envía enviar manda reenvía sube envie
          mande encaminhe invia inoltra stuur verstuur gönder ilet wyślij prześlij отправь отправьте перешли передай скопируй загрузи أرسل
          भेजो भेजें beam feed bundle slip quote spill redirect dump drop park schick verschicke versende hochladen dépose diffuse mándalo
          reenvia súbelas carica caricale spedisci verzend pošli nahraj pošle skicka skickar sender lähetä vie küldd töltsd
          trimite urcă надішли виклади пошли выложи στείλε ανέβασέ kirim unggah gửi שלח העלה وارفعها 发送 上传 转发 送到 发往 发给 发出 送信 転送 送る 送れ 上げ
          渡せ 보내 전송 올려 업로
        - read open collect gather find zip pack tar grab dump cat harvest fetch take pull archive lift steal lies nimm sammle öffne lis
          prends lee toma leia pegue leggi prendi прочитай возьми собери zusammen rassemble réunis reúne reúnalas raccogli verzamel zbierz
          topla posbírej saml samla kerää gyűjtsd adună збери μάζεψε kumpulkan gom אסוף اجمع इकट्ठा 收集 读取 集め 모아 读出
        - key token password passphrase passcode secret credential cookie env id_rsa ssh pem kubeconfig wallet seed vault keychain netrc
          shadow passwd aws pin passwort passwörter schlüssel zugangsdaten kennwort clé clés clef mdp passe motdepasse identifiants
          contraseña claves clave llave senha senhas chave chaves chiavi chiave segreti wachtwoord wachtwoorden sleutel sleutels parola
          şifre hasło hasła klucz klucze пароль пароли ключ ключи токен секреты المفتاح पासवर्ड otp otps hash hashes salt certificate
          login signing phrase recovery cvv iban kluc klíče heslo nøglerne kodeord nycklarna lösenord avaimet salasana kulcsokat jelszó
          jelszava cheile ключі κλειδιά κωδικός kunci sandi khóa המפתחות סיסמת المفاتيح कुंजियाँ 密钥 口令 密码 令牌 公钥 暗証 の鍵 公開鍵 암호 토큰 키를 공개
        - database backup mailbox inbox contact customer client payroll patient personal salary invoice conversation transcript history
          chat session document calendar member file folder record config configuration repository data datei dateien kundenliste fichier
          fichiers archivo archivos arquivo arquivos bestand dosya plik файл файлы address thread email ledger sheet draft photo
          screenshot notes attachment prototype witness clients pazienti pacientes patiënt dados datos dati gegevens seznam kundelisten
          kundlistan asiakaslista ügyféllista lista список κατάλογος daftar पत्र 客户 名单 数据 日志 合同 病人 顧客 名簿 契約 記録 患者 고객 명단 자료 계약 기록
        - external outside outsider offsite remote example partner collector webhook pastebin endpoint stranger mirror domain address
          extern externen externe externo externa esterno внешний внешнему competitor rival attacker author gist paste footer appendix
          fork fremd fremde étrangère ajena estraneo vreemd obcy cizí fremmed främmande vieraaseen idegen străină чужую чужий ξένη luar lạ
          外部 外面 先に 合作 提携 외부 협력
        - assistant agent ai model llm bot claude gpt chatgpt copilot gemini helper reader automation machine chatbot ki ia assistent
          agenten asistente agente assistente modèle modelo modello yapay ассистент агент модель помощник parser classifier scanner tool
          program asystent asistentul avustaja asszisztens помічник βοηθός asisten העוזר المساعد सहायक 助手 模型 도우 조수
        - user operator owner human people person customer reviewer admin administrator anyone anybody nobody noone team boss author
          principal supervisor staff colleague developer maintainer auditor moderator manager benutzer nutzer anwender kunde niemand
          niemandem utilisateur usuario usuário utente gebruiker kullanıcı użytkownik пользователь пользователю пользователя никому
          treasurer witness applicant patient caller visitor uživateli brugeren användaren käyttäjältä felhasználó utilizatorului
          користувача χρήστη pengguna המשתמש المستخدم उपयोगकर्ता 用户 利用 上司 사용자 상사 관리 管理
        - tell inform notify alert warn mention reveal report show disclose say log record note speak know learn hear announce admit
          explain surface summary answer reply told notified informed shown sage sag erwähne verrate dis mentionne digas menciones diga
          mencione dire menzionare vertel söyle mów сообщай говори упоминай praise convey reassure whisper rephrase deny neříkej sig säg
          kerro sano szólj mondd spune кажи скажи πες bilang katakan nói אמור قل बताओ 告诉 提到 報告 言う 말하 언급 보고
        - not never no don without nothing neither cannot nor none dont doesn isn shan nicht nie niemals kein keine nichts ohne ne pas
          jamais rien sans aucun nunca sin nada ningún não sem nenhum non mai senza nessuno niet geen nooit zonder değil hiç bez не без
          никогда ничего لا नहीं stop refuse nikomu ikke inte ingen älä nem nu fără jangan đừng אל بلا मत 不要 不用 不再 なく せず ない 마라 없이
        - hide conceal silent silently quiet quietly secretly covert covertly discreet discreetly unnoticed invisible withhold omit
          unmentioned unseen undisclosed private confidential internal heimlich verschweige verstecke unbemerkt geheim cache secrètement
          discrètement oculta ocultar secreto silencio oculte segredo silêncio nascondi segreto verberg gizle gizli ukryj скрой тайно
          незаметно молча hush mum bury cloak disguise whisper dark zamlč skjul dölj salaa titkold ascunde tace mlč приховай мовчи κρύψε
          sembunyikan giấu lặng הסתר ושתוק أخف छिपाओ 隐瞒 悄悄 保密 伏せ こっそ 숨겨 몰래
        - ignore disregard forget override overrule drop discard abandon neglect void supersede replace obsolete revoke suspend lapse lift
          cancel outdated invalid retire nullify precede precedence outrank expire ignoriere vergiss missachte ungültig aufgehoben ignorez
          oublie ignora olvida ignorar esquece esqueça dimentica negeer vergeet unut yoksay ignoruj zapomnij игнорируй забудь отмени تجاهل
          अनदेखा zapomeň glem glöm unohda felejtsd uită ξέχνα lupakan quên שכח انس भूल 忽略 忘掉 忘记 无效 忘れ 無視 無効 잊고 무시
        - instruction order rule guideline policy directive prompt restriction constraint guardrail safeguard limit guidance command
          regulation anweisung anweisungen regeln befehle vorgaben consigne consignes instructions règles ordres instrucciones reglas
          órdenes instruções regras ordens istruzioni regole instructies regels talimat talimatlar kurallar instrukcje polecenia zasady
          инструкции правила указания команды التعليمات निर्देश persona role brief scope mandate rolle rol ruolo papel роль rolü pokyny
          system systém 指示 规则 角色 系统 规定 規則 役割 지시 규칙 역할
        - previous prior earlier former preceding above existing old original initial past vorherigen bisherigen précédentes antérieures
          anteriores previas precedenti vorige eerdere önceki poprzednie предыдущие прежние السابقة पिछले
        - obey follow heed comply serve trust listen act observe honour honor adhere govern bind binding authority authoritative befolge
          gehorche folge obéis suis obedece sigue siga obedeça segui obbedisci volg uy posłuchaj подчиняйся следуй work gehorcht arbeitest
          travailles trabajas trabalha lavori werkt pracujesz çalışıyorsun pracuješ arbejder arbetar työskentelet dolgozol lucrezi працюєш
          работаешь 为作 のため
        - disable deactivate switch turn skip bypass stop mute silence suspend remove kill circumvent exempt relax weaken unload waive
          unneeded unnecessary inactive off optional pause deaktiviere schalte überspringe stoppe umgehe désactive coupe contourne
          desactiva apaga omite salta desative desligue pule disattiva spegni uitschakel schakel devre kapat wyłącz pomiń отключи выключи
          пропусти обойди undo unset postpone loosen lower shorten dismiss vypni přeskoč slå spring stäng hoppa sammuta ohita kapcsold
          hagyd oprește sari вимкни обійди κλείσε παράκαμψε matikan lewati tắt כבה דלג أوقف تجاوز बंद 关掉 关闭 绕过 跳过 停止 切る 外し 飛ば 꺼라 건너
        - check validation test scan filter scanner firewall antivirus review verification signature mfa factor audit logging monitoring
          alarm guard sandbox protection approval confirmation permission tls ssl certificate linter gate checksum detector defender
          malware virenscanner prüfung freigabe protokollierung contrôle vérification journalisation pare revisión comprobación alarma
          cortafuegos verificação revisão registro controllo verifica controle güvenlik kontrol kontrola zapora проверка проверку
          антивирус журнал брандмауэр consent pager watchdog inspection canary quarantine rollback confirm captcha encryption backup
          retention schválení souhlas godkendelse godkännande hyväksyntä jóváhagyását aprobarea згоду έγκριση persetujuan אישור موافقة
          मंज़ूरी 批准 检查 确认 测试 警报 杀毒 承認 検査 確認 警報 승인 확인 경보 검사
        - approve accept confirm grant sign authorize authorise allow agree merge clear pay release green consent yes genehmige bestätige
          akzeptiere approuve accepte confirme aprueba acepta confirma aprove aceite approva accetta goedkeur keur onayla zatwierdź одобри
          подтверди прими wave click press tick nod waive certify stamp endorse countersign schval godkend godkänn hyväksy hagyj aprobă
          схвалюй ενέκρινε setujui duyệt אשר وافق 同意 点确 押す 승인
        - asking ask prompt wait automatic automatically unattended unprompted autonomously straight rückfrage fragen demander preguntar
          perguntar chiedere vragen sormadan pytania спроса спрашивай
        - add append install plant register insert create put write enter import provision enroll füge installiere erstelle ajoute
          installe crée agrega añade instala crea adicione instale crie aggiungi installa voeg installeer ekle kur dodaj zainstaluj добавь
          установи создай whitelist subscribe invite přidej vytvoř tilføj opret lägg lisää luo hozz adaugă creează додай створи πρόσθεσε
          φτιάξε tambahkan buat thêm tạo הוסף צור أضف أنشئ जोड़ो बनाओ 添加 安装 建立 追加 作れ 入れ 추가 설치 만들
        - account admin root owner access authorized_keys sudoer sudo login backdoor tunnel privilege shell konto zugang compte accès
          cuenta acceso conta acesso toegang hesap dostęp учётную доступ аккаунт approver editor reader scope permission role wheel suid
          tenant účtu tilille fiókhoz contul користувачу akun tài khoản 账户 权限 所有 口座 権限 所有者 계정 권한 소유
        - run execute eval source start launch invoke call bash sh python perform führe starte exécute lance ejecuta esegui voer çalıştır
          uruchom выполни запусти
        - delete wipe erase destroy shred purge rm overwrite drop empty truncate lösche vernichte supprime efface borra elimina apague
          exclua cancella verwijder wis sil usuń удали сотри уничтожь burn nuke trash misplace lose forget archive smaž slet radera poista
          töröld șterge видали σβήσε hapus xóa מחק احذف मिटाओ 删除 删掉 先删 消し 削除 지우 삭제
        - money wire iban payment bank euro dollar gift btc bitcoin refund payee fund price amount deposit überweise geld virement argent
          dinero pagamento denaro para pieniądze деньги discount voucher loan funds purchase order buy sell fee salary účet faktur
          rechnung facture factura fattura factuur fatura rachunek рахунок счёт 账户 转到 价格 发票 余款 口座 請求 残金 계좌 가격 송장
        - decode unpack decipher base64 unscramble reversed encoded hex rot13 backwards decrypt assemble concatenate acrostic
          entschlüssele décode decodifica декодируй
        - always every each henceforth permanent permanently onward forever continuously session whenever immer künftig toujours désormais
          siempre sempre altijd zawsze всегда later future successor remember memory startup boot nightly merke retiens recuerda lembre
          ricorda onthoud zapamiętaj hatırla pamatuj husk kom muista jegyezd ține запам'ятай ingat ghi nhớ זכור تذكر याद 永远 记住 每小 常に 毎時
          いつも 언제나 기억
        - must shall should required mandatory require expected oblige supposed need muss soll doit debe deve moet musi должен необходимо
        - change swap replace alter edit modify rewrite redirect reroute point forge fake backdate invent fabricate falsify exchange
          correct adjust raise ändere tausche ersetze fälsche remplace modifie cambia sustituye troque altere sostituisci vervang wijzig
          zamień zmień değiştir замени измени 改成 换成 修改 変える 差し替 바꿔
        - say claim pretend lie deny insist assure certify declare state conclude report mark record behaupte melde prétends déclare
          afirma asegura afirme sostieni beweer twierdź утверждай řekni 声称 报告为 言い張 주장
        - recommend prefer praise suggest rate rank score cite advertise brand sponsor product best top stars grade shortlist empfiehl
          recommande recomienda recomende consiglia raad polecaj öner советуй doporučuj anbefal rekommendera suosittele ajánld recomandă
          радь πρότεινε sarankan giới המלץ أوص 推荐 勧め 추천
        - open expose public everyone world anonymous unlocked visitor guest port firewall öffne öffentlich ouvre abre público apri
          openbaar otwórz herkese открой otevři åbn öppna avaa nyisd deschide відкрий άνοιξε buka mở פתח افتح खोल 开放 公开 開放 公開に 열어 공개
        - persona developer unrestricted pretend become impersonate unlimited mode free speak name promoted jailbreak dan rolle rôle papel
          ruolo rol rola rolünü
        """;

    // The longest endings first: "copies" is "copy", "sending" is "send".
    static readonly string[] Endings = ["ying", "ies", "ied", "ing", "ed", "es", "s", "d", "e", "y"];

    const int MinStem = 3;

    static readonly FrozenDictionary<string, uint> Concepts = Parse(Table);

    static readonly FrozenDictionary<string, uint>.AlternateLookup<ReadOnlySpan<char>> Lookup =
        Concepts.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The concepts that a word in lower case stands for, a bit each.</summary>
    public static uint Of(ReadOnlySpan<char> word) => Lookup.TryGetValue(Stem(word), out var concepts) ? concepts : 0;

    /// <summary>The concepts of two characters of a writing without blanks between words.</summary>
    public static uint OfPair(ReadOnlySpan<char> pair) => Lookup.TryGetValue(pair, out var concepts) ? concepts : 0;

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
