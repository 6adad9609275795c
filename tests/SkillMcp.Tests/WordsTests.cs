using CsCheck;

namespace SkillMcp.Tests;

public sealed class WordsTests
{
    [Theory]
    [InlineData("deployToStaging", "deploy stage deploytostag")]
    [InlineData("docker_ecr-login", "docker ecr login dockerecrlogin")]
    [InlineData("HTTPServer", "http server httpserver")]
    [InlineData("python3", "python 3 python3")]
    [InlineData("S3 s", "3 s3")]
    [InlineData("C++ and C# on .NET", "cpp c csharp c dotnet net")]
    [InlineData("F# f c+ net .network K8S", "fsharp f f c net network kubernet k 8 k8")]
    [InlineData("parseXMLFile", "pars xml file parsexmlfil")]
    [InlineData("--a-_b'-", "b")]
    [InlineData("web-", "web")]
    [InlineData("Let’s let's", "")]
    public void Words_that_were_written_together_are_found_apart_and_together(string text, string stems) =>
        Assert.Equal(stems, string.Join(' ', Words.Of(text)));

    [Fact]
    public void Case_and_accents_make_no_difference() =>
        Assert.Equal(Words.Of("grosse naive resume"), Words.Of("GROSSE naïve Résumé"));

    [Fact]
    public void What_only_says_how_one_speaks_is_left_out() =>
        Assert.Equal(["deploy", "api"], Words.Of("Hello, could you please help me deploy the API?"));

    [Fact]
    public void A_question_keeps_the_words_that_tell_it_from_another()
    {
        Assert.NotEqual(Words.WithFunctionWords("how much is it"), Words.WithFunctionWords("how long is it"));
        Assert.Empty(Words.WithFunctionWords("it is the"));
    }

    [Fact]
    public void A_script_without_spaces_is_cut_into_pairs() =>
        Assert.Equal(["部署", "署应", "应用"], Words.Of("部署应用"));

    [Theory]
    [InlineData("ヿヿ一", "ヿヿ ヿ一")]
    [InlineData("㐀䶿鿿", "㐀䶿 䶿鿿")]
    [InlineData("가힣กฯ", "가힣 힣ก กฯ")]
    [InlineData("数", "数")]
    [InlineData("用kubectl部署", "用 kubectl 部署")]
    [InlineData("部-署", "部 署")]
    [InlineData("привет", "привет")]
    [InlineData("𠀀🚀", "")]
    public void Only_scripts_without_spaces_are(string text, string words) => Assert.Equal(words, string.Join(' ', Words.Of(text)));

    [Fact]
    public void Hashes_and_keys_are_not_words() =>
        Assert.Empty(Words.Of(new string('x', 41)));

    [Theory]
    [InlineData("C++ c++ c+ C# F# f", "cpp c cpp c c csharp c fsharp f f")]
    [InlineData("abc++ af#", "abc af")]
    [InlineData("k8s K8S k9s", "kubernetes k 8 k8 kubernetes k 8 k8 k 9 k9")]
    [InlineData(".NET net x.net", "dotnet net net x dotnet net")]
    [InlineData("don't user's rock’n’roll", "don t dont user rock n roll rocknroll")]
    [InlineData("a--b a-b- _a_", "a b a b ab a")]
    [InlineData("aB1c2D", "a b 1 c 2 d ab1c2d")]
    [InlineData("HTTPSServer ABc XMLs", "https server httpsserver a bc abc xm ls xmls")]
    [InlineData("Größe123", "grosse 123 grosse123")]
    [InlineData("語", "語")]
    [InlineData("語abc部署x", "語 abc 部署 x")]
    [InlineData("かな カナ 한글말 ไทย", "かな カナ 한글 글말 ไท ทย")]
    [InlineData("a.b,c", "a b c")]
    public void Words_are_split_where_people_write_them_together(string text, string words) =>
        Assert.Equal(words, string.Join(' ', Words.Split(text)));

    [Fact]
    public void The_scripts_that_have_no_spaces_end_where_they_end()
    {
        Assert.All(
            "\u3040\u30ff\u3400\u4dbf\u4e00\u9fff\uac00\ud7af\u0e00\u0e7f",
            c => Assert.True(!char.IsLetterOrDigit(c) || Words.Split($"{c}x").SequenceEqual([$"{c}", "x"])));
        Assert.All(
            "\u0dff\u0e80\u4dc0\ua000\uabff\ud7b0",
            c => Assert.True(!char.IsLetterOrDigit(c) || Words.Split($"{c}x").SequenceEqual([$"{c}x"])));
    }

    [Fact]
    public void A_word_has_forty_letters_at_most()
    {
        var forty = new string('x', 40);

        Assert.Equal([forty], Words.Split(forty));
        Assert.Equal(["a"], Words.Split($"{forty}x a"));
        Assert.Equal([new string('x', 39), "1", $"{new string('x', 39)}1"], Words.Split($"{new string('x', 39)}1"));
        Assert.Equal([forty, "1"], Words.Split($"{forty}1"));
    }

    [Fact]
    public void A_word_has_40_characters_at_most_and_so_has_a_joined_one()
    {
        var (part, longer) = (new string('x', 20), new string('x', 21));

        Assert.Equal([new string('x', 40)], Words.Of(new string('x', 40)));
        Assert.Equal([part, part, part + part], Words.Of($"{part}-{part}"));
        Assert.Equal([part, longer], Words.Of($"{part}-{longer}"));
    }

    [Fact]
    public void Any_text_has_words() =>
        Gen.String.Sample(text => Words.Of(text).All(word => word.Length > 0 && !word.Contains(' ')));

    [Fact]
    public void The_words_of_words_are_those_words() =>
        Gen.OneOf("deploy", "rolling", "kubernetes", "certificate", "latency", "http", "redis", "backups", "indexing").Array[1, 8]
            .Sample(words => Assert.Equal(words.Select(Stemmer.Stem), Words.Of(string.Join(' ', words))));
}
