using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using CsCheck;
using SkillMcp.Admissions;
using SkillMcp.Fields;
using SkillMcp.Safety;

namespace SkillMcp.Tests.Safety;

/// <summary>What holds for secrets of every kind, in all surroundings.</summary>
public sealed partial class SecretFixedPointTests
{
    static readonly string[] Surroundings =
    [
        "{0}", "'{0}'", "\"{0}\"", "`{0}`", "({0})", "[{0}]", "<{0}>", "# {0}", "| {0} |", "{0}\n{0}", "{0}:",
        "use {0} here", "use {0}, then go on", "it is {0}.", "password is {0}.",
        "password={0}", "password: {0}", "PASSWORD='{0}'", "export X='{0}'", "export DB_PASSWORD=\"{0}\"", "--password {0}",
        "--password={0}", "token: {0}", "secret={0}", "api_key = \"{0}\"", "- token: {0}\n- next: 1",
        "{{\"password\": \"{0}\"}}", "{{\\\"token\\\": \\\"{0}\\\"}}",
        "Authorization: Bearer {0}", "Authorization: Basic {0}", "authorization: token {0}", "X-Api-Key: {0}",
        "https://user:{0}@host/path", "postgres://app:{0}@db:5432/shop", "https://host/path?token={0}&page=2",
        "curl -u admin:{0} https://host", "mysql -u root -p{0} shop", "docker login -u ci -p {0}", "sshpass -p '{0}' ssh host",
    ];

    static readonly Gen<(string Written, string Secret)> AnySecret =
        Gen.Select(Gen.Int[0, SecretFormats.All.Count - 1], Gen.Int[0, 1_000])
            .Select(drawn => FakeSecret.Of(SecretFormats.All[drawn.Item1], drawn.Item2));

    static readonly Gen<string> Surrounding = Gen.Int[0, Surroundings.Length - 1].Select(number => Surroundings[number]);

    static readonly Gen<string> Glue = Gen.Int[0, 9].Select(number => new[] { " ", "\n", "-", "_", ".", ",", "/", "=", ":", "" }[number]);

    static readonly Gen<string> SecretText = Gen.Select(AnySecret, Surrounding, Gen.Bool)
        .Select(drawn => string.Format(null, drawn.Item2, drawn.Item3 ? drawn.Item1.Written : drawn.Item1.Secret));

    static readonly Gen<string> AnyText =
        Gen.Select(SecretText, Glue).Select(drawn => drawn.Item1 + drawn.Item2).Array[1, 6].Select(string.Concat);

    static readonly Gen<string[]> Texts = AnyText.Array[1, 5];

    [Fact]
    public void Redacting_again_changes_nothing() => AnyText.Sample(text =>
    {
        var redactor = new SecretRedactor();
        var once = redactor.Redact(text);
        Assert.Equal(once, redactor.Redact(once));
        Assert.Equal(once, new SecretRedactor().Redact(once));
    }, iter: 500);

    [Fact]
    public void Texts_are_done_after_few_passes_and_stay_as_they_are() => Texts.Sample(texts =>
    {
        var counted = new CountedTexts(texts);
        var redacted = Redaction.ToFixedPoint(counted);
        Assert.InRange(counted.Passes.Value, 1, 4);
        Assert.Equal(redacted.Texts, Redaction.ToFixedPoint(new CountedTexts(redacted.Texts)).Texts);
    }, iter: 300);

    [Fact]
    public void A_text_without_secrets_is_read_once()
    {
        var counted = new CountedTexts(["list all files"]);
        Assert.Same(counted, Redaction.ToFixedPoint(counted));
        Assert.Equal(1, counted.Passes.Value);
    }

    // A secret that is found anywhere, in three texts: as its format writes it, in other surroundings, and alone.
    [Fact]
    public void The_same_secret_ends_as_the_same_placeholder_whichever_text_comes_first() =>
        Gen.Select(AnySecret.Where(made => IsDistinctive(made.Secret)), Surrounding, Gen.Int[0, 5]).Sample((made, surrounding, order) =>
        {
            string[] texts = [$"run {made.Written} now", string.Format(null, surrounding, made.Secret), $"then {made.Secret} again"];
            string[] ordered = order switch
            {
                0 => [texts[0], texts[1], texts[2]],
                1 => [texts[0], texts[2], texts[1]],
                2 => [texts[1], texts[0], texts[2]],
                3 => [texts[1], texts[2], texts[0]],
                4 => [texts[2], texts[0], texts[1]],
                _ => [texts[2], texts[1], texts[0]],
            };
            var redacted = Redaction.ToFixedPoint(new CountedTexts(ordered)).Texts;
            Assert.All(redacted, text => Assert.DoesNotContain(made.Secret, text));
            if (surrounding.Contains("-p{0}"))
            {
                // Where a secret of two words stands right behind a flag, its first word is a password too.
                return;
            }
            var placeholder = Assert.Single(PlaceholdersIn(redacted));
            Assert.All(redacted, text => Assert.Contains(placeholder, text));
        }, iter: 500);

    [Fact]
    public void A_placeholder_is_never_taken_for_a_secret() =>
        Gen.Select(Surrounding, Gen.Int[0, SecretFormats.All.Count - 1], Gen.Int[1, 100]).Sample((surrounding, format, number) =>
        {
            var name = SecretFormats.All[format].Name;
            var text = string.Format(null, surrounding, number == 1 ? $"{{secret_{name}}}" : $"{{secret_{name}_{number}}}");
            Assert.Equal(text, new SecretRedactor().Redact(text));
        }, iter: 300);

    [Fact]
    public void A_secret_that_begins_with_another_keeps_a_placeholder_of_its_own()
    {
        string[] texts = ["seed Abcdef12-more34", "PASSWORD=Abcdef12", "PASSWORD=Abcdef12-more34"];
        foreach (var ordered in new[] { texts, [.. texts.Reverse()] })
        {
            var redacted = Redaction.ToFixedPoint(new CountedTexts(ordered)).Texts;
            Assert.Equal(2, PlaceholdersIn(redacted).Count());
            Assert.Contains("seed {" + PlaceholderIn("PASSWORD=Abcdef12-more34") + "}", redacted);

            string PlaceholderIn(string text) => redacted[Array.IndexOf(ordered, text)]["PASSWORD={".Length..^1];
        }
    }

    [Theory]
    [InlineData("PASSWORD='-----BEGIN RSA PRIVATE KEY-----\nMIIB\n-----END RSA PRIVATE KEY-----'", "PASSWORD='{secret_password}'")]
    [InlineData("password: S3cretPass99. Then log in.", "password: {secret_password}. Then log in.")]
    [InlineData("password: S3cret.Pass.99", "password: {secret_password}")]
    public void A_secret_is_taken_to_its_end_and_no_further(string text, string redacted) =>
        Assert.Equal(redacted, new SecretRedactor().Redact(text));

    [Fact]
    public void Tokens_that_run_into_each_other_cannot_make_redacting_slow()
    {
        string Chain(int tokens) =>
            string.Concat(Enumerable.Range(0, tokens).Select(number => $"glpat-kq3vz8dxs2{7_000_000_000 + number}-"));

        Assert.DoesNotContain("glpat", new SecretRedactor().Redact(Chain(5)));
        Assert.Throws<SkillException>(() => new SecretRedactor().Redact(Chain(2_000)));
    }

    static IEnumerable<string> PlaceholdersIn(IEnumerable<string> texts) =>
        texts.SelectMany(text => SecretPlaceholder().Matches(text)).Select(found => found.Value).Distinct();

    [GeneratedRegex(@"\{secret_[a-z0-9_]+\}")]
    private static partial Regex SecretPlaceholder();

    static bool IsDistinctive(string secret)
    {
        var redactor = new SecretRedactor();
        redactor.Redact($"PASSWORD='{secret}'");
        return redactor.Redact($"then {secret} again") != $"then {secret} again";
    }

    /// <summary>Texts of one value, which count how often they are visited.</summary>
    sealed record CountedTexts(IReadOnlyList<string> Texts) : ITextual<CountedTexts>
    {
        public StrongBox<int> Passes { get; init; } = new();

        public CountedTexts VisitTexts(TextVisitor visitor)
        {
            Passes.Value++;
            return this with { Texts = visitor.Texts(TextField.Step, Texts) };
        }
    }
}
