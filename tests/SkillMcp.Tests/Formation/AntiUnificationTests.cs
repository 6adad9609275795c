using CsCheck;
using SkillMcp.Formation;

namespace SkillMcp.Tests.Formation;

public sealed class AntiUnificationTests
{
    [Fact]
    public void What_two_runs_differ_in_becomes_one_parameter_for_each_pair()
    {
        var generalization = Of(
            ["kubectl set image deployment/cart cart=web:2 -n staging", "kubectl logs cart -n staging"],
            ["kubectl set image deployment/search search=web:2 -n prod", "kubectl logs search -n prod"]);

        Assert.Equal(
            ["kubectl set image deployment/{deployment} {deployment}=web:2 -n {namespace}", "kubectl logs {deployment} -n {namespace}"],
            generalization!.General.Steps.Select(step => step.Text));
        Assert.Equal(
            [("deployment", "cart", "such as cart or search"), ("namespace", "staging", "such as staging or prod")],
            generalization.General.Parameters.Select(p => (p.Name, p.Example, p.Description)));
        Assert.Equal(["cart", "staging"], generalization.ValuesOfKnown);
        Assert.Equal(["search", "prod"], generalization.ValuesOfRun);
    }

    [Theory]
    [InlineData("kubectl rollout status deployment/cart", "kubectl rollout undo deployment/cart")]
    [InlineData("kubectl get pods", "kubectl delete pods")]
    [InlineData("npm run lint", "npm run format")]
    [InlineData("ls -r /tmp/x", "ls -R /tmp/x")]
    [InlineData("make test", "make test install")]
    [InlineData("createdb --name postgres", "createdb --name mysql")]
    [InlineData("./db.sh --do=backup", "./db.sh --do=restore")]
    [InlineData("echo 'a b'", "echo 'a c'")]
    [InlineData("Open the door", "Close the door")]
    [InlineData("apt-get --yes install nginx", "apt-get --yes purge nginx")]
    [InlineData("git --no-pager log", "git --no-pager diff")]
    [InlineData("rake db:migrate", "rake db:reset")]
    [InlineData("rm -rf /var/cache/app", "rm -rf /var/data/app")]
    [InlineData("kubectl apply --dry-run=client", "kubectl apply --dry-run=none")]
    [InlineData("ship --maintenance=true", "ship --maintenance=false")]
    [InlineData("git checkout -B Feature", "git checkout -B feature")]
    [InlineData("curl {url}", "curl -X DELETE https://prod.example.org/all")]
    public void A_step_that_is_really_different_has_no_least_general_generalization(string known, string run) =>
        Assert.Null(Of([known, "git status"], [run, "git status"]));

    [Fact]
    public void What_a_script_is_called_says_what_is_done() => Assert.Null(Of(
        ["pip install hushwave", "hushwave run rehearse.py", "hushwave stop"],
        ["pip install hushwave", "hushwave run publish.py", "hushwave stop"]));

    [Fact]
    public void A_step_more_or_less_has_none() => Assert.Null(Of(["make build"], ["make build", "make test"]));

    [Fact]
    public void An_authors_placeholder_stays_and_keeps_its_words()
    {
        var stage = new Parameter { Name = "stage", Description = "where to", Example = "qa" };
        var known = Procedure(["ship --to={stage}"]) with { Parameters = [stage] };

        var generalization = AntiUnification.Of(known, Procedure(["ship --to=prod"]));

        Assert.Equal(known.Steps, generalization!.General.Steps);
        Assert.Equal("where to", Assert.Single(generalization.General.Parameters).Description);
    }

    [Fact]
    public void Both_runs_are_instances_of_the_least_general_generalization() => Gen.Select(Runs, Runs).Sample((known, run) =>
    {
        if (AntiUnification.Of(known, run) is { } generalization)
        {
            Assert.Equal(known.Steps, generalization.General.Filled(generalization.General.Examples).Steps);
            Assert.True(Similarity.SameSteps(generalization.General.Steps, run.Steps));
        }
    }, iter: 3_000);

    [Fact]
    public void A_procedure_is_its_own_least_general_generalization() => Runs.Sample(run =>
    {
        var general = Generalizer.Generalize(run);
        Assert.Equal(general.Steps, AntiUnification.Of(general, general)?.General.Steps);
        Assert.Equal(general.Steps, AntiUnification.Of(general, run)?.General.Steps);
    }, iter: 1_000);

    [Fact]
    public void Values_in_compounds_are_aligned_and_give_the_known_run_back() => Gen.Select(Compounds, Compounds).Sample((known, run) =>
    {
        var general = Generalizer.Generalize(known);
        if (AntiUnification.Of(general, run) is { } generalization)
        {
            Assert.Equal(known.Steps, generalization.General.Filled(generalization.General.Examples).Steps);
            Assert.True(Similarity.SameSteps(generalization.General.Steps, run.Steps));
        }
    }, iter: 2_000);

    static readonly Gen<Procedure> Compounds =
        from name in Among("cart", "mail-relay", "Tool_2", "web-01", "runs_42")
        from version in Among("2.1.0", "0.9.3-rc.1", "1337", "s42", "#7", "2024Q4")
        from person in Among("Xu Wei", "Maria Lopez", "Sam")
        select Procedure(
        [
            $"helm upgrade {name} --set tag={version}",
            $"cp runs/{name}-s{version}/config.json registry/base_{name}_{version}.json",
            $"Tell {person} that \"{name} {version}\" is out",
            $"git tag -a {name}-v{version} -m \"{name} {version} for {person}\"",
        ]);

    static readonly Gen<Procedure> Runs =
        from lines in Among(
                "ship", "kubectl", "-n", "--to", "cart", "search", "deployment/cart", "deployment/search", "web:1", "web:2", "'x'", "{a}",
                "$b", "3", "4", "--to=cart", "--to=search", "//", "a=b=c").List[1, 4]
            .Select(words => string.Join(' ', words)).List[1, 3]
        select Procedure([.. lines]);

    static Gen<string> Among(params string[] words) => Gen.Int[0, words.Length - 1].Select(at => words[at]);

    [Fact]
    public void Filling_the_values_of_either_run_gives_that_run_back() => Gen.Select(Concrete, Concrete).Sample((known, run) =>
    {
        if (AntiUnification.Of(known, run) is { } generalization)
        {
            var parameters = generalization.General.Parameters;
            var valuesOfRun = parameters.ToDictionary(
                parameter => parameter.Name,
                parameter => Assert.Single(generalization.Values, values => IsOf(values, parameter)).Run);
            Assert.Equal(run.Steps.Select(step => step.Text), generalization.General.Filled(valuesOfRun).Steps.Select(step => step.Text));
            Assert.Equal(known.Steps, generalization.General.Filled(generalization.General.Examples).Steps);
        }

        static bool IsOf(ValuePair values, Parameter parameter) =>
            parameter.Example == values.Known && parameter.Description == $"such as {values.Known} or {values.Run}";
    }, iter: 3_000);

    [Fact]
    public void A_generalization_exists_in_both_directions_or_in_neither() => Gen.Select(Concrete, Concrete).Sample((a, b) =>
        Assert.Equal(AntiUnification.Of(a, b) is null, AntiUnification.Of(b, a) is null), iter: 3_000);

    /// <summary>Commands, alike often enough, without placeholders and quotes.</summary>
    static readonly Gen<Procedure> Concrete =
        from program in Among("ship", "kubectl get")
        from words in Among(
            "--to=cart", "--to=search", "--size=3", "--size=4", "deployment/cart", "deployment/search", "web:1", "web:2", "-v").List[1, 3]
        from more in Among("ship --to=cart", "ship --to=search", "ship --to=search --size=4")
        select Procedure([$"{program} {string.Join(' ', words)}", more]);

    [Fact]
    public void Steps_with_more_than_32_differences_are_other_steps()
    {
        string Step(int count, char last) => "ship " + string.Join(' ', Enumerable.Range(0, count).Select(at => $"--p{at}=x{at}{last}"));

        Assert.Equal(32, Of([Step(32, 'a')], [Step(32, 'b')])?.Values.Count);
        Assert.Null(Of([Step(33, 'a')], [Step(33, 'b')]));
    }

    [Fact]
    public void A_bare_word_is_a_value_where_the_same_two_differ_behind_a_key()
    {
        Assert.Null(Of(["kubectl logs cart"], ["kubectl logs search"]));
        Assert.NotNull(Of(["kubectl logs cart", "ship --app=cart"], ["kubectl logs search", "ship --app=search"]));
        Assert.Null(Of(["kubectl logs cart", "ship --app=cart"], ["kubectl logs search", "ship --app=shop"]));
    }

    [Fact]
    public void Only_names_and_numbers_are_left_of_the_values()
    {
        var generalization = Of(["ship --to=cart --size=3 -n web1"], ["ship --to=search --size=4 -n web1"])!;

        Assert.Equal([new ValuePair("cart", "search", AreNames: false), new ValuePair("3", "4", AreNames: true)], generalization.Values);
        Assert.Equal(["3"], generalization.OnlyNames.ValuesOfKnown);
        Assert.Equal(["4"], generalization.OnlyNames.ValuesOfRun);
    }

    [Theory]
    [InlineData(
        "Enter the subject \"Why forecasts fail\" in the plan",
        "Enter the subject \"Ways to fail\" in the plan",
        "Enter the subject \"{subject}\" in the plan")]
    [InlineData(
        "Post the count CC-2025-118 and unfreeze the aisle 19",
        "Post the count INV/0440 and unfreeze the aisle B7",
        "Post the count {count} and unfreeze the aisle {aisle}")]
    [InlineData("dir \"D:\\Out\\Nimbus\" /s", "dir \"D:\\Out\\Kita Sonnenhof\" /s", "dir \"D:\\Out\\{name}\" /s")]
    [InlineData("`helm history crm-api -n prod`", "`helm history mailer2 -n staging`", "`helm history {release} -n {namespace}`")]
    [InlineData(
        "./gradlew bundleProRelease --flavor Pro",
        "./gradlew bundleFreeRelease --flavor Free",
        "./gradlew bundle{flavor}Release --flavor {flavor}")]
    [InlineData("ffmpeg -i a.mov -crf 19 a_crf19.mp4", "ffmpeg -i a.mov -crf 23 a_crf23.mp4", "ffmpeg -i a.mov -crf {crf} a_crf{crf}.mp4")]
    [InlineData("Set the leave from 9 June 2025 on", "Set the leave from 14 July 2025 on", "Set the leave from {date} on")]
    [InlineData("POST /claims {\"estimate\":63000}", "POST /claims {\"estimate\":18500}", "POST /claims {\"estimate\":{estimate}}")]
    [InlineData("Open staff_dump.csv in Excel first", "Open Workday_All.xlsx in Excel first", "Open {file} in Excel first")]
    [InlineData(
        "saxon -s:aids/RG72.xml -o:public/RG72.html",
        "saxon -s:aids/F-12.xml -o:public/F-12.html",
        "saxon -s:aids/{id}.xml -o:public/{id}.html")]
    [InlineData(
        "systemd-analyze calendar \"*-*-* 02:15:00\"",
        "systemd-analyze calendar \"*-*-* 06:30:00\"",
        "systemd-analyze calendar \"*-*-* {time}:00\"")]
    [InlineData(
        "Build with `make -scheme Ferry all`.",
        "Build with `make -scheme WalletApp all`.",
        "Build with `make -scheme {scheme} all`.")]
    public void A_value_is_one_whatever_it_is_made_of(string known, string run, string general)
    {
        string[] others = ["git status", "git fetch --all", "git log --oneline"];

        var generalization = Of([known, .. others], [run, .. others]);

        Assert.Equal(general, generalization?.General.Steps[0].Text);
        Assert.Equal(run, generalization!.General.Filled(generalization.Bindings).Steps[0].Text);
    }

    [Fact]
    public void What_is_to_be_clicked_on_is_no_value() => Assert.Null(Of(
        ["Open the page", "Click \"Save as draft\"", "Close the page"],
        ["Open the page", "Click \"Publish right now\"", "Close the page"]));

    [Fact]
    public void A_long_value_fills_a_known_placeholder()
    {
        string[] others = ["Open the plan", "Close it"];
        var known = Of(["Ring Ruth Gerber and confirm 9:00", .. others], ["Ring Agnes Meier and confirm 8:30", .. others]);

        var generalization = AntiUnification.Of(
            known!.General, Procedure(["Ring the head of the night shift and confirm half past seven", .. others]));

        Assert.Equal("Ring {name} and confirm {time}", generalization?.General.Steps[0].Text);
        Assert.Equal("the head of the night shift", generalization!.Bindings["name"]);
    }

    [Fact]
    public void Words_that_always_stand_together_in_sentences_are_one_value_and_two_arguments_are_two()
    {
        var first = new Parameter { Name = "name", Example = "Swan" };
        var second = new Parameter { Name = "name_2", Example = "Lake" };
        Procedure Known(params string[] steps) => Procedure(steps) with { Parameters = [first, second] };

        var sentences = AntiUnification.Of(
            Known("Pick the event \"{name} {name_2}\"", "Tell {name} {name_2}, please", "Log out"),
            Procedure(["Pick the event \"Jazz Night\"", "Tell Jazz Night, please", "Log out"]));
        var commands = AntiUnification.Of(
            Known("cp {name} {name_2}", "cmp {name} {name_2}", "git status"),
            Procedure(["cp a.txt b.txt", "cmp a.txt b.txt", "git status"]));

        Assert.Equal(["Swan Lake"], sentences!.General.Parameters.Select(parameter => parameter.Example));
        Assert.Equal("Jazz Night", Assert.Single(sentences.Bindings).Value);
        Assert.Equal(["Swan", "Lake"], commands!.General.Parameters.Select(parameter => parameter.Example));
    }

    [Fact]
    public void Sentences_of_any_words_are_aligned_and_give_both_runs_back() => Gen.Select(Sentences, Sentences).Sample((known, run) =>
    {
        if (AntiUnification.Of(known, run) is { } generalization)
        {
            Assert.Equal(known.Steps, generalization.General.Filled(generalization.General.Examples).Steps);
            Assert.True(Similarity.SameSteps(generalization.General.Steps, run.Steps));
        }
    }, iter: 3_000);

    static readonly string[] WordsOfPhrases = ["of", "defence", "the", "File", "a", "B7", "x-1", "2025", "9 June 2025", "10:30", "&"];

    static readonly Gen<string> Phrase =
        Gen.OneOf(WordsOfPhrases.Select(Gen.Const).ToArray()).Array[1, 4].Select(words => string.Join(' ', words));

    static readonly Gen<Procedure> Sentences = Gen.Select(Phrase, Phrase, (first, second) => Procedure(
    [
        $"Enter the subject \"{first}\" and the due date {second}",
        $"Write to the owner: \"{first} due {second}\"",
        $"Save it as {first}.pdf",
    ]));

    [Fact]
    public void Nothing_is_generalized_of_nothing() => Assert.Null(Of([], []));

    [Fact]
    public void A_name_that_is_taken_gets_a_number()
    {
        var generalization = Of(["ship --to=cart", "ship --to=web"], ["ship --to=search", "ship --to=db"])!;

        Assert.Equal(["ship --to={to}", "ship --to={to_2}"], generalization.General.Steps.Select(step => step.Text));
    }

    [Theory]
    [InlineData(499, "such as")]
    [InlineData(500, "such as")]
    [InlineData(501, "")]
    public void Examples_are_described_where_there_is_room(int length, string begin)
    {
        var generalization = Of([$"ship --to={new string('a', length)}"], [$"ship --to={new string('b', 500)}"])!;

        Assert.Equal(begin, Assert.Single(generalization.General.Parameters).Description[..begin.Length]);
        Assert.Equal(begin.Length == 0, Assert.Single(generalization.General.Parameters).Description.Length == 0);
    }

    [Fact]
    public void Steps_that_call_another_program_are_told_apart_before_they_are_aligned() => Gen.Select(Calls, Calls).Sample((known, run) =>
    {
        var examples = new Dictionary<string, string> { ["tool"] = "docker", ["x"] = "cart" };
        var aligned = AlignedStep.Of(Step.Parse(known), examples, Step.Parse(run));

        var same = AlignedStep.OfSameActions(Step.Parse(known), examples, Step.Parse(run));

        Assert.Equal(aligned is { IsOfSameActions: true }, same is not null);
    });

    static readonly Gen<string> Calls = Gen.Select(
        Gen.OneOf("", "Check it: ", "sudo ", "A=b ", "cd x && "),
        Gen.OneOf("docker", "kubectl", "./run.sh", "{tool}", "\"docker\"", "docker-compose", "Open", "bin/kubectl"),
        Gen.OneOf("", " cart", " {x}", " docker", " up -d", " --tag=v1", " kubectl get", " the cart /x"),
        (before, program, behind) => before + program + behind);

    static LeastGeneralGeneralization? Of(string[] known, string[] run) => AntiUnification.Of(Procedure(known), Procedure(run));

    static Procedure Procedure(string[] steps) =>
        new Procedure { Title = "x", Description = "x", Steps = [.. steps.Select(Step.Parse)] }.WithParametersOfSteps();
}
