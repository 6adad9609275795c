using SkillMcp.Ways;

namespace SkillMcp.Tests.Ways;

public sealed class ReportWeightTests
{
    static readonly Execution Failure = Sample.Execution(Outcome.Failure);
    static readonly Execution Success = Sample.Execution(Outcome.Success);

    [Theory]
    [InlineData(EvidenceLevel.SelfReported)]
    [InlineData(EvidenceLevel.Evidenced)]
    public void What_names_its_retrieval_weighs_fully_whatever_else_was_said(EvidenceLevel level)
    {
        var bound = Success with { IsBound = true, EvidenceLevel = level };

        Assert.Equal(1, ReportWeight.Of(bound, isProved: true, [Failure, Success]));
    }

    [Fact]
    public void What_a_person_saw_weighs_fully() =>
        Assert.Equal(1, ReportWeight.Of(Failure with { EvidenceLevel = EvidenceLevel.Verified }, isProved: true, [Failure]));

    [Fact]
    public void The_first_bare_report_of_a_day_weighs_half_against_what_was_proved()
    {
        Assert.Equal(0.5, ReportWeight.Of(Failure, isProved: true, []));
        Assert.Equal(1, ReportWeight.Of(Failure, isProved: false, []));
    }

    [Fact]
    public void Those_after_it_weigh_nothing()
    {
        Assert.Equal(0, ReportWeight.Of(Failure, isProved: true, [Failure]));
        Assert.Equal(0, ReportWeight.Of(Success, isProved: false, [Failure]));
        Assert.Equal(0, ReportWeight.Of(Success with { EvidenceLevel = EvidenceLevel.Evidenced }, isProved: false, [Success]));
    }

    [Fact]
    public void Failures_of_what_nothing_speaks_for_weigh_fully()
    {
        Assert.Equal(1, ReportWeight.Of(Failure, isProved: false, [Failure, Failure]));
        Assert.Equal(0, ReportWeight.Of(Failure, isProved: false, [Failure, Success]));
    }
}
