using System.Globalization;
using SkillMcp.Safety;

namespace SkillMcp.Tests.Safety;

/// <summary>A made-up secret as people write it: a token, or a password in a command, in a file, in words or behind escapes.</summary>
/// <param name="Kind">How it is written, with <c>{0}</c> for the secret.</param>
/// <param name="Written">It with what is around it.</param>
/// <param name="Traces">The texts that must not be kept: the secret, and the form in which it was written.</param>
public sealed record WrittenSecret(string Kind, string Written, IReadOnlyList<string> Traces)
{
    const string Letters = "abcdefghijkmnopqrstuvwxyz";
    const string Digits = "23456789";

    static readonly string[] Tokens =
    [
        "ghp_<a36>", "github_pat_<w60-80>", "glpat-<w20-30>", "xoxb-<d12>-<d12>-<a24>", "sk-proj-<w60-90>", "sk-ant-api03-<w95>",
        "AKIA<u16>",
        "AIza<w35>", "sk_live_<a24-40>", "npm_<a36>", "pypi-AgEIcHlwaS5vcmc<w60-80>", "hf_<a34>", "SG.<w22>.<w43>", "dop_v1_<x64>",
        "<d9>:AA<w33>",
        "eyJ<w20-40>.eyJ<w30-60>.<w43>", "https://hooks.slack.com/services/T<u9>/B<u9>/<a24>", "dckr_pat_<w27>", "hvs.<w90>",
        "AGE-SECRET-KEY-1<u58>",
    ];

    static readonly string[] Passwords =
    [
        // In commands.
        "htpasswd -b .htpasswd alice {0}", "htpasswd -nbB alice {0}", "openssl enc -aes-256-cbc -in a -out b -passout pass:{0}",
        "openssl rsa -in key.pem -passin pass:{0}", "openssl enc -aes-256-cbc -k {0} -in a", "echo 'alice:{0}' | chpasswd",
        "echo \"alice:{0}\" | sudo chpasswd", "echo {0} | sudo passwd --stdin alice", "sshpass -p {0} ssh web1", "sshpass -p'{0}' ssh web1",
        "swaks --to a@b.org -au alice -ap {0}", "swaks --auth-password {0} -s mail", "mysql -u root -p{0} shop",
        "mysqldump --password={0} shop",
        "docker login -u ci -p {0} registry.local", "docker login -u ci --password {0}", "curl -u alice:{0} https://web1/x",
        "curl --user 'alice:{0}' https://web1/x", "wget --user=alice --password={0} https://web1/x", "smbclient //nas/share -U alice%{0}",
        "net use Z: \\\\nas\\share {0} /user:alice", "redis-cli -h cache -a {0} ping", "mongosh -u alice -p {0} shop",
        "ldapsearch -D cn=admin -w {0} -b dc=x", "kubectl create secret generic db --from-literal=password={0}",
        "az login -u a@b.org --password {0}",
        "7z a -p{0} out.7z docs", "zip -P {0} out.zip docs", "unzip -P {0} out.zip", "gpg --batch --passphrase {0} -c a.txt",
        "keytool -list -keystore a.jks -storepass {0}", "sqlcmd -S db -U sa -P {0}", "bcp shop.dbo.t out t.csv -U sa -P {0}",
        "rabbitmqctl add_user alice {0}", "ipmitool -H bmc -U admin -P {0} power on", "snmpwalk -v3 -u alice -A {0} host",
        "nmcli dev wifi connect Home password {0}", "wpa_passphrase Home {0}", "echo -n {0} | cryptsetup luksOpen /dev/sdb data",
        "expect -c 'send \"{0}\\r\"'", "vncviewer -passwd {0} host", "sqlplus alice/{0}@shop", "PGPASSWORD={0} psql -h db shop",
        "[\"mysql\", \"-u\", \"root\", \"-p{0}\"]", "ssh web1 \"mysql -p'{0}' shop\"", "useradd -m -p {0} alice",
        // In SQL.
        "ALTER USER alice WITH PASSWORD '{0}';", "CREATE USER alice IDENTIFIED BY '{0}';",
        // In addresses.
        "postgres://alice:{0}@db.internal:5432/shop", "redis://:{0}@cache:6379/0", "https://alice:{0}@git.internal/a.git",
        // In files.
        "machine git.internal login alice password {0}", "DB_PASSWORD={0}", "db_password: {0}", "\"password\": \"{0}\"",
        "<password>{0}</password>",
        "spring.datasource.password={0}", "requirepass {0}", "| user | password |\n|---|---|\n| alice | {0} |", "user,password\nalice,{0}",
        // In sentences.
        "the admin password is {0}.", "log in as alice with password {0}", "Das Passwort lautet {0}", "Passwort: {0}",
        "le mot de passe est {0}",
        "la contraseña es {0}", "пароль: {0}", "密码是 {0}",
    ];

    static readonly string[] Headers =
    [
        "Authorization: Bearer {0}", "Authorization: Basic {0}", "X-Api-Key: {0}", "Cookie: session={0}",
        "Set-Cookie: sid={0}; Path=/; HttpOnly",
        "curl -b 'theme=dark; JSESSIONID={0}' https://web1/x",
    ];

    /// <summary>The number of kinds.</summary>
    public static int Count => All.Count;

    static readonly IReadOnlyList<(string Kind, Func<Random, WrittenSecret> Make)> All =
    [
        .. Tokens.Select(pattern => (pattern, (Func<Random, WrittenSecret>)(random => Token(pattern, random)))),
        .. Passwords.Select(form => (form, (Func<Random, WrittenSecret>)(random => Plain(form, Password(random))))),
        .. Headers.Select(form => (form, (Func<Random, WrittenSecret>)(random => Plain(form, Characters(random, 32))))),
        .. Escapes.Select(escape => ($"password={{0}} in {escape.Name}",
            (Func<Random, WrittenSecret>)(random => Escaped("export DB_PASSWORD={0}", Password(random), escape.Of)))),
        .. Escapes.Select(escape => ($"ghp_ in {escape.Name}",
            (Func<Random, WrittenSecret>)(random => Escaped("use {0} now", Token("ghp_<a36>", random).Traces[0], escape.Of)))),
        ("base64 of a token", random => Encoded($"token ghp_{Characters(random, 36)}")),
        ("hex of a token", random => Hex($"ghp_{Characters(random, 36)}")),
    ];

    static IEnumerable<(string Name, Func<string, string> Of)> Escapes =>
    [
        ("percent", text => Every(text, code => $"%{code:X2}")),
        ("percent twice", text => Every(text, code => $"%25{code:X2}")),
        ("\\u", text => Every(text, code => $"\\u{code:x4}")),
        ("\\x", text => Every(text, code => $"\\x{code:x2}")),
        ("entities", text => Every(text, code => $"&#{code};")),
        ("hex entities", text => Every(text, code => $"&#x{code:x};")),
        ("zero-width spaces", text => string.Join('\u200b', text.ToCharArray())),
    ];

    /// <summary>A secret of a kind, another one for each seed.</summary>
    public static WrittenSecret Of(int kind, int seed) => All[kind].Make(new Random(kind * 10_007 + seed)) with { Kind = All[kind].Kind };

    /// <summary>A password of twelve characters, such as people make up or a program draws.</summary>
    public static string Password(Random random)
    {
        var characters = Characters(random, 12).ToCharArray();
        (characters[1], characters[4], characters[7]) = ('Q', Digits[random.Next(Digits.Length)], "!_-."[random.Next(4)]);
        return new string(characters);
    }

    static string Characters(Random random, int length)
    {
        const string All = Letters + "ABCDEFGHJKLMNPQRSTUVWXYZ" + Digits;
        var characters = Enumerable.Range(0, length).Select(_ => All[random.Next(All.Length)]).ToArray();
        (characters[0], characters[2], characters[^1]) = (Letters[random.Next(Letters.Length)], Digits[random.Next(Digits.Length)], 'k');
        return new string(characters);
    }

    static WrittenSecret Token(string pattern, Random random)
    {
        var (written, secret) = FakeSecret.Of(new SecretFormat("token", pattern), random.Next(1_000_000));
        return new WrittenSecret("", $"use {written} now", [secret]);
    }

    static WrittenSecret Plain(string form, string secret) =>
        new("", string.Format(CultureInfo.InvariantCulture, Braced(form), secret), [secret]);

    static WrittenSecret Escaped(string form, string secret, Func<string, string> escape)
    {
        var written = escape(secret);
        return new WrittenSecret("", string.Format(CultureInfo.InvariantCulture, form, written), [secret, written]);
    }

    static WrittenSecret Encoded(string text)
    {
        var written = Convert.ToBase64String(System.Text.Encoding.ASCII.GetBytes(text));
        return new WrittenSecret("", $"decode {written} first", [written]);
    }

    static WrittenSecret Hex(string text)
    {
        var written = Convert.ToHexStringLower(System.Text.Encoding.ASCII.GetBytes(text));
        return new WrittenSecret("", $"decode {written} first", [written]);
    }

    static string Every(string text, Func<int, string> escape) => string.Concat(text.Select(c => escape(c)));

    // A format of .NET takes every other brace for its own.
    static string Braced(string form) => form.Replace("{", "{{").Replace("}", "}}").Replace("{{0}}", "{0}");
}
