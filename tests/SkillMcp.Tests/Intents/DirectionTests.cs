using static SkillMcp.Tests.Intents.DescribedProcedure;

namespace SkillMcp.Tests.Intents;

/// <summary>From where to where, into which language and with what kind of file something is done.</summary>
public sealed class DirectionTests
{
    [Theory]
    [InlineData("move the repository billing from github to gitlab", true)]
    [InlineData("move the repository billing from gitlab to github", false)]
    [InlineData("move the repository billing to github", false)]
    public void What_goes_one_way_does_not_bring_it_back(string task, bool differs) =>
        Assert.Equal(differs, Doing("migrate-repository", "Moves a Git repository from GitLab to GitHub.").Differences(task).Count > 0);

    [Theory]
    [InlineData("translate the leaflet into Japanese", true)]
    [InlineData("translate the leaflet into German", false)]
    [InlineData("translate the leaflet", false)]
    public void A_language_is_none_of_the_others(string task, bool differs) =>
        Assert.Equal(differs, Doing("translate-leaflet", "Translates the leaflet into German and French.").Differences(task).Count > 0);

    [Theory]
    [InlineData("convert intro.png to webp", true)]
    [InlineData("convert intro.mov to mp4", false)]
    public void A_picture_is_no_video(string task, bool differs) =>
        Assert.Equal(differs, Doing("convert-video", "Converts a video to MP4 for the web.").Differences(task).Count > 0);

    [Theory]
    [InlineData("change the password of the office wifi", true)]
    [InlineData("change the password of the guest wifi", false)]
    public void A_network_is_none_of_another_kind_however_it_is_spelt(string task, bool differs) =>
        Assert.Equal(differs, Doing("change-wifi-password", "Changes the password of the guest Wi-Fi.").Differences(task).Count > 0);

    [Fact]
    public void A_name_of_two_words_is_no_thing() =>
        Assert.Empty(Doing("pay-supplier-invoice", "Pays the invoice of a supplier.").Differences("pay the invoice of Miller Paper"));

    [Theory]
    [InlineData("book a flight to Lyon", true)]
    [InlineData("book a meeting room", false)]
    public void What_is_booked_to_a_place_is_still_what_is_booked(string task, bool differs) =>
        Assert.Equal(differs, Doing("book-meeting-room", "Books a meeting room for a date.").Differences(task).Count > 0);
}
