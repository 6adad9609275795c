using static SkillMcp.Tests.Memory.OpenMemory;

namespace SkillMcp.Tests.Memory;

/// <summary>What a skill is known not to be for.</summary>
public sealed class NotForTests
{
    static readonly string[] Steps = ["dbctl dump orders > orders.dump", "gzip orders.dump", "cp orders.dump.gz /srv/bucket/"];

    [Fact]
    public async Task The_reason_of_a_report_that_it_did_not_fit_is_shown_with_the_skill()
    {
        await using var open = await NewAsync();
        await AddAsync(open);
        await ReportAsync(open, "back up the database", Outcome.NotUsed, "this is for one server, we have a cluster");

        var match = await MatchAsync(open, "dump the database to the bucket");

        Assert.True(match.IsWhole);
        Assert.Equal(["cluster"], match.NotFor);
    }

    [Fact]
    public async Task What_served_a_task_with_evidence_is_handed_over_for_it_whoever_did_not_use_it_for_whatever_reason()
    {
        await using var open = await NewAsync();
        var skill = await AddAsync(open);
        const string Task = "back up the database to the bucket";
        var asked = await open.Memory.RetrieveAsync(new RetrieveRequest { Task = Task });
        var worked = new Evidence { Kind = EvidenceKind.ExitCode, Observed = "0" };
        await open.RecordAsync(
            new Report { Skill = skill.Name, Outcome = Outcome.Success, Retrieval = asked.RetrievalId, Evidence = worked }, Agent);

        await ReportAsync(open, Task, Outcome.NotUsed, "the user cancelled it");

        Assert.True((await MatchAsync(open, Task)).IsWhole);
    }

    [Fact]
    public async Task What_names_nothing_but_what_the_skill_is_for_is_not_shown()
    {
        await using var open = await NewAsync();
        var skill = await AddAsync(open);
        await open.RecordAsync(
            new Report { Skill = skill.Name, Outcome = Outcome.NotUsed, Notes = "not for the bucket" }, Agent);

        Assert.Empty((await open.Memory.RetrieveAsync(new RetrieveRequest { Skill = skill.Name })).Matches[0].NotFor);
    }

    [Theory]
    [InlineData(2, "")]
    [InlineData(0, "1")]
    public async Task Who_says_what_failed_has_followed_it_whatever_else_the_notes_say(int step, string exitCode)
    {
        await using var open = await NewAsync();
        var skill = await AddAsync(open);
        var report = new Report { Skill = skill.Name, Outcome = Outcome.Failure, FailedStep = step, Notes = "this is not for mysql 9" };
        var evidence = exitCode == "" ? null : new Evidence { Kind = EvidenceKind.ExitCode, Observed = exitCode };

        var recorded = await open.RecordAsync(report with { Evidence = evidence }, Agent);

        Assert.Equal(1, recorded.Skill.Record.Failures.Total);
    }

    [Fact]
    public async Task Without_a_reason_the_task_is_shown()
    {
        await using var open = await NewAsync();
        var skill = await AddAsync(open);
        await ReportAsync(open, "back up the database of the warehouse", Outcome.NotUsed, "");

        var named = await open.Memory.RetrieveAsync(new RetrieveRequest { Skill = skill.Name });

        Assert.Equal(["back up the database of the warehouse"], named.Matches[0].NotFor);
    }

    [Fact]
    public async Task What_is_said_in_other_words_is_shown_once_and_the_most_frequent_first()
    {
        await using var open = await NewAsync();
        var skill = await AddAsync(open);
        foreach (var reason in new[]
        {
            "not meant for sharded clusters", "not for the archive tier", "not meant for the sharded cluster", "not for replicas",
            "not for laptops",
        })
        {
            await open.RecordAsync(new Report { Skill = skill.Name, Outcome = Outcome.NotUsed, Notes = reason }, Agent);
        }

        var named = await open.Memory.RetrieveAsync(new RetrieveRequest { Skill = skill.Name });

        Assert.Equal(["sharded cluster", "laptops", "replicas"], named.Matches[0].NotFor);
    }

    [Fact]
    public async Task A_failure_of_the_wrong_procedure_counts_as_not_used_and_can_be_reported_otherwise()
    {
        await using var open = await NewAsync();
        var skill = await AddAsync(open);
        var asked = await open.Memory.RetrieveAsync(new RetrieveRequest { Task = "back up the database" });
        var report = new Report { Skill = skill.Name, Outcome = Outcome.Failure, Retrieval = asked.RetrievalId };

        var misuse = await open.RecordAsync(report with { Notes = "This is for one server, we have a cluster." }, Agent);
        var failure = await open.RecordAsync(report with { Notes = "dbctl: no such host" }, Agent);

        Assert.StartsWith("counted as not_used: the notes say that it was the wrong procedure", misuse.Consequences[0]);
        Assert.Equal(0, misuse.Skill.Record.Total);
        Assert.Equal(1, failure.Skill.Record.Failures.Total);
        Assert.Empty((await open.Memory.RetrieveAsync(new RetrieveRequest { Skill = skill.Name })).Matches[0].NotFor);
    }

    [Fact]
    public async Task A_task_that_names_what_it_is_not_for_is_told_apart_and_another_is_not()
    {
        await using var open = await NewAsync();
        var skill = await AddAsync(open);
        await open.RecordAsync(new Report { Skill = skill.Name, Outcome = Outcome.NotUsed, Notes = "not for mysql" }, Agent);

        var against = await MatchAsync(open, "back up the mysql database to the bucket");
        var other = await MatchAsync(open, "back up the database to the bucket");

        Assert.Equal((Fit.Possible, "was reported not to be for a task like this one"), (against.Fit, against.Differs[^1]));
        Assert.Equal(["mysql"], against.NotFor);
        Assert.Empty(other.Differs);
        Assert.True(other.IsWhole);
    }

    [Fact]
    public async Task A_thing_that_it_is_not_for_counts_against_tasks_of_that_thing()
    {
        await using var open = await NewAsync();
        await AddAsync(open);
        await ReportAsync(open, "back up the ledger", Outcome.NotUsed, "");

        Assert.NotEmpty((await MatchAsync(open, "please back up the ledger to the bucket tonight")).Differs);
        Assert.Empty((await MatchAsync(open, "back up the database behind the ledger to the bucket")).Differs);
    }

    [Fact]
    public async Task A_success_on_such_a_task_takes_the_line_away()
    {
        await using var open = await NewAsync();
        var skill = await AddAsync(open);
        await open.RecordAsync(new Report { Skill = skill.Name, Outcome = Outcome.NotUsed, Notes = "not for mysql" }, Agent);
        open.Clock.Advance(TimeSpan.FromMinutes(1));

        await ReportAsync(open, "back up the mysql database to the bucket", Outcome.Success, "");

        var match = await MatchAsync(open, "back up the other mysql database to the bucket");
        Assert.Empty(match.NotFor);
        Assert.Empty(match.Differs);
    }

    [Fact]
    public async Task Nothing_is_taken_from_a_doubtful_report()
    {
        await using var open = await NewAsync();
        var skill = await AddAsync(open);
        var notes = $"not for mysql; {Sample.Doubtful}";
        await open.RecordAsync(new Report { Skill = skill.Name, Outcome = Outcome.NotUsed, Notes = notes }, Agent);

        Assert.Empty((await open.Memory.RetrieveAsync(new RetrieveRequest { Skill = skill.Name })).Matches[0].NotFor);
    }

    [Theory]
    [InlineData(Sample.Doubtful)]
    [InlineData("greet the customers")]
    public async Task A_task_that_another_program_wrote_to_a_retrieval_is_shown_to_nobody(string task)
    {
        await using var open = await NewAsync();
        var skill = await AddAsync(open);
        var asked = await open.Memory.RetrieveAsync(new RetrieveRequest { Task = "back up the ledger to the bucket" });
        await open.Memory.FlushAsync(default);
        await open.ChangeOutsideAsync($"update retrieval set task = '{task}', also = '[\"{task}\"]'");

        await open.RecordAsync(
            new Report { Skill = skill.Name, Outcome = Outcome.NotUsed, Retrieval = asked.RetrievalId }, Agent);

        Assert.NotNull(asked.RetrievalId);
        Assert.Empty((await open.Memory.RetrieveAsync(new RetrieveRequest { Skill = skill.Name })).Matches[0].NotFor);
        var execution = Assert.Single(await open.Memory.ExecutionsAsync(skill, 10, default));
        Assert.Equal(("", ""), (execution.Task, string.Concat(execution.Also)));
    }

    [Fact]
    public async Task A_secret_in_a_reason_is_not_kept()
    {
        await using var open = await NewAsync();
        var skill = await AddAsync(open);
        const string secret = "ghp_7RbT1wYc9HnJ5pGf4KaUe6MokQ3vZ8dXs2Lm";
        await open.RecordAsync(new Report { Skill = skill.Name, Outcome = Outcome.NotUsed, Notes = $"not for the token {secret}" }, Agent);

        var line = Assert.Single((await open.Memory.RetrieveAsync(new RetrieveRequest { Skill = skill.Name })).Matches[0].NotFor);
        Assert.DoesNotContain(secret, line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_only_named_and_declined_twice_is_not_for_such_tasks()
    {
        await using var open = await NewAsync();
        var skill = await open.AddAsync(
            "prune-image-cache", "Prune the image cache of the build hosts", "Log in to the host", "docker image prune -f", "df -h");

        // With this bar it is only named.
        var memory = open.With(new SkillMemoryOptions { LikelyScore = 0.9, MatchScore = 0.95 });
        var lines = new List<int>();
        (string, string)[] told = [("image archive for the museum", "scan-slides"), ("image archive of the museum, new", "sort-slides")];
        foreach (var (task, name) in told)
        {
            var asked = await memory.RetrieveAsync(new RetrieveRequest { Task = task });
            var possible = asked.Matches[0];
            Assert.Equal((skill.Id, Fit.Possible, false), (possible.Skill.Id, possible.Fit, possible.IsWhole));
            var run = Run($"{name} for the museum", $"Open {name}", "Scan every slide", $"Store the scans of {name}") with { Name = name };
            var learned = await memory.LearnAsync(new LearnRequest { Trajectory = run, Retrieval = asked.RetrievalId }, Agent);
            Assert.Equal(Decision.Stored, learned.Decision);
            lines.Add((await memory.RetrieveAsync(new RetrieveRequest { Skill = skill.Name })).Matches[0].NotFor.Count);
        }

        Assert.Equal([0, 1], lines);
        Assert.Equal(0, (await memory.GetAsync(skill.Name)).Record.Total);
    }

    static Task<Skill> AddAsync(OpenMemory open) => open.AddAsync("backup-database", "Back up the database to the bucket", Steps);

    static async Task<Match> MatchAsync(OpenMemory open, string task)
    {
        var retrieved = await open.Memory.RetrieveAsync(new RetrieveRequest { Task = task });
        return retrieved.Matches.First(match => match.Skill.Name.Value == "backup-database");
    }

    static async Task ReportAsync(OpenMemory open, string task, Outcome outcome, string notes)
    {
        var asked = await open.Memory.RetrieveAsync(new RetrieveRequest { Task = task });
        var name = asked.Matches.First(match => match.Skill.Name.Value == "backup-database").Skill.Name;
        await open.RecordAsync(new Report { Skill = name, Outcome = outcome, Notes = notes, Retrieval = asked.RetrievalId }, Agent);
    }
}
