using static SkillMcp.Tests.Memory.OpenMemory;

namespace SkillMcp.Tests.Memory;

/// <summary>What a first run teaches, and what the next ones add to it.</summary>
public sealed class GeneralisingTests
{
    [Fact]
    public async Task A_safety_copy_is_of_the_database_that_the_next_run_changes()
    {
        await using var open = await NewAsync();

        var learned = await open.LearnAsync(
            "The migration 012_split_address went wrong on the staging db crm, roll it back please",
            "psql -d crm -Atc \"select v from schema_version\"",
            "pg_dump -Fc -f crm_before_rollback.dump crm",
            "psql -d crm -v ON_ERROR_STOP=1 -1 -f 012_split_address.down.sql",
            "psql -d crm -c \"\\d addr\"   # the column is gone");

        Assert.Equal(
            [
                "psql -d {database} -Atc \"select v from schema_version\"",
                "pg_dump -Fc -f {database}_before_rollback.dump {database}",
                "psql -d {database} -v ON_ERROR_STOP=1 -1 -f {migration}.down.sql",
                "psql -d {database} -c \"\\d addr\"   # the column is gone",
            ],
            StepsOf(learned));
        Assert.Equal(["database", "migration"], learned.Skill!.Procedure.Parameters.Select(parameter => parameter.Name));
        Assert.Equal("roll-back-migration", learned.Skill.Name.Value);
    }

    [Fact]
    public async Task A_release_asks_for_one_version_and_for_the_one_before_it()
    {
        await using var open = await NewAsync();

        var learned = await open.LearnAsync(
            Run(
                "Make the 3.0.0 release of crm-frontend: changelog, tag, push",
                "git log --oneline v2.9.4..HEAD",
                "npm version 3.0.0 --no-git-tag-version",
                "Add a section '## 3.0.0' with the changes at the top of CHANGELOG.md",
                "git commit -am \"release: 3.0.0\"",
                "git tag -a v3.0.0 -m \"crm-frontend 3.0.0\"",
                "git push origin main --follow-tags") with { Name = "git-release" });

        Assert.Equal(
            [
                "git log --oneline {previous_version}..HEAD",
                "npm version {version} --no-git-tag-version",
                "Add a section '## {version}' with the changes at the top of CHANGELOG.md",
                "git commit -am \"release: {version}\"",
                "git tag -a v{version} -m \"{name} {version}\"",
                "git push origin main --follow-tags",
            ],
            StepsOf(learned));
        Assert.Equal("git-release", learned.Skill!.Name.Value);
        Assert.DoesNotContain("3.0.0", learned.Skill.Procedure.Description);
    }

    // A condition that kept a parameter which no step had any longer could be neither filled in nor checked.
    [Fact]
    public async Task A_condition_has_the_parameters_that_the_steps_have()
    {
        await using var open = await NewAsync();
        Trajectory Deployed(int port, string version) => Run(
            $"Deploy the web to localhost:{port}",
            $"docker build -t web:{version} .",
            $"docker push web:{version}",
            $"ssh deploy@localhost:{port} restart web",
            $"curl -f http://localhost:{port}/health") with
        {
            Name = "deploy-web",
            Postconditions = [$"`http://localhost:{port}/health` answers 200"],
        };

        await open.LearnAsync(Deployed(18081, "1.2.0"));
        var second = await open.LearnAsync(Deployed(18082, "1.3.0"));

        Assert.Equal(Decision.Consolidated, second.Decision);
        Assert.EndsWith("curl -f http://localhost:{port}/health", StepsOf(second).Last(), StringComparison.Ordinal);
        Assert.Equal(["`http://localhost:{port}/health` answers 200"], second.Skill!.Procedure.Postconditions);
    }

    [Fact]
    public async Task The_name_of_a_project_is_one_parameter_wherever_it_stands()
    {
        await using var open = await NewAsync();
        string[] StepsFor(string name) =>
        [
            $"dotnet new sln -n {name}", $"dotnet new console -n {name} -o src/{name}",
            $"dotnet new xunit -n {name}.Tests -o tests/{name}.Tests", $"dotnet sln add src/{name} tests/{name}.Tests", "dotnet test",
        ];

        await open.LearnAsync("Set up a console project OrderTool with tests", StepsFor("OrderTool"));
        var second = await open.LearnAsync("New C# console app with tests, called PriceWatch", StepsFor("PriceWatch"));

        Assert.Equal(Decision.Consolidated, second.Decision);
        Assert.Equal(StepsFor("{project}"), StepsOf(second));
        Assert.Equal("project", Assert.Single(second.Skill!.Procedure.Parameters).Name);
    }

    [Fact]
    public async Task What_people_are_called_and_when_they_come_varies_in_sentences_too()
    {
        await using var open = await NewAsync();
        string[] StepsFor(string name, string mail, string date) =>
        [
            $"Create the account {mail} in the directory", $"Order a laptop for {name}, to be there on {date}",
            $"Put {name} on the payroll from {date}", $"Invite {mail} to the weekly meeting",
        ];

        await open.LearnAsync("Set up Maria Lopez, who starts on 2026-12-01", StepsFor("Maria Lopez", "m.lopez@acme.io", "2026-12-01"));
        var second = await open.LearnAsync("Set up the new colleague", StepsFor("Deniz", "deniz@acme.io", "2027-01-15"));

        Assert.Equal(Decision.Consolidated, second.Decision);
        Assert.Equal(4, StepsOf(second).Count(step => step.Contains('{')));
        Assert.DoesNotContain(StepsOf(second), step => step.Contains("Maria") || step.Contains("2026-12-01"));
    }

    [Theory]
    [InlineData("grant select on sales to web", "revoke select on sales from web")]
    [InlineData("create index on sales (day)", "drop index sales_day")]
    public async Task Statements_that_do_the_opposite_are_two_procedures(string one, string other)
    {
        await using var open = await NewAsync();
        string[] StepsFor(string sql) => ["psql -d shop -c 'select 1'", $"psql -d shop -c \"{sql}\"", "psql -d shop -c '\\d sales'"];

        await open.LearnAsync("Run the statement on the table sales", StepsFor(one));

        Assert.Equal(Decision.Stored, (await open.LearnAsync("Run this statement for the table sales", StepsFor(other))).Decision);
    }

    [Fact]
    public async Task What_never_varied_in_three_runs_is_asked_for_no_longer_until_it_varies()
    {
        await using var open = await NewAsync();
        string[] StepsFor(string database, string user) =>
            [$"pg_dump -h db1.acme.io -U {user} -d {database} -f out.dump", "ls -l out.dump", $"createdb -h db1.acme.io {database}_copy"];

        await open.LearnAsync("Set up a copy of the shop database", StepsFor("shop", "backup"));
        await open.LearnAsync("Set up a copy of the crm database", StepsFor("crm", "backup"));
        var third = await open.LearnAsync("Set up a copy of the hr database", StepsFor("hr", "backup"));
        var fourth = await open.LearnAsync("Set up a copy of the hr database", StepsFor("hr", "admin"));

        Assert.Equal("db1.acme.io", Parameter(third, "host").Default);
        Assert.Null(Parameter(third, "database").Default);
        Assert.Equal("backup", Parameter(third, "user").Default);
        Assert.Null(Parameter(fourth, "user").Default);
    }

    [Fact]
    public async Task A_setting_is_a_default_from_the_first_run_on()
    {
        await using var open = await NewAsync();

        var learned = await open.LearnAsync(
            "Deploy cart", "kubectl apply -f cart.yaml", "kubectl rollout status deployment/cart --timeout=300s", "kubectl get pods");

        Assert.Equal("300s", Parameter(learned, "timeout").Default);
    }

    [Fact]
    public async Task What_looks_like_a_value_and_stayed_is_told_once_it_is_stored_and_when_it_is_handed_over()
    {
        await using var open = await NewAsync();

        var learned = await open.LearnAsync(
            "Deploy the docs", "npm run build", "cp offer.pdf dist/", "npm test", "git push origin main");

        Assert.Equal(["offer.pdf"], learned.StillLiteral);
        var match = (await open.Memory.RetrieveAsync(new RetrieveRequest { Skill = learned.Skill!.Name })).Matches[0];
        Assert.Contains("still literal from the first run: offer.pdf", match.Warnings);
    }

    [Fact]
    public async Task A_run_with_a_step_more_is_another_way_to_do_the_same()
    {
        await using var open = await NewAsync();
        await open.LearnAsync("Deploy the site docs", "npm ci", "npm run build", "aws s3 sync dist s3://docs-site --delete");

        var longer = await open.LearnAsync(
            "publish blog", "npm ci", "npm run build", "ls dist", "aws s3 sync dist s3://blog-site --delete");

        Assert.Equal(Decision.Alternative, longer.Decision);
    }

    [Fact]
    public async Task A_name_loses_a_word_that_turns_out_to_be_a_value()
    {
        await using var open = await NewAsync();
        string[] StepsFor(string site) => ["npm ci", $"npm run build -- {site}", $"rsync -a dist/ web@host:/srv/www/{site}/"];

        var first = await open.LearnAsync("Deploy harbour", StepsFor("harbour"));
        var second = await open.LearnAsync("Deploy meadow", StepsFor("meadow"));

        Assert.Equal(first.Skill!.Id, second.Skill!.Id);
        Assert.DoesNotContain("harbour", second.Skill.Name.Value);
        Assert.DoesNotContain("harbour", second.Skill.Procedure.Description);
    }

    [Fact]
    public async Task Two_runs_that_share_every_word_in_another_order_are_two_procedures()
    {
        await using var open = await NewAsync();
        await open.LearnAsync("Deploy the site", "git pull", "npm ci", "npm run build", "pm2 restart site");

        Assert.NotEqual(
            Decision.Consolidated,
            (await open.LearnAsync("Deploy the site", "pm2 restart site", "npm run build", "npm ci", "git pull")).Decision);
    }

    [Fact]
    public async Task The_files_that_two_runs_work_on_are_values_though_each_is_named_once()
    {
        await using var open = await NewAsync();
        Trajectory Of(string task, string sample, string text, string speech) => Run(
            task,
            "pip install hushwave",
            $"hushwave learn {sample}.wav",
            $"hushwave say --text {text}.txt --out {speech}.wav",
            $"ffmpeg -i {speech}.wav {speech}.mp3") with { Category = "setup" };

        await open.LearnAsync(Of("Learn a voice from a sample and read a text with it", "sample", "input", "out"));
        var second = await open.LearnAsync(Of("Voice copying from a short recording", "guest2", "lines", "reading"));

        Assert.Single(await open.Memory.ListAsync(new SkillFilter()));
        Assert.Equal(
            [
                "pip install hushwave",
                "hushwave learn {name}.wav",
                "hushwave say --text {name_2}.txt --out {name_3}.wav",
                "ffmpeg -i {name_3}.wav {name_3}.mp3",
            ],
            StepsOf(second));
    }

    static IEnumerable<string> StepsOf(Learned learned) => learned.Skill!.Procedure.Steps.Select(step => step.Text);

    static Parameter Parameter(Learned learned, string name) =>
        Assert.Single(learned.Skill!.Procedure.Parameters, parameter => parameter.Name == name);

    [Fact]
    public async Task Commands_that_are_the_same_are_one_skill_whatever_the_reason_for_them_is()
    {
        await using var open = await NewAsync();
        string[] StepsFor(string release, string revision) =>
        [
            $"helm history {release} -n shop --max 20",
            $"helm rollback {release} {revision} -n shop --wait",
            $"kubectl -n shop rollout status deploy/{release}",
        ];

        await open.LearnAsync(Deployment("Helm rollback of billing-api to revision 17", StepsFor("billing-api", "17")));
        var second = await open.LearnAsync(
            Deployment("errors tripled right after the deploy, return mailer to what it was", StepsFor("mailer", "41")));

        Assert.Equal(Decision.Consolidated, second.Decision);
        Assert.Equal("helm rollback {release} {revision} -n {namespace} --wait", StepsOf(second).ElementAt(1));
    }

    [Fact]
    public async Task What_the_description_leaves_open_is_not_another_thing_than_what_is_asked_for()
    {
        await using var open = await NewAsync();
        string[] StepsFor(string release, string place, string version) =>
        [
            $"helm -n {place} get values {release} -o yaml > {release}-values.yaml",
            $"helm diff upgrade {release} acme/{release} -n {place} --version {version} -f {release}-values.yaml",
            $"helm upgrade {release} acme/{release} -n {place} --version={version} -f {release}-values.yaml --atomic",
        ];
        await open.LearnAsync("Upgrade grafana in observability to chart 0.9.3", StepsFor("grafana", "observability", "0.9.3"));
        var second = await open.LearnAsync("helm upgrade for SearchHub", StepsFor("SearchHub", "shop", "4.7.22"));

        var found = await open.Memory.RetrieveAsync(new RetrieveRequest { Task = "Upgrade mailer in platform to chart 1.30.5" });

        Assert.Equal("Upgrade a release in a namespace to a chart", second.Skill!.Procedure.Description);
        Assert.Equal("upgrade-release-namespace-chart", second.Skill.Name.Value);
        Assert.Empty(Assert.Single(found.Matches).Differs);
    }

    [Fact]
    public async Task A_number_with_its_sign_and_an_amount_with_its_currency_are_one_value()
    {
        await using var open = await NewAsync();
        string[] StepsFor(string order, string amount) =>
        [
            $"Open Orders in the shop and search for {order}",
            $"Click Refund on {order} and enter {amount} as the amount to give back",
            $"Answer the customer and mention {order} and {amount}",
        ];

        await open.LearnAsync(Deployment("Refund $18 on order #10482", StepsFor("#10482", "$18")));
        var second = await open.LearnAsync(Deployment("Refund €24.90 on order #9906", StepsFor("#9906", "€24.90")));

        Assert.Equal(Decision.Consolidated, second.Decision);
        Assert.Equal("Click Refund on {order} and enter {amount} as the amount to give back", StepsOf(second).ElementAt(1));
    }

    [Fact]
    public async Task A_text_that_sql_quotes_with_dollars_may_be_a_parameter()
    {
        await using var open = await NewAsync();

        var learned = await open.LearnAsync(
            Run(
                "Add an index on the table audit_log",
                "psql -d billing -c '\\d+ audit_log'",
                "psql -d billing -c 'SELECT n_distinct FROM pg_stats WHERE tablename = $$audit_log$$'",
                "psql -d billing -c 'CREATE INDEX CONCURRENTLY idx_audit_log_email ON audit_log (email)'") with { Category = "setup" });

        Assert.Equal(
            "psql -d {database} -c 'SELECT n_distinct FROM pg_stats WHERE tablename = $${table}$$'", StepsOf(learned).ElementAt(1));
        Assert.Equal("audit_log", learned.Skill!.Procedure.Parameters.Single(parameter => parameter.Name == "table").Example);
    }

    [Fact]
    public async Task Another_way_is_described_as_the_skill_is_and_not_with_the_values_of_its_run()
    {
        await using var open = await NewAsync();
        string[] StepsFor(string service) =>
            [$"docker push ghcr.io/acme/{service}:2.0.0", $"helm upgrade {service} charts/{service}", $"helm test {service}"];
        Trajectory Ship(string service, params string[] more) =>
            Deployment($"Ship {service} to production", [.. StepsFor(service), .. more]);

        await open.LearnAsync(Ship("billing-api"));
        var second = await open.LearnAsync(Ship("mail-relay", "Tell #releases that mail-relay is out"));

        Assert.Equal(Decision.Alternative, second.Decision);
        var versions = await open.Store.VersionsAsync(default, second.Skill!.Id, default);
        Assert.All(versions, version => Assert.DoesNotContain("mail-relay", version.Procedure.Description));
    }

    /// <summary>A run of a category that is remembered at once.</summary>
    static Trajectory Deployment(string task, params string[] steps) => Run(task, steps) with { Category = "deployment" };
}
