using SkillMcp.Sessions;
using SkillMcp.Tests.Memory;
using static SkillMcp.Tests.Memory.OpenMemory;
using static SkillMcp.Tests.Sessions.Played;

namespace SkillMcp.Tests.Sessions;

/// <summary>What the memory makes of sessions that were read.</summary>
public sealed class SessionLearningTests
{
    [Fact]
    public async Task A_run_that_was_seen_once_is_remembered_and_the_second_one_makes_a_skill_with_parameters()
    {
        await using var open = await NewAsync();

        var first = await LearnAsync(open, Release("s1", "1.4.0"));
        var second = await LearnAsync(open, Release("s2", "2.0.1"));
        var third = await LearnAsync(open, Release("s3", "0.9.9"));

        Assert.Equal([LessonResult.Remembered, LessonResult.Stored, LessonResult.Counted], [first.Result, second.Result, third.Result]);
        var skill = Assert.Single(await open.Memory.ListAsync(new SkillFilter()));
        Assert.Equal(3, skill.Record.Total);
        Assert.NotEmpty(skill.Procedure.Parameters);
        Assert.DoesNotContain("1.4.0", string.Join('\n', skill.Procedure.Steps));
    }

    [Fact]
    public async Task The_same_session_twice_counts_once()
    {
        await using var open = await NewAsync();
        await LearnAsync(open, Release("s1", "1.4.0"));

        Assert.Equal(LessonResult.Known, (await LearnAsync(open, Release("s1", "1.4.0"))).Result);
        await LearnAsync(open, Release("s2", "2.0.1"));
        Assert.Equal(LessonResult.Known, (await LearnAsync(open, Release("s2", "2.0.1"))).Result);
        Assert.Equal(2, Assert.Single(await open.Memory.ListAsync(new SkillFilter())).Record.Total);
    }

    [Fact]
    public async Task A_person_who_says_yes_makes_a_skill_of_the_first_run()
    {
        await using var open = await NewAsync();

        var lesson = Assert.Single(await open.Memory.LearnSessionAsync(
            SessionReading.Of(Release("s1", "1.4.0")), new SessionLearningOptions { IsConfirmed = true }));

        Assert.Equal(LessonResult.Stored, lesson.Result);
    }

    [Fact]
    public async Task What_a_person_said_no_to_is_learned_again_only_when_that_is_wanted()
    {
        await using var open = await NewAsync();
        var session = SessionReading.Of(Release("s1", "1.4.0"));
        await open.Memory.DeclineAsync(session, session.Tasks[0], new Actor(Author.Person));

        var after = await LearnAsync(open, Release("s1", "1.4.0"));
        var again = await open.Memory.LearnSessionAsync(session, new SessionLearningOptions { AsksAgain = true });

        Assert.Equal([LessonResult.Declined, LessonResult.Remembered], [after.Result, Assert.Single(again).Result]);
        Assert.Equal(LessonResult.Known, (await LearnAsync(open, Release("s1", "1.4.0"))).Result);
        await Assert.ThrowsAsync<SkillException>(() => open.Memory.DeclineAsync(session, session.Tasks[0], Agent));
    }

    [Fact]
    public async Task Looks_alone_and_the_last_task_of_a_session_that_goes_on_are_left_out()
    {
        await using var open = await NewAsync();

        var looks = await LearnAsync(open, Session(Asks("What is in here?"), Runs("ls"), Runs("cat README.md")));
        var begun = await open.Memory.LearnSessionAsync(
            SessionReading.Of(Release("s1", "1.4.0")), new SessionLearningOptions { IsOver = false });

        Assert.Equal((LessonResult.LeftOut, "it only looks: nothing was done"), (looks.Result, looks.Reason));
        Assert.Equal(LessonResult.LeftOut, Assert.Single(begun).Result);
    }

    [Fact]
    public async Task The_outcome_of_a_skill_that_was_followed_is_recorded_with_its_values_and_exit_codes()
    {
        await using var open = await NewAsync();
        var (skill, retrieval) = await RetrievedAsync(open);

        var lesson = await LearnAsync(open, Of("s1", [Asks("Deploy the api"), Retrieves(retrieval), .. Deploy("2.0")]));

        Assert.Equal((LessonResult.Reported, skill.Name), (lesson.Result, lesson.Skill));
        var execution = Assert.Single(await open.Store.ExecutionsAsync(default, skill.Id, 10, default));
        Assert.Equal(
            (Outcome.Success, EvidenceLevel.Evidenced, retrieval),
            (execution.Outcome, execution.EvidenceLevel, execution.Retrieval));
    }

    [Fact]
    public async Task The_step_that_failed_is_named()
    {
        await using var open = await NewAsync();
        var (skill, retrieval) = await RetrievedAsync(open);

        await LearnAsync(open, Of("s1", Asks("Deploy the api"), Retrieves(retrieval),
            Runs("docker build -t api:2.0 ."), Runs("docker push api:2.0", 1, "denied: requested access to the resource is denied")));

        var execution = Assert.Single(await open.Store.ExecutionsAsync(default, skill.Id, 10, default));
        Assert.Equal((Outcome.Failure, 2), (execution.Outcome, execution.Pitfall!.Step));
        Assert.Contains("denied", execution.Pitfall.Text);
    }

    [Fact]
    public async Task What_the_agent_reported_by_itself_is_not_reported_again()
    {
        await using var open = await NewAsync();
        var (skill, retrieval) = await RetrievedAsync(open);

        var lesson = await LearnAsync(
            open, Of("s1", [Asks("Deploy the api"), Retrieves(retrieval), .. Deploy("2.0"), Records(skill.Name.Value, retrieval)]));

        Assert.Equal(LessonResult.Known, lesson.Result);
        Assert.Empty(await open.Store.ExecutionsAsync(default, skill.Id, 10, default));
    }

    [Fact]
    public async Task A_skill_of_which_nothing_was_run_did_not_fit_and_the_run_is_learned()
    {
        await using var open = await NewAsync();
        var (skill, retrieval) = await RetrievedAsync(open);

        var lesson = await LearnAsync(open, Of("s1", Asks("Deploy the api"), Retrieves(retrieval),
            Runs("fly deploy --remote-only"), Runs("fly status"), Runs("curl -sf https://api.fly.example/health")));

        Assert.Equal(LessonResult.Remembered, lesson.Result);
        Assert.Equal(Outcome.NotUsed, Assert.Single(await open.Store.ExecutionsAsync(default, skill.Id, 10, default)).Outcome);
    }

    [Fact]
    public async Task Each_failure_is_a_tip_of_its_own_at_its_step_with_what_helped()
    {
        await using var open = await NewAsync();
        await LearnAsync(open, Packed("s1", "feed", "1.4.0"));
        await LearnAsync(open, Packed("s2", "packages", "2.0.1"));

        var skill = Assert.Single(await open.Memory.ListAsync(new SkillFilter()));
        var tips = skill.Pitfalls.OrderBy(tip => tip.Step).ToList();
        Assert.Equal([1, 3], tips.Select(tip => tip.Step));
        Assert.All(tips, tip => Assert.True(tip is { IsTip: true, Seen: 2 }));
        Assert.EndsWith("`node build.js --production` worked instead", tips[0].Text);
        Assert.EndsWith("it must come after `mkdir -p ../feed`", tips[1].Text);
        Assert.DoesNotContain("complete log", tips[1].Text);
    }

    [Fact]
    public async Task A_tip_on_what_must_come_first_is_at_the_step_behind_it()
    {
        await using var open = await NewAsync();
        foreach (var host in new[] { "shop.example", "wiki.example" })
        {
            await LearnAsync(open, Of(host, Asks($"Rotate the certificate of {host}"),
                Runs($"step certificate create {host} {host}.csr {host}.key --csr"),
                Runs($"step ca sign {host}.csr {host}.pem", 1, "error: unable to load root certificate"),
                Runs("step ca bootstrap --ca-url https://ca.example"),
                Runs($"step ca sign {host}.csr {host}.pem --not-after 2160h"),
                Runs($"sudo install -m 644 {host}.pem /etc/ssl/{host}.pem")));
        }

        var skill = Assert.Single(await open.Memory.ListAsync(new SkillFilter()));
        var tip = Assert.Single(skill.Pitfalls);
        Assert.EndsWith("it must come after `step ca bootstrap --ca-url https://ca.example`", tip.Text);
        Assert.Equal(3, tip.Step);
    }

    [Fact]
    public async Task A_word_that_both_tasks_have_stays_in_the_description_though_a_folder_called_so_varies()
    {
        await using var open = await NewAsync();
        foreach (var (number, folder) in new[] { "feed", "packages", "outbox" }.Index())
        {
            await LearnAsync(open, Packed($"s{number}", folder, $"1.{number}.7"));

            var skill = (await open.Memory.ListAsync(new SkillFilter())).SingleOrDefault();
            Assert.Equal(number == 0 ? null : "Package the library and publish it to the local feed", skill?.Procedure.Description);
            Assert.Equal(number == 0 ? null : "folder", skill?.Procedure.Parameters.Single(one => one.Example == "feed").Name);
        }
    }

    static Session Packed(string id, string folder, string version) => Of(id,
        Asks("Package the library and publish it to the local feed"),
        Runs("node build.js --prod", 2, "build: unknown option --prod (did you mean --production?)"),
        Runs("node build.js --production"),
        Runs($"npm pack --pack-destination ../{folder}", 254,
            $"npm error code ENOENT\nnpm error ENOENT: no such file or directory, open '../{folder}/shop.tgz'\n"
                + "npm error enoent This is related to npm not being able to find a file.\n"
                + "npm error A complete log of this run can be found in: /home/dev/.npm/_logs/2026-11-28T05_09_58_482Z-debug-0.log"),
        Runs($"mkdir -p ../{folder}"),
        Runs($"npm pack --pack-destination ../{folder}"),
        Runs($"node publish.js shop-{version}.tgz --feed ../{folder}"));

    [Fact]
    public async Task A_run_that_deletes_first_counts_for_the_skill_and_is_never_tried()
    {
        await using var open = await NewAsync();
        await LearnAsync(open, Ship("s1"));
        var skill = (await LearnAsync(open, Ship("s2"))).Skill!.Value;

        var lesson = await LearnAsync(open, Of("s3", [Asks(Shipping), Runs("rm -rf ../feed"), .. Shipped()]));

        Assert.Equal((LessonResult.Counted, skill), (lesson.Result, lesson.Skill));
        Assert.Contains("deletes something that the current one leaves alone", lesson.Reason);
        Assert.DoesNotContain(await WaysAsync(open, skill), way => way is { IsCurrent: false, Way.IsOpen: true });
    }

    [Fact]
    public async Task A_run_that_ends_before_the_skill_does_replaces_nothing_and_is_never_tried()
    {
        await using var open = await NewAsync();
        // It is remembered, and counted with the next one like it.
        await LearnAsync(open, Of("s0", [Asks(Shipping), .. Shipped()[..^1]]));
        await LearnAsync(open, Ship("s1"));
        var skill = (await LearnAsync(open, Ship("s2"))).Skill!.Value;

        await LearnAsync(open, Of("s3", [Asks(Shipping), .. Shipped()[..^1]]));
        await LearnAsync(open, Of("s4", [Asks(Shipping), .. Shipped()[..^1]]));

        Assert.Contains("publish.js", (await open.Memory.GetAsync(skill)).Procedure.Steps[^1].Text);
        Assert.DoesNotContain(await WaysAsync(open, skill), way => way is { IsCurrent: false, Way.IsOpen: true });
    }

    [Fact]
    public async Task A_run_that_shares_only_its_beginning_with_a_skill_is_no_run_of_it()
    {
        await using var open = await NewAsync();
        await LearnAsync(open, Ship("s1"));
        await LearnAsync(open, Ship("s2"));

        var other = await LearnAsync(open, Of("s3", Asks(Shipping), Runs("npm ci"), Runs("npm run docs"), Runs("git tag docs")));

        Assert.Equal(LessonResult.Remembered, other.Result);
    }

    [Fact]
    public async Task What_was_asked_for_in_the_same_words_is_a_way_of_one_skill_wherever_it_ends()
    {
        await using var open = await NewAsync();
        await LearnAsync(open, Packed("s1", "feed", "1.4.0"));
        var skill = (await LearnAsync(open, Packed("s2", "packages", "2.0.1"))).Skill;

        var tagged = await LearnAsync(open, Of("s3", Asks("Package the library and publish it to the local feed"),
            Runs("node build.js --production --verbose"), Runs("mkdir -p ../outbox"), Runs("npm pack --pack-destination ../outbox"),
            Runs("git tag v1.3.0")));

        Assert.Equal((LessonResult.Counted, skill), (tagged.Result, tagged.Skill));
        // Whether a tag is enough instead of publishing, a person says.
        var ways = await WaysAsync(open, skill!.Value);
        Assert.Equal([true, false], ways.Select(way => way.Way.IsOpen));
    }

    [Fact]
    public async Task A_value_is_a_parameter_in_every_step_of_another_way()
    {
        await using var open = await NewAsync();
        await LearnAsync(open, Packed("s1", "feed", "1.4.0"));
        var skill = (await LearnAsync(open, Packed("s2", "packages", "2.0.1"))).Skill!.Value;

        await LearnAsync(open, Of("s3", Asks("Package the library and publish it to the local feed"),
            Runs("node build.js --production"), Runs("mkdir -p ../outbox"), Runs("npm pack --pack-destination ../outbox"),
            Runs("node index.js ../outbox/latest"), Runs("rsync -a ../outbox mirror:/srv"), Runs("curl -sf https://mirror/latest")));

        var other = (await WaysAsync(open, skill)).Single(way => !way.IsCurrent).Text.Procedure;
        Assert.Equal("node index.js ../{folder}/latest", other.Steps[3].Text);
        Assert.DoesNotContain(other.Steps, step => step.Text.Contains("outbox", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Another_procedure_of_the_same_words_is_named_by_what_only_it_does()
    {
        await using var open = await NewAsync();
        await LearnAsync(open, Ship("s1"));
        var skill = (await LearnAsync(open, Ship("s2"))).Skill!.Value;
        ToolCall[] documented = [Runs("npm ci"), Runs("npm run docs"), Runs("git tag docs")];

        await LearnAsync(open, Of("s3", [Asks(Shipping), .. documented]));
        var other = (await LearnAsync(open, Of("s4", [Asks(Shipping), .. documented]))).Skill!.Value;

        Assert.Equal($"{skill}-with-git-tag", other.Value);
    }

    [Fact]
    public async Task What_waits_for_a_person_gives_its_name_up_to_what_need_not_wait()
    {
        await using var open = await NewAsync();
        await LearnAsync(open, Rebuilt("s1", "shop"));
        var waiting = (await LearnAsync(open, Rebuilt("s2", "shop"))).Skill!.Value;
        ToolCall[] altered =
            [Runs("pg_dump shop -f before.dump"), Runs("alembic revision -m email"), Runs("alembic upgrade head")];

        await LearnAsync(open, Of("s3", [Asks(AddingColumn), .. altered]));
        var lesson = await LearnAsync(open, Of("s4", [Asks(AddingColumn), .. altered]));

        Assert.Equal((LessonResult.Stored, waiting), (lesson.Result, lesson.Skill));
        var renamed = Assert.Single(await open.Memory.ListAsync(new SkillFilter { Status = Status.Quarantined }));
        Assert.Equal($"{waiting}-with-psql", renamed.Name.Value);
        // What is like it waits there too.
        await LearnAsync(open, Rebuilt("s5", "shop"));
        Assert.Equal(LessonResult.Quarantined, (await LearnAsync(open, Rebuilt("s6", "shop"))).Result);
        Assert.Single(await open.Memory.ListAsync(new SkillFilter { Status = Status.Quarantined }));
    }

    [Fact]
    public async Task What_deletes_unasked_is_no_run_of_what_deletes_nothing_though_it_ends_alike()
    {
        await using var open = await NewAsync();
        ToolCall[] altered =
            [Runs("pg_dump shop -f shop.sql"), Runs("psql -d shop -f add-email.sql"), Runs("psql -d shop -c '\\d orders'")];
        await LearnAsync(open, Of("s1", [Asks(AddingColumn), .. altered]));
        var skill = (await LearnAsync(open, Of("s2", [Asks(AddingColumn), .. altered]))).Skill!.Value;

        await LearnAsync(open, Rebuilt("s3", "shop"));
        var deleting = await LearnAsync(open, Rebuilt("s4", "shop"));

        Assert.Equal(LessonResult.Quarantined, deleting.Result);
        Assert.Single(await WaysAsync(open, skill));
    }

    [Fact]
    public async Task What_waits_for_a_person_waits_once_with_whatever_values()
    {
        await using var open = await NewAsync();
        foreach (var (at, database) in new[] { "shop", "crm", "wiki", "mail", "blog", "cart" }.Index())
        {
            await LearnAsync(open, Rebuilt($"s{at}", database));
        }

        Assert.Single(await open.Memory.ListAsync(new SkillFilter()));
    }

    const string AddingColumn = "Add the column email to the orders";

    static Session Rebuilt(string id, string database) => Of(id,
        Asks(AddingColumn), Runs($"dropdb {database}"), Runs($"createdb {database}"), Runs($"psql -d {database} -f schema.sql"));

    [Fact]
    public async Task Runs_of_another_way_that_differ_in_values_are_one_way_whichever_is_current()
    {
        await using var open = await NewAsync();
        await LearnAsync(open, Ship("s1"));
        var skill = (await LearnAsync(open, Ship("s2"))).Skill!.Value;

        foreach (var version in new[] { "1.4.0", "2.0.1", "0.9.7", "3.2.2" })
        {
            var lesson = await LearnAsync(open, Of($"v{version}",
                [Asks(Shipping), .. Shipped()[..2], Runs($"npm version {version} --no-git-tag-version"), .. Shipped()[2..]]));
            Assert.Equal((LessonResult.Counted, skill), (lesson.Result, lesson.Skill));
        }

        var ways = await WaysAsync(open, skill);
        Assert.Equal([2, 4], ways.Select(way => way.Record.Total));
        Assert.Equal(
            "npm version {version} --no-git-tag-version", ways.Single(way => !way.IsCurrent).Text.Procedure.Steps[2].Text);
    }

    [Fact]
    public async Task A_skill_has_as_many_ways_as_a_person_may_read()
    {
        await using var open = await NewAsync();
        await LearnAsync(open, Ship("s0"));
        var skill = (await LearnAsync(open, Ship("s1"))).Skill!.Value;
        TaskLesson? last = null;
        foreach (var program in "bdfklmnpr".SelectMany(first => "aeiou".Select(second => $"{first}{second}lint")))
        {
            last = await LearnAsync(open, Of(program, [Asks(Shipping), .. Shipped()[..2], Runs($"npx {program}"), .. Shipped()[2..]]));
        }

        Assert.Equal((LessonResult.LeftOut, $"{skill} has as many other ways as are kept"), (last!.Result, last.Reason));
        Assert.Equal(40, (await WaysAsync(open, skill)).Count);
    }

    [Fact]
    public async Task A_single_command_is_no_procedure_however_often_it_is_run()
    {
        await using var open = await NewAsync();

        await LearnAsync(open, Of("s1", Asks(Shipping), Runs("node build.js --production")));
        var lesson = await LearnAsync(open, Of("s2", Asks(Shipping), Runs("node build.js --production")));

        Assert.Equal(LessonResult.LeftOut, lesson.Result);
        Assert.Empty(await open.Memory.ListAsync(new SkillFilter()));
    }

    [Fact]
    public async Task The_same_commands_in_the_wrappers_of_other_clients_are_one_way_of_one_skill()
    {
        await using var open = await NewAsync();
        await LearnAsync(open, Ship("s1"));
        await LearnAsync(open, Of("s2", Asks(Shipping), Runs("npm ci 2>&1 | tail -3"), Runs($"cd {Folder} && npm run build"),
            Runs("bash -lc 'npm pack --pack-destination ../feed'"), Runs("node publish.js ../feed 2>&1")));

        var skill = Assert.Single(await open.Memory.ListAsync(new SkillFilter()));
        Assert.Equal(2, skill.Record.Total);
        Assert.Single(await WaysAsync(open, skill.Name));
    }

    [Fact]
    public async Task What_deletes_unasked_waits_for_a_person_and_waits_once()
    {
        await using var open = await NewAsync();
        var lessons = new List<TaskLesson>();
        foreach (var id in new[] { "s1", "s2", "s3", "s4" })
        {
            lessons.Add(await LearnAsync(open, Of(id,
                Asks("Add the column email to the orders"), Runs("dropdb shop"), Runs("createdb shop"),
                Runs("psql -d shop -f schema.sql"))));
        }

        Assert.Equal(
            [LessonResult.Remembered, LessonResult.Quarantined, LessonResult.Remembered, LessonResult.Quarantined],
            lessons.Select(lesson => lesson.Result));
        Assert.Single(await open.Memory.ListAsync(new SkillFilter()));
    }

    [Fact]
    public async Task What_is_asked_to_be_deleted_is_learned()
    {
        await using var open = await NewAsync();
        var asked = Of("s1", Asks("Tear down the preview"), Runs("kubectl config use-context preview"), Runs("helm uninstall shop"),
            Runs("kubectl delete namespace preview"));

        await LearnAsync(open, asked);

        Assert.Equal(LessonResult.Stored, (await LearnAsync(open, asked with { Id = "s2" })).Result);
    }

    [Fact]
    public async Task Nothing_is_learned_of_a_task_whose_end_the_log_does_not_show()
    {
        await using var open = await NewAsync();
        await LearnAsync(open, Ship("s1"));

        Assert.Equal(LessonResult.LeftOut, (await LearnAsync(open, Ship("s2") with { HasEnd = false })).Result);
        // Once the log goes on, it counts.
        Assert.Equal(LessonResult.Stored, (await LearnAsync(open, Ship("s2"))).Result);
    }

    [Fact]
    public async Task What_the_person_had_taken_back_did_not_succeed()
    {
        await using var open = await NewAsync();
        await LearnAsync(open, Ship("s1"));

        var undone = await LearnAsync(open, Of("s2", [Asks(Shipping), .. Shipped(), Says("Published."), Asks("No, undo that"),
            Runs("node unpublish.js ../feed")]));

        Assert.Equal((LessonResult.LeftOut, Outcome.Failure), (undone.Result, undone.Path.Outcome));
    }

    [Fact]
    public async Task A_skill_that_was_not_followed_to_its_last_command_was_followed_in_part()
    {
        await using var open = await NewAsync();
        var (skill, retrieval) = await RetrievedAsync(open);

        await LearnAsync(open, Of("s1", [Asks("Deploy the api"), Retrieves(retrieval), .. Deploy("2.0")[..2]]));

        Assert.Equal(Outcome.Partial, Assert.Single(await open.Store.ExecutionsAsync(default, skill.Id, 10, default)).Outcome);
    }

    const string Shipping = "Package the shop and publish it to the feed";

    static ToolCall[] Shipped() =>
        [Runs("npm ci"), Runs("npm run build"), Runs("npm pack --pack-destination ../feed"), Runs("node publish.js ../feed")];

    static Session Ship(string id) => Of(id, [Asks(Shipping), .. Shipped()]);

    static async Task<IReadOnlyList<SkillMcp.Ways.SkillWay>> WaysAsync(OpenMemory open, SkillName skill) =>
        await open.Memory.WaysAsync(await open.Memory.GetAsync(skill));

    static async Task<TaskLesson> LearnAsync(OpenMemory open, Session session) =>
        Assert.Single(await open.Memory.LearnSessionAsync(SessionReading.Of(session)));

    static Session Release(string id, string version) => Of(id,
        Asks($"Release version {version}"),
        Runs("git status"),
        Edits("package.json", $"@@ -1,1 +1,1 @@\n-  \"version\": \"0.0.0\",\n+  \"version\": \"{version}\",\n"),
        Runs("npm run build"),
        Runs($"git tag v{version}"),
        Runs($"npm publish shop-{version}.tgz --feed ../feed"));

    static ToolCall[] Deploy(string tag) =>
        [Runs($"docker build -t api:{tag} ."), Runs($"docker push api:{tag}"), Runs($"kubectl set image deployment/api api=api:{tag}")];

    static async Task<(Skill Skill, Guid Retrieval)> RetrievedAsync(OpenMemory open)
    {
        var steps = new[] { "docker build -t api:{tag} .", "docker push api:{tag}", "kubectl set image deployment/api api=api:{tag}" };
        var procedure = Sample.Procedure("deploy-api", steps) with
        {
            Description = "Deploy the api",
            Parameters = [new Parameter { Name = "tag", Example = "1.0" }],
        };
        var skill = await open.Memory.AddAsync(procedure, default, Person);
        var retrieved = await open.Memory.RetrieveAsync(new RetrieveRequest { Task = "Deploy the api", Skill = skill.Name });
        await open.Memory.FlushAsync(default);
        return (skill, retrieved.RetrievalId!.Value);
    }
}
