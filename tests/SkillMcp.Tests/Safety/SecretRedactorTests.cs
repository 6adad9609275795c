using SkillMcp.Safety;

namespace SkillMcp.Tests.Safety;

public sealed class SecretRedactorTests
{
    public static TheoryData<string, string> Formats => [.. SecretFormats.All.Select(format => (format.Name, format.Pattern)).Distinct()];

    [Fact]
    public void Every_format_is_its_own_and_there_are_enough_of_them() =>
        Assert.True(SecretFormats.All.Select(format => format.Pattern).Distinct().Count() > 350);

    [Theory]
    [MemberData(nameof(Formats))]
    public void A_secret_of_every_format_becomes_a_parameter(string name, string pattern)
    {
        var format = new SecretFormat(name, pattern);
        for (var seed = 0; seed < 20; seed++)
        {
            var (written, secret) = FakeSecret.Of(format, seed);

            var clean = new SecretRedactor().Redact($"run it with {written} and look");

            Assert.DoesNotContain(secret, clean);
            Assert.Contains("{secret_", clean);
            Assert.Equal(1, clean.Split("{secret_").Length - 1);
        }
    }

    [Fact]
    public void A_private_key_goes_whole()
    {
        const string Key = "-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNzaC1rZXktdjEA\nAAAA==\n-----END OPENSSH PRIVATE KEY-----";

        Assert.Equal("{secret_private_key}\nthen connect", new SecretRedactor().Redact($"{Key}\nthen connect"));
    }

    [Fact]
    public void The_same_secret_is_the_same_parameter_and_another_is_another()
    {
        var format = new SecretFormat("github_token", "ghp_<a36>");
        var (one, other) = (FakeSecret.Of(format, 1).Secret, FakeSecret.Of(format, 2).Secret);
        var redactor = new SecretRedactor();

        Assert.Equal("{secret_github_token} {secret_github_token_2} {secret_github_token}", redactor.Redact($"{one} {other} {one}"));
    }

    [Fact]
    public void What_is_around_a_secret_stays() => Assert.Equal(
        "psql postgres://app:{secret_password}@db.internal:5432/shop -c 'select 1'",
        new SecretRedactor().Redact("psql postgres://app:s3cr3t-Pa55@db.internal:5432/shop -c 'select 1'"));

    // Read in every way that it can be parted, it would take hours.
    [Fact]
    public void A_password_of_many_words_is_no_example_and_takes_no_time()
    {
        var text = $"PASSWORD={string.Concat(Enumerable.Repeat("mypassword", 30))}kettle";

        Assert.NotEqual(text, new SecretRedactor().Redact(text));
    }

    [Theory]
    [InlineData("kubectl get secret my-app-tls-2024 -o yaml")]
    [InlineData("tool --secret my-app-tls-2024 --token $TOKEN --api-key your-api-key-here --token {token}")]
    [InlineData("secretName: my-app-tls-2024")]
    [InlineData("password: the one that the user chose")]
    [InlineData("export PGPASSWORD=$DB_PASSWORD; psql -U {user}")]
    [InlineData("curl -H 'Authorization: Bearer {token}' https://api.example.com")]
    [InlineData("git checkout 3f786850e387550fdab836ed7e6dc881de23001b")]
    [InlineData("docker pull alpine@sha256:c5b1261d6d3e43071626931fc004f70149baeba2c8ec672bd4f27761f8e1ad6b")]
    [InlineData("token: {secret_token}")]
    [InlineData("API_KEY=your-api-key-here-1")]
    [InlineData("ENV SECRET_KEY=mysecretkey123")]
    [InlineData("password: 'loadtest123'")]
    [InlineData("password: \"Test123!@#\"")]
    [InlineData("Authorization: Bearer eyJhbGciOiJIUzI1NiIs...")]
    [InlineData("Version=4.0.0.0, Culture=neutral, PublicKeyToken=b03f5f7f11d50a3a")]
    [InlineData("https://example.com:8080/users/@me")]
    [InlineData("max_tokens: 4096")]
    [InlineData("http://localhost:8080?email=bob@example.com")]
    [InlineData("backup --password=%PASS% --to disk")]
    [InlineData("backup --password=file:///run/pass")]
    [InlineData("token: sha256:3f786850e387550fdab836ed7e6dc881de23001b3f786850e387550f")]
    [InlineData("jenkins.war: 9e107d9d372bb6826bd81d3542a419d6")]
    [InlineData("pytest --token-file=tokens/abc123-of-the-tests")]
    [InlineData("docker build --secret id=npmrc,src=.npmrc .")]
    [InlineData("serve --max-tokens 4096 --max-tokens=4096")]
    [InlineData("serve --tokenizer=maker/Model-3-8b-instruct")]
    [InlineData("ffmpeg -passlogfile stats.log")]
    [InlineData("mysql -h db -P3306 -p shop")]
    [InlineData("curl -u $NAME:$PASSWORD https://api.example.com")]
    [InlineData("cp -p S3cretPass96 copy; docker ps")]
    public void What_only_speaks_of_secrets_stays_as_it_is(string text) => Assert.Equal(text, new SecretRedactor().Redact(text));

    [Theory]
    [InlineData("node publish.js a.tgz --token npm_Zx9Kq27LmPwT4vRb81Yc", "node publish.js a.tgz --token {secret_token}")]
    [InlineData("deploy --auth-token a8f5f167f44f4964e6c998dee827110c", "deploy --auth-token {secret_token}")]
    [InlineData("deploy --api-key \"Zx9Kq27LmPwT4vRb81Yc\" now", "deploy --api-key \"{secret_api_key}\" now")]
    [InlineData("curl -u admin:S3cretPass99 https://api.example.com", "curl -u admin:{secret_password} https://api.example.com")]
    [InlineData("redis-cli -h cache -a S3cretPass98 ping", "redis-cli -h cache -a {secret_password} ping")]
    [InlineData("mysql -u root -pS3cretPass97 shop", "mysql -u root -p{secret_password} shop")]
    [InlineData("docker login -u ci -p S3cretPass96", "docker login -u ci -p {secret_password}")]
    [InlineData("curl -d '{\\\"password\\\": \\\"S3cretPass95\\\"}'", "curl -d '{\\\"password\\\": \\\"{secret_password}\\\"}'")]
    [InlineData("API_KEY=abc123d3f456", "API_KEY={secret_api_key}")]
    [InlineData("API_KEY=abd124dfe457", "API_KEY={secret_api_key}")]
    [InlineData("export PASSWORD=rootmaster", "export PASSWORD={secret_password}")]
    [InlineData("PublicKeyToken=S3cretPass94xKettle7", "PublicKeyToken={secret_token}")]
    [InlineData("SECRET_KEY=mysecretkettle42", "SECRET_KEY={secret_secret}")]
    [InlineData("export PASSWORD=correcthorsebattery", "export PASSWORD={secret_password}")]
    [InlineData("postgres://postgres:kettle@localhost/postgres", "postgres://postgres:{secret_password}@localhost/postgres")]
    public void A_password_is_taken_where_it_is_and_nowhere_else(string text, string without) =>
        Assert.Equal(without, new SecretRedactor().Redact(text));

    [Fact]
    public void What_is_a_word_too_goes_only_where_it_was_a_secret()
    {
        var redactor = new SecretRedactor();
        redactor.Redact("PGPASSWORD=kettle psql; PGPASSWORD=S3cretPass96 psql");

        Assert.Equal(
            "seed kettle with {secret_password_2}, not xS3cretPass96",
            redactor.Redact("seed kettle with S3cretPass96, not xS3cretPass96"));
    }

    [Fact]
    public void More_secrets_than_any_run_needs_are_refused()
    {
        var text = string.Join(' ', Enumerable.Range(0, 101).Select(number => $"pwd=a{number:d6}b"));

        var refused = Assert.Throws<SkillException>(() => new SecretRedactor().Redact(text));

        Assert.Contains("more than 100 secrets", refused.Message);
    }

    [Fact]
    public void Cleaning_again_changes_nothing() => Assert.All(SecretFormats.All, format =>
    {
        var once = new SecretRedactor().Redact(FakeSecret.Of(format, 3).Written);
        Assert.Equal(once, new SecretRedactor().Redact(once));
    });

    [Theory]
    [InlineData("S3cretPa", true)]
    [InlineData("S3cretP", false)]
    [InlineData("87654321", false)]
    [InlineData("secretword", false)]
    [InlineData("postgres16", false)]
    [InlineData("postGres16", true)]
    [InlineData("p0stgres16", true)]
    [InlineData("Postgresx", false)]
    public void What_can_be_nothing_but_a_secret_goes_wherever_it_stands_as_a_word(string secret, bool tells)
    {
        var redactor = new SecretRedactor();
        Assert.Equal("export PASSWORD={secret_password}", redactor.Redact($"export PASSWORD={secret}"));

        var kept = tells ? "{secret_password}" : secret;
        Assert.Equal($"{kept} ({kept}), {kept}", redactor.Redact($"{secret} ({secret}), {secret}"));
        Assert.Equal($"x{secret} {secret}x", redactor.Redact($"x{secret} {secret}x"));
    }

    [Fact]
    public void Known_secrets_that_begin_alike_are_told_apart()
    {
        var redactor = new SecretRedactor();
        redactor.Redact("PASSWORD=S3cretPass96 PASSWORD=S3cretPass97");

        Assert.Equal("a {secret_password_2} {secret_password} S3cretPass98", redactor.Redact("a S3cretPass97 S3cretPass96 S3cretPass98"));
    }

    [Theory]
    [InlineData("-----BEGIN RSA PRIVATE KEY-----\nabc\n-----END RSA PRIVATE KEY-----", "{secret_private_key}")]
    [InlineData("a -----BEGIN PRIVATE KEY-----\nabc\n-----END PRIVATE KEY----- b", "a {secret_private_key} b")]
    [InlineData("-----BEGIN PRIVATE KEY-----\nabc", "{secret_private_key}")]
    [InlineData("-----BEGIN PRIVATE KEY-----\nabc\n-----END PRIVATE KEY", "{secret_private_key}")]
    [InlineData("k = '-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2Vw'\nrun the tests\n", "k = '{secret_private_key}'\nrun the tests\n")]
    [InlineData("k = \"-----BEGIN PRIVATE KEY-----\\nMC4CAQAwBQYDK2Vw\\nQ2LmZx==\"\nmain()", "k = \"{secret_private_key}\"\nmain()")]
    [InlineData(
        "-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\n\nMC4CAQAwBQYDK2Vw MC4aAQ w0AwBQ\nand so on",
        "{secret_private_key}\nand so on")]
    [InlineData(
        "-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2Vw\n\n# Text\n\n"
        + "-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2Vx\n-----END PRIVATE KEY-----",
        "{secret_private_key}\n\n# Text\n\n{secret_private_key_2}")]
    [InlineData("-----BEGIN CERTIFICATE-----\nabc", "-----BEGIN CERTIFICATE-----\nabc")]
    [InlineData("-----BEGINNING PRIVATE KEY", "-----BEGINNING PRIVATE KEY")]
    [InlineData("----- PRIVATE KEY", "----- PRIVATE KEY")]
    public void A_private_key_goes_with_its_armour(string text, string clean) => Assert.Equal(clean, new SecretRedactor().Redact(text));

    [Theory]
    [InlineData("PASSWORD=********")]
    [InlineData("PASSWORD=xxxxxxxx")]
    [InlineData("PASSWORD=XXXXXXXX")]
    [InlineData("PASSWORD=........")]
    [InlineData("PASSWORD={secret_password}")]
    public void What_was_taken_out_before_stays(string text) => Assert.Equal(text, new SecretRedactor().Redact(text));

    [Fact]
    public void A_value_is_a_secret_by_itself_or_by_its_name()
    {
        Assert.True(new SecretRedactor().IsSecret("PASSWORD", "correcthorsebattery"));
        Assert.True(new SecretRedactor().IsSecret("x", "postgres://app:s3cr3t-Pa55@db/shop"));
        Assert.False(new SecretRedactor().IsSecret("namespace", "correcthorsebattery"));
    }

    [Fact]
    public void A_hundred_secrets_are_taken()
    {
        var redactor = new SecretRedactor();
        redactor.Redact(string.Join(' ', Enumerable.Range(0, 100).Select(number => $"pwd=a{number:d6}b")));

        Assert.Equal("pwd={secret_password_100}", redactor.Redact("pwd=a000099b"));
    }
}
