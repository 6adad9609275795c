using System.Collections.Frozen;
using System.Text.RegularExpressions;

namespace SkillMcp.Safety;

/// <summary>
/// Tells by the name of an argument whether its value is a secret. What a program is really called with under the name of a password is
/// one, however it looks: short, a word, with blanks or quotes in it. Only a placeholder is none.
/// </summary>
static partial class NamedSecret
{
    const string Password = "password";
    const string Token = "token";
    const string ApiKey = "api_key";
    const string Secret = "secret";
    const string Key = "key";
    const string Pin = "pin";
    const string Card = "card_number";
    const string Code = "one_time_code";
    const string License = "license_key";
    const string Credential = "credential";

    /// <summary>The kinds of secrets that have no format of their own.</summary>
    public static IReadOnlyList<string> Kinds { get; } = [Key, Pin, Card, Code, License];

    // By the last words of a name, the longest first: "dbPass" ends in "pass", and "max_tokens" in none of them.
    static readonly FrozenDictionary<string, string> Names = KindsByNames(
        (Password, """
            password|passwd|passphrase|pwd|pw|pass|passcode|passwort|kennwort|passwörter|mot de passe|motdepasse|mdp|senha|contraseña
            |contrasena|contrasenya|clave secreta|wachtwoord|lösenord|losenord|adgangskode|passord|salasana|heslo|hasło|haslo|parola|şifre
            |sifre|пароль|パスワード|暗証番号|密码|密碼|口令|비밀번호|암호|كلمة المرور|userpass|dbpass|rootpass|sshpass|dbpassword
            |userpassword|pass phrase|pass word|geheim
            """),
        (Token, """
            token|jwt|bearer|authtoken|accesstoken|apitoken|refreshtoken|idtoken|bearertoken|authorization|authorisation|auth|auth header
            """),
        (ApiKey, """
            api key|apikey|access key|accesskey|secret key|secretkey|private key|privatekey|encryption key|encryptionkey|signing key
            |signingkey|account key|accountkey|auth key|authkey|subscription key|shared key|master key|client key|service key|ssh key
            |sshkey|app key|application key|server key|storage key|decryption key|api secret
            """),
        (Secret, "secret|clientsecret|appsecret|sharedsecret|webhooksecret|geheimnis|secreto|segredo|シークレット"),
        (Key, "key|schlüssel|clé|clave|chave|chiave"),
        (Pin, "pin|pin code|pincode|pin number"),
        (Card, """
            card|card number|cardnumber|credit card|creditcard|credit card number|debit card|cc number|ccnumber|card no|pan|kartennummer
            """),
        (Code, """
            otp|totp|one time code|one time password|onetimepassword|mfa code|mfa|2 fa|2 fa code|two factor code|verification code
            |security code|auth code|cvv|cvc|csc|cvv 2|card code|otp code|tan
            """),
        (License, "license key|licence key|licensekey|licencekey|activation key|product key|serial key"),
        (Credential, "credential|credentials|creds|cookie|session cookie|connection string"));

    // What may follow the word itself: "password_confirmation", "new_password_2".
    static readonly FrozenSet<string> Trailing = FrozenSet.ToFrozenSet(
        ["confirm", "confirmation", "confirmed", "new", "old", "current", "repeat", "again", "value", "text", "plain", "plaintext"],
        StringComparer.Ordinal);

    const int MaxName = 80;
    const int MaxWords = 4;

    /// <summary>What kind of secret a value is because of the name that it belongs to; null if it is none.</summary>
    public static string? KindOf(string name, string value)
    {
        var trimmed = value.Trim();
        if (trimmed.Length == 0 || name.Length > MaxName || NamedKind(name) is not { } kind)
        {
            return null;
        }
        return !IsPlaceholder(trimmed) && MayBe(kind, trimmed) ? kind : null;
    }

    /// <summary>Whether a name is one for secrets, whatever its value.</summary>
    public static bool IsName(string name) => name.Length <= MaxName && NamedKind(name) is not null;

    /// <summary>The secret within a value, which a word may stand before: <c>Bearer …</c>.</summary>
    public static Range SecretIn(string value) => Scheme().Match(value) is { Success: true } scheme ? scheme.Length.. : ..;

    /// <summary>Whether a value only says where a secret is: <c>{password}</c>, <c>&lt;token&gt;</c>, <c>$TOKEN</c>, <c>****</c>.</summary>
    public static bool IsPlaceholder(string value) => Placeholder().IsMatch(value[SecretIn(value)].Trim());

    static string? NamedKind(string name)
    {
        var words = Word().Matches(name).Select(word => word.Value.ToLowerInvariant()).ToList();
        while (words.Count > 1 && (Trailing.Contains(words[^1]) || words[^1].All(char.IsAsciiDigit)) && !Names.ContainsKey(Last(words, 2)))
        {
            words.RemoveAt(words.Count - 1);
        }
        for (var count = Math.Min(words.Count, MaxWords); count > 0; count--)
        {
            if (Names.TryGetValue(Last(words, count), out var kind))
            {
                return kind;
            }
        }
        return null;
    }

    static string Last(List<string> words, int count) => string.Join(' ', words.TakeLast(count));

    /// <summary>Whether a value may be of a kind. A name alone does not tell the pin of a board from that of a card.</summary>
    static bool MayBe(string kind, string value) => kind switch
    {
        Password or Secret or ApiKey or License => !IsFlag(value),
        // "auth: basic" names a way, and a token of a text is a word.
        Token => !Way().IsMatch(value),
        Key => IsDrawn(value),
        Pin => PinForm().IsMatch(value),
        Card => CardForm().IsMatch(value),
        Code => CodeForm().IsMatch(value),
        Credential => value.Any(char.IsAsciiDigit) && value.Length >= 6 && !value.Contains('{') && !value.Contains('['),
        _ => false,
    };

    // "pass: 2" is the second one.
    static bool IsFlag(string value) => value.ToLowerInvariant() is "true" or "false" or "null" or "none" or "yes" or "no"
        || value.Length <= 2 && value.All(char.IsAsciiDigit);

    /// <summary>Whether a value was drawn at random, and is not a name with a number or an identifier of a thing.</summary>
    static bool IsDrawn(string value)
    {
        if (!KeyForm().IsMatch(value) || Guid.TryParse(value, out _))
        {
            return false;
        }
        var turns = value.Zip(value.Skip(1)).Count(pair => char.IsAsciiDigit(pair.First) && char.IsAsciiLetter(pair.Second)
            || char.IsAsciiLetter(pair.First) && char.IsAsciiDigit(pair.Second));
        return turns >= 4;
    }

    static FrozenDictionary<string, string> KindsByNames(params (string Kind, string Names)[] rows) => rows
        .SelectMany(row => row.Names.Split('|').Select(name => (Name: string.Join(' ', Whitespace.Split(name)), row.Kind)))
        .DistinctBy(row => row.Name)
        .ToFrozenDictionary(row => row.Name, row => row.Kind, StringComparer.Ordinal);

    [GeneratedRegex(@"\p{Lu}+(?![\p{Ll}])|\p{Lu}?[\p{Ll}\p{M}]+|[\p{Lo}\p{Lm}\p{M}ー]+|\p{N}+")]
    private static partial Regex Word();

    [GeneratedRegex(@"^(?:bearer|basic|token|apikey|digest)\s+(?=\S)", RegexOptions.IgnoreCase)]
    private static partial Regex Scheme();

    // What is written where a value is put in later, the name of a variable, the address of a vault, and what was masked.
    [GeneratedRegex(
        @"^(?:\{+[^{}]*\}+|<[^<>]*>|\[[A-Za-z_ -]+\]|\$\w+|\$\{[^{}]*\}|\$\([^()]*\)|\$\{\{[^{}]*\}\}|%\w+%|[*•x.…_]{3,}"
            + @"|(?-i:[A-Z]+(?:_[A-Z]+)+)"
            + @"|(?:vault|env|ssm|op|file|keyring|secretref):\S+|arn:aws:\S+|ref\+\S+|@Microsoft\.KeyVault\S+|(?:your"
            + @"|my)[-_ ]\S+[-_ ]here"
            + @"|\[?redacted\]?|<?hidden>?)$",
        RegexOptions.IgnoreCase)]
    private static partial Regex Placeholder();

    [GeneratedRegex(@"^(?:[a-z]{1,9}|[A-Z][a-z]{1,8}|\d{1,3}|true|false|null)$")]
    private static partial Regex Way();

    [GeneratedRegex(@"^[A-Za-z0-9_+=-]{16,}$")]
    private static partial Regex KeyForm();

    [GeneratedRegex(@"^\d(?:[ -]?\d){3,11}$")]
    private static partial Regex PinForm();

    [GeneratedRegex(@"^\d(?:[ -]?\d){11,18}$")]
    private static partial Regex CardForm();

    [GeneratedRegex(@"^(?=.*\d)[A-Za-z0-9 -]{3,12}$")]
    private static partial Regex CodeForm();
}
