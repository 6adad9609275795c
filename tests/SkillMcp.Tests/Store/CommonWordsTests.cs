using SkillMcp.Sqlite;

namespace SkillMcp.Tests.Store;

/// <summary>Counts of words that a store keeps in memory, while another one, as of another process, adds skills to the file.</summary>
public sealed class CommonWordsTests : TwoStoresOfOneFile
{
    // From here on a count is kept.
    const int Common = 100;

    [Fact]
    public async Task A_count_of_a_common_word_is_never_more_than_three_of_a_hundred_off()
    {
        await AddAsync(0, Common);
        for (var skills = Common; skills < Common + 20; skills++)
        {
            var frequencies = await here.FrequenciesAsync(default, ["restart", $"cache{skills - 1}"], default);
            Assert.Equal(skills, frequencies.Skills);
            Assert.InRange(frequencies.DocumentFrequency["restart"], skills * 0.97, skills);
            Assert.Equal(1, frequencies.DocumentFrequency[$"cache{skills - 1}"]);
            await AddAsync(skills, 1);
        }
    }

    [Fact]
    public async Task A_count_of_a_rare_word_is_exact()
    {
        for (var skills = 1; skills < 20; skills++)
        {
            await AddAsync(skills, 1);
            Assert.Equal(skills, (await here.FrequenciesAsync(default, ["restart"], default)).DocumentFrequency["restart"]);
        }
    }

    [Fact]
    public void A_count_is_counted_again_after_enough_changes_and_in_an_older_snapshot()
    {
        var words = new CommonWords(file: 0);
        words.Learn(new WordRow("restart", Common, Common), changes: Common);
        Assert.True(words.Know("restart", Common + 3, inTitles: true, out _));
        Assert.False(words.Know("restart", Common + 4, inTitles: true, out _));
        Assert.False(words.Know("restart", Common - 1, inTitles: true, out _));
        words.Learn(new WordRow("restart", Common + 4, null), changes: Common + 4);
        Assert.True(words.Know("restart", Common + 4, inTitles: false, out _));
        Assert.False(words.Know("restart", Common + 4, inTitles: true, out _));
        words.Learn(new WordRow("restart", Common - 1, Common - 1), changes: Common + 4);
        Assert.False(words.Know("restart", Common + 4, inTitles: true, out _));
    }

    async Task AddAsync(int first, int count)
    {
        for (var number = first; number < first + count; number++)
        {
            await there.AddAsync(default, Sample.Skill(Sample.Procedure($"restart cache{number}")), "because", null, default);
        }
    }
}
