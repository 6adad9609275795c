using SkillMcp.Safety;

namespace SkillMcp.Tests.Safety;

public sealed class PasswordArgumentTests
{
    [Theory]
    [InlineData("curl: -u *", "curl -u kettle", "kettle")]
    [InlineData("curl: -u *", "curl -s\t-u kettle", "kettle")]
    [InlineData("curl: -u *", "(curl -u kettle)", "kettle")]
    [InlineData("curl: -u *", "a; curl -u kettle", "kettle")]
    [InlineData("curl: -u *", "/usr/bin/curl -u kettle", "kettle")]
    [InlineData("curl: -u *", "curl.exe -u kettle", "kettle")]
    [InlineData("curl: -u *", "curl -s \\\n  -u kettle", "kettle")]
    [InlineData("curl: -u *", "wget -u kettle", "")]
    [InlineData("curl: -u *", "curl x; wget -u kettle", "")]
    [InlineData("curl: -u *", "curl x | wget -u kettle", "")]
    [InlineData("curl: -u *", "curl x\nwget -u kettle", "")]
    [InlineData("curl: -u *", "curl x-u kettle", "")]
    [InlineData("curl: -u *", "curl -U kettle", "")]
    [InlineData("curl: -u *", "my-curl -u kettle", "")]
    [InlineData("curl: -u *", "curl -u", "")]
    [InlineData("curl: -u ?:*", "curl -u alice:kettle", "kettle")]
    [InlineData("curl: -u ?:*", "curl -u 'alice:a kettle'", "a kettle")]
    [InlineData("curl: -u ?:*", "curl -u alice:'a kettle'", "a kettle")]
    [InlineData("curl: -u ?:*", "curl -u alice", "")]
    [InlineData("curl: -p*", "curl -p'a kettle' x", "a kettle")]
    [InlineData("curl: -p*", "sh -c \"curl -p'a kettle' x\"", "a kettle")]
    [InlineData("curl: -p*", "[\"curl\", \"-pkettle\"]", "kettle")]
    [InlineData("curl: -p*", "{\\\"run\\\": \\\"curl -pkettle\\\"}", "kettle")]
    [InlineData("curl: -p*", "curl -pkettle, then", "kettle")]
    [InlineData("curl,wget: -p *", "wget -p kettle", "kettle")]
    [InlineData("docker login: -p *", "docker login -p kettle", "kettle")]
    [InlineData("docker login: -p *", "docker -x login -p kettle", "kettle")]
    [InlineData("docker login: -p *", "docker run -p kettle", "")]
    [InlineData("htpasswd -~b: *$", "htpasswd -cb file alice kettle", "kettle")]
    [InlineData("htpasswd -~b: *$", "htpasswd -nbB alice kettle >> file", "kettle")]
    [InlineData("htpasswd -~b: *$", "htpasswd -c file alice", "")]
    [InlineData("wpa: ^? *", "wpa Home kettle", "kettle")]
    [InlineData("wpa: ^? *", "wpa -x Home kettle", "Home")]
    [InlineData("echo: ?:* | chpasswd", "echo 'alice:kettle' | chpasswd", "kettle")]
    [InlineData("echo: ?:* | chpasswd", "echo 'alice:kettle' > chpasswd", "")]
    [InlineData("curl: %-u *", "curl -u kettle", "")]
    [InlineData("curl: %-u *", "curl -u Kettle4x", "Kettle4x")]
    [InlineData("curl: -u *", "curl -u $NAME", "")]
    [InlineData("curl: -u *", "curl -u \"${NAME}\"", "")]
    [InlineData("curl: -u *", "curl -u <name>", "")]
    [InlineData("curl: -u *", "curl -u {name}", "")]
    [InlineData("curl: -u *", "curl -u password123", "")]
    [InlineData("curl: -u *", "curl -u -x", "")]
    public void A_password_is_taken_where_the_program_takes_it(string rule, string text, string password)
    {
        var argument = new PasswordArgument(rule.Split(": ")[0], rule.Split(": ")[1]);
        var found = Lines(text).SelectMany(words => Enumerable.Range(0, words.Count)
            .Where(at => argument.Programs.Contains(PasswordArguments.ProgramOf(words[at].In(text)).ToString()))
            .SelectMany(at => argument.In(text, words, at, words.Count)));

        Assert.Equal(password, string.Join(' ', found.Select(where => text[where]).Distinct()));
    }

    [Theory]
    [InlineData("your-api-key-here")]
    [InlineData("password123")]
    [InlineData("changeme")]
    [InlineData("<token>")]
    [InlineData("$TOKEN")]
    [InlineData("${{ secrets.TOKEN }}")]
    [InlineData("xxxxxxxxxxxx")]
    [InlineData("hunter2")]
    [InlineData("s3cr3t")]
    [InlineData("my-secret-pw")]
    [InlineData("mysecretpassword")]
    [InlineData("YOUR_API_TOKEN")]
    [InlineData("P@ssw0rd!")]
    [InlineData("wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY")]
    public void What_documentation_writes_for_a_secret_stays(string value) => Assert.All(
        [
            $"export DB_PASSWORD={value}", $"password: {value}", $"API_KEY=\"{value}\"", $"the password is {value}.",
            $"curl -u alice:{value} https://web1", $"docker login -u ci -p {value}", $"Authorization: Bearer {value}",
            $"aws_secret_access_key = {value}", $"| password |\n|---|\n| {value} |",
        ],
        text => Assert.Equal(text, new SecretRedactor().Redact(text)));

    [Theory]
    [InlineData("postgres://postgres:postgres@localhost:5432/shop")]
    [InlineData("mysql://shop:shop@localhost/shop")]
    [InlineData("AKIAIOSFODNN7EXAMPLE")]
    [InlineData("Publish with a one-time password for 2FA-enabled accounts")]
    [InlineData("hash the password with SHA256 and 128-bit salts")]
    [InlineData("password_hash = hashlib.md5(password.encode()).hexdigest()")]
    [InlineData("re.compile(\"-----BEGIN (RSA |EC )?PRIVATE KEY-----\")")]
    [InlineData("the password is read from NEO4J_PASSWORD_2")]
    [InlineData("| Malformed token | 401 for non-JWT |")]
    public void What_only_speaks_of_a_secret_stays(string text) => Assert.Equal(text, new SecretRedactor().Redact(text));

    [Fact]
    public void Text_made_to_be_slow_is_searched_in_linear_time()
    {
        string[] repeated =
        [
            "mysql ", "curl -u ", "echo a:b | ", "htpasswd -b ", "\"", "'mysql \"", "password is ", "password: x ", "cookie a=",
            "%25", "\\u0041", "&amp;", "YWJj", "41", "user,password\n", "| password |\n|---|\n", "\\\"", "openssl -k $",
            "-----BEGIN PRIVATE KEY-----",
        ];
        foreach (var part in repeated)
        {
            var text = string.Concat(Enumerable.Repeat(part, 65_536 / part.Length));
            var start = System.Diagnostics.Stopwatch.GetTimestamp();
            try
            {
                new SecretRedactor().Redact(text);
            }
            catch (SkillException)
            {
                // It is refused, and that in time.
            }
            var took = System.Diagnostics.Stopwatch.GetElapsedTime(start);
            Assert.True(took < TimeSpan.FromSeconds(2), $"{part}: {took}");
        }
    }

    static IEnumerable<List<ShellWord>> Lines(string text)
    {
        for (int begin = 0, end; begin < text.Length; begin = end + 1)
        {
            end = ShellWords.EndOfLine(text, begin);
            foreach (var words in ShellWords.In(text, begin, end))
            {
                yield return words;
            }
        }
    }
}
