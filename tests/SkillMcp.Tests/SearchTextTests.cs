namespace SkillMcp.Tests;

public sealed class SearchTextTests
{
    static readonly Procedure Deploy = new()
    {
        Title = "Deploy the Shop",
        Description = "How to deploy it",
        Category = "shipping",
        Tags = ["clouds", "web"],
        Preconditions = ["Images built"],
        Steps = Sample.Steps("run the pods"),
        Postconditions = ["Pages answer"],
    };

    [Fact]
    public void Each_field_has_its_own_words()
    {
        var text = Of(Deploy, []);

        Assert.Equal(new SearchText("deploy shop", "how deploy", "cloud web ship", "run pod imag built page answer"), text);
        Assert.Equal(("", ""), (text.Tasks, text.UnsuitableTasks));
    }

    [Fact]
    public void A_name_that_the_title_did_not_give_is_found_too_and_what_everything_is_in_is_no_category()
    {
        var text = SearchText.Of(SkillName.Parse("ship-it"), Deploy with { Category = Procedure.General }, [], []);

        Assert.Equal(("ship shipit deploy shop", "cloud web"), (text.Name, text.Tags));
    }

    [Fact]
    public void A_composite_is_found_by_the_words_of_its_components()
    {
        var part = new Procedure
        {
            Title = "Migrate",
            Description = "Move the tables",
            Category = "databases",
            Tags = ["sql"],
            Preconditions = ["Backups"],
            Steps = Sample.Steps("alembic upgrade"),
            Postconditions = ["Schemas"],
        };

        var text = SearchText.Of(SkillName.From(Deploy.Title)!.Value, Deploy, [part], []);

        Assert.Equal("deploy shop", text.Name);
        Assert.Equal("how deploy", text.Description);
        Assert.Equal("cloud web sql ship databas", text.Tags);
        Assert.Equal("migrat move tabl run pod alemb upgrad imag built backup page answer schema", text.Steps);
    }

    [Fact]
    public void Tasks_are_told_apart_by_what_they_taught_and_in_an_order_of_their_own()
    {
        PastTask[] tasks = [Task("ship the shop", true), Task("paint a fence", false), Task("deploy carts", true)];

        Assert.Equal(("deploy cart | ship shop", "paint fenc"), (Of(Deploy, tasks).Tasks, Of(Deploy, tasks).UnsuitableTasks));
        Assert.Equal(Of(Deploy, tasks), Of(Deploy, [.. tasks.Reverse()]));
    }

    [Fact]
    public void The_other_words_of_a_task_that_was_served_stand_beside_it_each_once()
    {
        PastTask[] tasks =
        [
            Task("ship the shop", true) with { Also = ["kubectl apply", "apply helm", "🚀"] },
            Task("paint a fence", false) with { Also = ["brush"] },
            Task("deploy carts", true),
        ];

        Assert.Equal(
            ("deploy cart | kubectl appli helm | ship shop", "paint fenc"), (Of(Deploy, tasks).Tasks, Of(Deploy, tasks).UnsuitableTasks));
    }

    static SearchText Of(Procedure procedure, IReadOnlyList<PastTask> tasks) =>
        SearchText.Of(SkillName.From(procedure.Title)!.Value, procedure, [], tasks);

    static PastTask Task(string text, bool served) => new(Guid.CreateVersion7(), text, served);
}
