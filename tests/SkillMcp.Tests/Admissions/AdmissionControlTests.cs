using SkillMcp.Admissions;

namespace SkillMcp.Tests.Admissions;

/// <summary>Who may write what, as values.</summary>
public sealed class AdmissionControlTests
{
    const string Secret = "ghp_" + "7RbT1wYc9HnJ5pGf4KaUe6MokQ3vZ8dXs2Lm";

    static readonly Actor Person = new(Author.Person, "skillmcp");
    static readonly Actor Agent = new(Author.Agent, "an-agent");
    static readonly Admission ByPerson = AdmissionControl.Admit(Person);

    readonly AdmissionControl control = new(quarantineAgents: false);

    [Theory]
    [InlineData("make ship", AdmissionVerdict.Admitted)]
    [InlineData(Sample.Doubtful, AdmissionVerdict.Quarantined)]
    [InlineData(Sample.Hostile, AdmissionVerdict.Refused)]
    public void A_submission_is_admitted_quarantined_or_refused(string step, object expected)
    {
        var admission = control.Admit(Submission(step), Agent);
        Assert.Equal((AdmissionVerdict)expected, admission.Verdict);
        Assert.Equal((AdmissionVerdict)expected == AdmissionVerdict.Refused, admission.Refusal is not null);
        var isScreened = admission.QuarantineReason.StartsWith("screened: ", StringComparison.Ordinal);
        Assert.Equal((AdmissionVerdict)expected == AdmissionVerdict.Quarantined, isScreened);
    }

    [Fact]
    public void Where_agents_need_approval_they_alone_do()
    {
        var strict = new AdmissionControl(quarantineAgents: true);
        Assert.Equal("unapproved: an agent wrote it", strict.Admit(Submission("make ship"), Agent).QuarantineReason);
        Assert.Equal(AdmissionVerdict.Admitted, strict.Admit(Submission("make ship"), Person).Verdict);
        Assert.StartsWith("screened: ", strict.Admit(Submission(Sample.Doubtful), Agent).QuarantineReason);
    }

    [Fact]
    public void What_is_admitted_holds_no_secret()
    {
        var admission = control.Admit(Submission($"curl -H 'Authorization: Bearer {Secret}'"), Agent);
        Assert.DoesNotContain(admission.Value.Procedure.Texts, text => text.Contains(Secret, StringComparison.Ordinal));
        Assert.Contains("curl -H", admission.Value.Procedure.Steps[0].Text);
    }

    [Fact]
    public void A_text_that_was_clean_is_redacted_where_another_one_shows_that_it_holds_a_secret()
    {
        const string Bare = "zk8Vq2Lw9Txp";
        const string Step = "log in with " + Bare;
        var alone = Redaction.ToFixedPoint(Submission(Step), new HashSet<string>(), out var clean);
        Assert.Equal(Step, alone.Procedure.Steps[0].Text);
        Assert.Contains(Step, clean);

        var both = Submission(Step) with { Procedure = Sample.Procedure("deploy", Step, $"export DB_PASSWORD={Bare}") };
        var redacted = Redaction.ToFixedPoint(both, clean, out var left);

        Assert.DoesNotContain(redacted.Procedure.Texts, text => text.Contains(Bare, StringComparison.Ordinal));
        Assert.Empty(left);
    }

    [Theory]
    [InlineData("claude-code 2.0", "claude-code 2.0")]
    [InlineData(Sample.Doubtful, "a client without a name")]
    [InlineData(Sample.Hostile, "a client without a name")]
    public void A_client_is_named_if_its_name_passes_the_screen(string client, string expected) =>
        Assert.Equal(expected, AdmissionControl.Admit(new Actor(Author.Agent, client)).Actor.Client);

    [Fact]
    public void Of_two_submissions_the_first_refusal_and_the_last_quarantine_hold()
    {
        var fine = control.Admit(Submission("make ship"), Agent);
        var doubtful = control.Admit(Submission(Sample.Doubtful), Agent);
        var hostile = control.Admit(Submission(Sample.Hostile), Agent);
        var unapproved = new AdmissionControl(quarantineAgents: true).Admit(Submission("make ship"), Agent);

        Assert.Equal(AdmissionVerdict.Admitted, fine.And(fine).Verdict);
        Assert.Equal(doubtful.QuarantineReason, fine.And(doubtful).QuarantineReason);
        Assert.Equal(doubtful.QuarantineReason, doubtful.And(fine).QuarantineReason);
        Assert.Equal(unapproved.QuarantineReason, doubtful.And(unapproved).QuarantineReason);
        Assert.Equal(AdmissionVerdict.Refused, doubtful.And(hostile).Verdict);
        Assert.Equal(AdmissionVerdict.Refused, hostile.And(doubtful).Verdict);
    }

    [Fact]
    public void Nothing_is_written_of_what_was_refused() =>
        Assert.Throws<InvalidOperationException>(
            () => AdmissionControl.Admit(new MemoryChange(), control.Admit(Submission(Sample.Hostile), Agent)));

    [Fact]
    public void What_is_made_of_an_admitted_submission_is_screened_again()
    {
        var admission = control.Admit(Submission("make ship"), Agent);

        Assert.Equal(AdmissionVerdict.Refused, AdmissionControl.Admit(Added(Sample.Hostile), admission).Verdict);
        var doubtful = AdmissionControl.Admit(Added(Sample.Doubtful), admission);
        Assert.Equal(AdmissionVerdict.Admitted, doubtful.Verdict);
        Assert.StartsWith("screened: ", doubtful.Change!.Change.Skills[0].After!.Lifecycle.Reason);
        Assert.StartsWith("screened: ", doubtful.Change.Change.Audit[0].Reason);
        Assert.StartsWith("quarantined, version 1 ", doubtful.Change.Change.Audit[0].Detail);
    }

    [Fact]
    public void A_doubtful_text_does_not_replace_one_that_is_in_use()
    {
        var skill = Sample.Skill(Sample.Procedure("deploy", "make ship"));
        var changed = skill with { Procedure = Sample.Procedure("deploy", Sample.Doubtful), Version = 2 };

        var admission = AdmissionControl.Admit(SkillChanges.Change(skill, changed), ByPerson);

        Assert.Equal((AdmissionVerdict.Quarantined, null), (admission.Verdict, admission.Change));
        Assert.StartsWith("screened: ", admission.QuarantineReason);
    }

    [Fact]
    public void A_rejected_skill_stays_rejected_and_a_quarantined_one_keeps_its_reason()
    {
        Assert.Equal("rejected", ReasonOf(Lifecycle.Archived(Lifecycle.Rejected)));
        Assert.Equal("unapproved", ReasonOf(Lifecycle.Quarantined(Lifecycle.Unapproved)));

        static string ReasonOf(Lifecycle lifecycle)
        {
            var change = SkillChanges.Add(Sample.Skill(Sample.Procedure("mine", Sample.Doubtful)) with { Lifecycle = lifecycle }, "");
            return AdmissionControl.Admit(change, ByPerson).Change!.Change.Skills[0].After!.Lifecycle.Reason;
        }
    }

    [Fact]
    public void A_text_that_was_screened_with_its_submission_is_not_screened_again()
    {
        var procedure = Sample.Procedure("deploy", Sample.Doubtful);
        var skill = Sample.Skill(procedure) with { Lifecycle = Lifecycle.Quarantined("why it waits") };
        var admission = control.Admit(new SkillSubmission(procedure, new Dictionary<string, ReadOnlyMemory<byte>>()), Person);

        var added = AdmissionControl.Admit(SkillChanges.Add(skill with { Lifecycle = Lifecycle.Active }, ""), admission);

        Assert.Equal(admission.QuarantineReason, added.Change!.Change.Skills[0].After!.Lifecycle.Reason);
    }

    [Fact]
    public void Only_a_person_approves()
    {
        var change = SkillChanges.Approve(Sample.Skill(Sample.Procedure("mine", Sample.Doubtful)) with
        {
            Lifecycle = Lifecycle.Quarantined(Lifecycle.Screened),
        });

        Assert.Throws<InvalidOperationException>(() => AdmissionControl.Admit(change, AdmissionControl.Admit(Agent)));
        Assert.Equal(AdmissionVerdict.Admitted, AdmissionControl.Admit(change, ByPerson).Verdict);
    }

    [Fact]
    public void A_version_that_is_added_is_not_passed_off_as_an_earlier_one()
    {
        var change = SkillChanges.Add(Sample.Skill(Sample.Procedure("mine", Sample.Hostile)), "");
        var disguised = change with { Skills = [change.Skills[0] with { Origin = TextOrigin.EarlierVersion }] };

        Assert.Throws<InvalidOperationException>(() => AdmissionControl.Admit(disguised, ByPerson));
    }

    [Fact]
    public void A_doubtful_task_is_not_kept_with_its_retrieval()
    {
        Assert.Equal("deploy the shop", AdmissionControl.TaskIfClean("deploy the shop"));
        Assert.Equal("", AdmissionControl.TaskIfClean(Sample.Doubtful));
        Assert.Equal("", AdmissionControl.TaskIfClean(Sample.Hostile));
    }

    [Fact]
    public void Other_words_that_are_doubtful_one_by_one_or_together_are_not_kept()
    {
        Assert.Equal(["postgres", "pg_dump"], AdmissionControl.AlsoIfClean(["postgres", "pg_dump"]));
        Assert.Empty(AdmissionControl.AlsoIfClean(["postgres", Sample.Doubtful]));
        Assert.Empty(AdmissionControl.AlsoIfClean([.. Sample.Hostile.Split(' ')]));
    }

    static MemoryChange Added(string step) => SkillChanges.Add(Sample.Skill(Sample.Procedure("deploy", step)), "");

    static SkillSubmission Submission(string step) =>
        new(Sample.Procedure("deploy", step), new Dictionary<string, ReadOnlyMemory<byte>>());
}
