using System.Collections.Frozen;

namespace SkillMcp.Safety;

/// <summary>
/// The places where well-known programs take a password from their command line, one program a line (<see cref="PasswordArgument"/>).
/// </summary>
static class PasswordArguments
{
    // The words of one command.
    const int MaxWords = 60;

    // What may stand right before a command at the beginning of a line: in a diff, a recipe of make, a notebook, a quotation.
    const string LineMarks = "+-@!>";

    public static IReadOnlyList<PasswordArgument> All { get; } = [.. Table.Split('\n').SelectMany(Read)];

    static readonly FrozenDictionary<string, PasswordArgument[]>.AlternateLookup<ReadOnlySpan<char>> ByProgram = All
        .SelectMany(argument => argument.Programs.Select(program => (program, argument)))
        .GroupBy(pair => pair.program, pair => pair.argument)
        .ToFrozenDictionary(group => group.Key, group => group.ToArray(), StringComparer.Ordinal)
        .GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The passwords of the commands in a text.</summary>
    public static IEnumerable<FoundSecret> In(string text)
    {
        for (int begin = 0, end; begin < text.Length; begin = end + 1)
        {
            end = ShellWords.EndOfLine(text, begin);
            foreach (var words in ShellWords.In(text, begin, end))
            {
                foreach (var where in In(text, words))
                {
                    yield return new FoundSecret("password", where.Start.Value, where.End.Value);
                }
            }
        }
    }

    static IEnumerable<Range> In(string text, List<ShellWord> words)
    {
        for (var at = 0; at + 1 < words.Count; at++)
        {
            var word = words[at].In(text);
            var program = ProgramOf(at == 0 ? word.TrimStart(LineMarks) : word);
            if (words[at].IsOperator || !ByProgram.TryGetValue(program, out var arguments))
            {
                continue;
            }
            var end = Math.Min(words.Count, at + MaxWords);
            foreach (var where in arguments.SelectMany(argument => argument.In(text, words, at, end)))
            {
                yield return where;
            }
        }
    }

    /// <summary>The name of a program without its folder, an open quote and <c>.exe</c>.</summary>
    internal static ReadOnlySpan<char> ProgramOf(ReadOnlySpan<char> word)
    {
        var name = word[(word.LastIndexOfAny("/\\\"'") + 1)..];
        return name.EndsWith(".exe", StringComparison.OrdinalIgnoreCase) ? name[..^4] : name;
    }

    static IEnumerable<PasswordArgument> Read(string line)
    {
        var colon = line.IndexOf(": ", StringComparison.Ordinal);
        return line[(colon + 2)..].Split("; ").Select(argument => new PasswordArgument(line[..colon], argument));
    }

    const string Table = """
        mysql,mysqldump,mysqladmin,mysqlimport,mysqlcheck,mysqlshow,mysqlsh,mysqlpump,mariadb,mariadb-dump,mariadb-admin: -p*
        mysql,mysqldump,mysqladmin,mysqlimport,mysqlcheck,mysqlshow,mysqlsh,mysqlpump,mariadb,mariadb-dump,mariadb-admin: --password=*
        mysqladmin,mariadb-admin: ^password *; password *$
        mysql_config_editor: --password=*
        pgbench,psql,pg_dump,pg_restore,createdb: password=*
        mongosh,mongo,mongodump,mongorestore,mongoexport,mongoimport,mongostat: -p *; --password *; --password=*
        redis-cli: -a *; --pass *; AUTH *; auth *; requirepass *; masterauth *
        sqlcmd,osql,isql,bcp: -P *; -P*
        sqlplus,expdp,impdp,rman,sqlldr,exp,imp: ?/*@?; userid=?/*; USERID=?/*
        cqlsh,cypher-shell,beeline,influx,clickhouse-client,clickhouse: -p *; --password *; --password=*; -password *
        neo4j-admin: set-initial-password *
        elasticsearch-users: -p *
        snowsql,trino,presto: --password *
        sshpass: ^-p *; ^-p*; ^-v -p *; ^-v -p*; ^-P ? -p *
        plink,pscp,psftp,putty: -pw *
        lftp,ncftp: -u ?,*; -p *
        htpasswd -~b: *$
        htdigest: %*$
        echo,printf: ?:* | chpasswd; ?:* | sudo chpasswd; * | passwd --stdin; * | sudo -S; * | docker login; * | podman login
        echo,printf: * | cryptsetup
        echo,printf: * | sudo passwd --stdin; * | sudo cryptsetup; * | vncpasswd -f; * | gpg; * | htpasswd; * | kinit; * | smbpasswd -s
        echo,printf: * | gh auth; * | helm registry; * | az acr; * | vault login; * | docker secret; * | podman secret; * | gcloud secrets
        echo,printf: * | openconnect; * | pass insert; * | wpa_passphrase; * | npm login; * | pulumi config; * | wrangler secret; * | su
        chpasswd,newusers: <<< ?:*; <<<?:*
        sudo: <<< *
        docker,podman,nerdctl,buildah,skopeo login: -p *; --password *; --password=*; <<< *; -p*
        skopeo,buildah,podman: --creds ?:*; --creds=?:*; --src-creds ?:*; --src-creds=?:*; --dest-creds ?:*; --dest-creds=?:*
        crane,helm,oras login: -p *; --password *; --password=*
        helm: --password *; --password=*
        oc login: -p *; -p=*; --password *; --password=*; --token *; --token=*
        kubectl,oc secret: --from-literal=?assword=*; --from-literal=password=*; --from-literal ?assword=*; --from-literal password=*
        kubectl,oc secret: --from-literal=?oken=*; --from-literal=token=*; --from-literal ?oken=*; --from-literal token=*
        kubectl,oc secret: --from-literal=?ecret=*; --from-literal ?ecret=*; --from-literal=?key=*; --from-literal ?key=*
        kubectl,oc secret: --from-literal=?KEY=*
        kubectl,oc secret: --from-literal=?PASSWORD=*; --from-literal=?PASS=*; --from-literal=?pass=*; --from-literal=?pwd=*
        kubectl,oc secret: --from-literal=pass=*
        kubectl,oc secret: %--from-literal=?=*; %--from-literal ?=*; --docker-password=*; --docker-password *
        kubectl,oc config: --password=*; --token=*; --password *; --token *
        argocd,flux,kcadm.sh,kcadm: --password *; --password=*; --current-password *; --new-password *; --new-password=*
        az: --password *; --password=*; --admin-password *; --admin-password=*; --account-key *; --account-key=*; --sas-token *
        az: --client-secret *
        az login: -p *; -p=*
        az: --administrator-login-password *; --certificate-password *; --secret *; %--value *; -p *
        aws: --master-user-password *; --master-user-password=*; --secret-string *; --secret-string=*; --password *; %--value *
        aws configure: aws_secret_access_key *; aws_session_token *
        gcloud: --password=*; --password *; --root-password=*; --root-password *
        heroku,fly,flyctl: %?_KEY=*; %?_TOKEN=*; %?_SECRET=*; ?_PASSWORD=*
        curl,wcurl: -u ?:*; -u?:*; --user ?:*; --user=?:*; --proxy-user ?:*; --proxy-user=?:*; -U ?:*; --pass *; --proxy-pass *
        curl,wcurl: --tlspassword *
        wget,aria2c,axel: --password=*; --password *; --http-password=*; --http-password *; --ftp-password=*; --ftp-password *
        wget,aria2c,axel: --proxy-password=*
        aria2c: --http-passwd=*; --ftp-passwd=*; --all-proxy-passwd=*; --rpc-secret=*
        http,https,xh: -a ?:*; --auth ?:*; --auth=?:*; -a?:*
        ab,siege,hey,wrk: -A ?:*; -a ?:*; -P ?:*
        svn,hg,git-svn: --password *; --password=*
        smbclient,rpcclient,smbget,smbmap,winexe,net,smbcacls,wmic: -U ?%*; --user=?%*; --user ?%*; -U?%*; /password:*
        smbmap,crackmapexec,nxc,evil-winrm,netexec,impacket-psexec: -p *; -p*
        mount,mount.cifs,mount.davfs: ?,password=*,?; ?,password=*; password=*,?; password=*; ?,pass=*
        net use: \\? *; \\? /user:? *; \\? /USER:? *
        net: ^user ? *
        cmdkey: /pass:*; /pass *
        psexec,psexec64,PsExec,PsExec64: -p *
        schtasks: /rp *; /p *
        xfreerdp,xfreerdp3,wlfreerdp: /p:*
        rdesktop: -p *
        vncviewer,x11vnc,tigervncviewer: -passwd *; -password *
        ldapsearch,ldapadd,ldapmodify,ldapdelete,ldapwhoami,ldappasswd,ldapmodrdn,ldapcompare: -w *; -w*
        ldappasswd: -s *; -a *
        slappasswd: -s *
        openssl: -passin pass:*; -passout pass:*; -pass pass:*; -password pass:*; -passin=pass:*; -passout=pass:*; -k *; -K *
        openssl: -srp_pass *; -psk *; -hmac *
        openssl passwd: *$
        mkpasswd,grub-mkpasswd-pbkdf2: %*$; -s *
        7z,7za,7zr,7zz: -p*
        rar,unrar: -p*; -hp*
        zip,unzip,zipcloak,fcrackzip: -P *; --password *
        gpg,gpg2,gpgsm: --passphrase *; --passphrase=*
        keytool,jarsigner,apksigner: -storepass *; -keypass *; -srcstorepass *; -deststorepass *; -srckeypass *; -destkeypass *; -new *
        apksigner: pass:*; --ks-pass pass:*; --key-pass pass:*
        jarsigner,keytool: -storepass:*; -keypass:*
        signtool: /p *
        certutil: -p *; -w *
        pk12util: -W *; -K *
        ansible-vault: encrypt_string *
        ansible,ansible-playbook: -e ?pass=*; --extra-vars ?pass=*; -e ?password=*; --extra-vars ?password=*
        rabbitmqctl: add_user ? *; change_password ? *; authenticate_user ? *
        rabbitmqadmin: -p *; --password=*; --password *
        passwd: --stdin <<< *
        wpa_passphrase: ^? *
        nmcli: password *; wifi-sec.psk *; 802-11-wireless-security.psk *; 802-1x.password *; vpn.secrets password=*
        iwctl: --passphrase *; --passphrase=*
        networksetup -setairportnetwork: ^? ? *
        ipmitool,ipmiutil,ipmipower,ipmi-power,ipmi-sensors: -P *; -p *
        racadm: -p *
        snmpwalk,snmpget,snmpset,snmpbulkwalk,snmptrap,snmpgetnext,snmptable,snmpstatus: -A *; -X *; -a MD5 -A *; %-c *; -A*; -X*
        radtest: ^? *
        samba-tool user: create ? *; add ? *; --newpassword=*; --newpassword *
        samba-tool: --adminpass=*; --adminpass *; --password=*
        swaks: -ap *; --auth-password *; --auth-password=*; -ap=*
        sendemail,sendEmail: -xp *
        mailx,s-nail,mail: -S smtp-auth-password=*; -Ssmtp-auth-password=*
        msmtp: --password *
        useradd,usermod,adduser: %-p *; %--password *
        dscl: -passwd ? *; -passwd ? ? *
        sysadminctl: -password *; -newPassword *; -adminPassword *
        security: -w *; -P *; unlock-keychain -p *; create-keychain -p *
        security set-keychain-password: -o *; -p *
        security set-key-partition-list: -k *
        cryptsetup,systemd-cryptenroll: <<< *
        veracrypt,truecrypt: -p *; --password=*; --password *
        qpdf,pdftk,pdftotext,pdfinfo,pdftoppm,mutool: --password=*; input_pw *; user_pw *; owner_pw *; -upw *; -opw *; -p *
        qpdf: --encrypt * ? ?; --encrypt ? * ?
        airdecap-ng: -p *
        mosquitto_pub,mosquitto_sub,mosquitto_rr: -P *; --pw *
        mosquitto_passwd -~b: *$
        nats: --password *; --password=*
        virt-customize,virt-builder,virt-sysprep: --root-password password:*; --password ?:password:*
        qm,pct,pvesh,pveum: --cipassword *; --cipassword=*; --password *; --password=*; -cipassword *
        terraform,tofu,packer,terragrunt: -var ?assword=*; -var=?assword=*; -var ?oken=*; -var ?ecret=*
        pulumi config: --secret ? *; ? * --secret
        java,mvn,mvnw,gradle,gradlew,ant,sbt: -D?assword=*; -P?assword=*; -D?Pass=*; -P?Password=*; -D?passphrase=*; -Dpassword=*
        twine,poetry,flit: -p *; --password *; --password=*
        poetry config: http-basic.? ? *; pypi-token.? *
        composer config: http-basic.? ? *
        bundle config: ^? ?:*; set ? ?:*; --global ? ?:*; --local ? ?:*; set --global ? ?:*
        dotnet nuget: --password *; -p *; %--api-key *; %-k *
        nuget: -Password *; -ApiKey *; %-apikey *
        npm,yarn,pnpm config: ?:_authToken *; ?:_authToken=*; ?:_password *; _auth *; set ?:_authToken=*
        gh,glab: --token *; %-t *
        vault: ^login *; password=*; token=*; ?assword=*; -token=*
        consul: -token=*; -token *
        bw: login ? *; unlock *
        op: password=*; ?assword=*
        rclone: ^obscure *; pass=*
        rclone config: pass *; password *; password2 *
        restic,borg,duplicity: --password *
        wp: --user_pass=*; --dbpass=*; --admin_password=*; --prompt=*
        drush: upwd ? *; user:password ? *; --account-pass=*; --db-su-pw=*; --password=*
        airflow,superset,flask: -p *; --password *; --password=*
        odoo,odoo-bin: -w *; --db_password *; --db_password=*
        grafana-cli,grafana: reset-admin-password *
        jenkins-cli,jenkins-cli.jar,java: -auth ?:*
        hydra,medusa,ncrack: -p *
        machine,default: login ? password *; ? login ? password *; ? login ? account ? password *
        send,exp_send: %^*\\r; %^*\r; %^-- *\\r; %^-- *\r; %^*\n; %^-- *\n
        yt-dlp,youtube-dl: -p *; --password *; --video-password *
        teamviewer,anydesk: passwd *; --passwd *; --set-password *
        openvpn,openfortivpn,nordvpn: -p *; --password *; --password=*
        sudo,su: -S <<< *
        """;
}
