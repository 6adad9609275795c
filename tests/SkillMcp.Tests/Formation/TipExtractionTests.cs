using SkillMcp.Formation;

namespace SkillMcp.Tests.Formation;

public sealed class TipExtractionTests
{
    static readonly Procedure Release = new()
    {
        Title = "git-release",
        Description = "Release a package: version, tag and push",
        Steps =
        [
            .. new[]
            {
                "git status --porcelain", "npm version {version} --no-git-tag-version", "git commit -am \"release: {version}\"",
                "git tag -a v{version} -m \"{app} {version}\"", "git push origin main --follow-tags",
                "git ls-remote --tags origin v{version}",
            }.Select(Step.Parse),
        ],
    };

    [Theory]
    [InlineData("The trap was that the changelog has to be committed first")]
    [InlineData("Stop the file watcher before you start, or else it commits half a version")]
    [InlineData("The registry answers 403 until the two-factor code was typed")]
    [InlineData("The mirror in Frankfurt takes ten minutes longer than the others")]
    [InlineData("Die Falle war: der Branch ist geschützt")]
    public void What_helps_the_next_run_is_a_tip(string notes) => Assert.Equal(new Pitfall { Text = notes, IsTip = true }, Of(notes));

    [Theory]
    [InlineData("")]
    [InlineData("done")]
    [InlineData("OK, worked.")]
    [InlineData("Everything worked as expected on the first try.")]
    [InlineData("All tests passed, 12 passed, 0 failed.")]
    [InlineData("No problems, nothing went wrong. No fix was needed.")]
    [InlineData("Alles hat gut funktioniert")]
    [InlineData("git push origin main --follow-tags")]
    [InlineData("Pushed the release and the tag to origin main, then verified it")]
    [InlineData("Ran npm version before the git tag.")]
    [InlineData("Released inventory-api 0.9.3 for customer Acme yesterday")]
    public void That_it_went_well_and_what_was_done_is_none(string notes) => Assert.Null(Of(notes));

    [Theory]
    [InlineData("Step 2: the lock file must be committed too", 2)]
    [InlineData("In step 4 the tag must be signed", 4)]
    [InlineData("Step 2 and step 5 need a token, otherwise they hang", 0)]
    [InlineData("Step 9 does not exist on Windows", 0)]
    [InlineData("`git status --porcelain` must be empty, ignored files do not count", 1)]
    [InlineData("Without --follow-tags the tag does not arrive", 5)]
    [InlineData("The proxy must be off", 0)]
    public void It_belongs_to_the_step_that_it_speaks_of(string notes, int step) => Assert.Equal(step, Of(notes)?.Step);

    [Fact]
    public void The_number_of_its_step_is_not_told_twice() =>
        Assert.Equal(new Pitfall { Text = "the tag must be signed", Step = 4, IsTip = true }, Of("In step 4 the tag must be signed"));

    [Fact]
    public void Only_the_sentences_that_teach_are_kept()
    {
        Assert.Equal("The changelog must be committed first.", Of("Done. The changelog must be committed first.\nAll green.")?.Text);
        var story = string.Join(' ', Enumerable.Range(1, 20).Select(day => $"Reviewers of team {day} looked at draft page seven."));

        Assert.Equal("The changelog must be committed first.", Of($"{story} The changelog must be committed first.")?.Text);
    }

    [Fact]
    public void The_same_in_other_words_is_counted_and_not_told_twice()
    {
        var known = new Pitfall { Text = "The changelog must be committed first", IsTip = true };

        Assert.Equal(known, TipExtraction.Of("the changelog has to be committed first!", Release, [known]));
    }

    [Fact]
    public void Very_long_notes_and_steps_take_no_long_time()
    {
        var steps = Enumerable.Range(1, 200).Select(number => Step.Parse($"step {number} " + new string('x', 7_000) + number));

        var tip = TipExtraction.Of(string.Concat(Enumerable.Repeat("you must not. no ", 500)), Release with { Steps = [.. steps] }, []);

        Assert.True(tip is null || tip.Text.Length <= Pitfall.MaxLength);
    }

    static Pitfall? Of(string notes) => TipExtraction.Of(notes, Release, []);
}
