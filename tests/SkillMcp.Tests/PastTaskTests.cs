using CsCheck;

namespace SkillMcp.Tests;

public sealed class PastTaskTests
{
    static readonly Gen<string> Word = Gen.OneOf("deploy", "api", "cart", "shop", "staging", "prod", "logs", "2", "fast");

    static readonly Gen<PastTask> Any = Gen.Select(Word.Array[1, 4], Gen.Bool, (words, served) => Task(string.Join(' ', words), served));

    [Fact]
    public void Those_that_are_remembered_differ_are_few_and_include_the_newest() =>
        Any.List[1, 120].Sample(tasks =>
        {
            var remembered = PastTask.Remembered(tasks);
            return remembered.Count(task => task.Served) <= PastTask.MaxPerKind
                && remembered.Count(task => !task.Served) <= PastTask.MaxPerKind
                && remembered[^1] == tasks[^1]
                && remembered.All(tasks.Contains)
                && remembered.DistinctBy(task => string.Join(' ', task.Stems.Distinct().Order())).Count() == remembered.Count;
        });

    [Fact]
    public void Nothing_is_forgotten_before_there_are_too_many() =>
        Any.List[1, PastTask.MaxPerKind].Sample(tasks =>
        {
            var remembered = PastTask.Remembered(tasks).Select(task => task.Stems.ToHashSet()).ToList();
            return tasks.TrueForAll(task => remembered.Exists(stems => stems.SetEquals(task.Stems)));
        });

    [Fact]
    public void A_task_that_is_said_again_teaches_what_it_taught_last()
    {
        var (served, unfit) = (Task("Deploy the cart!", served: true), Task("deploying the CART", served: false));

        Assert.Equal([unfit], PastTask.Remembered([served], unfit));
        Assert.Equal([served], PastTask.Remembered([unfit], served));
    }

    [Fact]
    public void A_task_that_is_said_again_without_other_words_keeps_those_that_it_was_said_with()
    {
        var (first, again) = (Task("Deploy the cart!") with { Also = ["kubectl"] }, Task("deploying the CART"));
        var newer = again with { Also = ["helm"] };

        Assert.Equal([first], PastTask.Remembered([first], again));
        Assert.Equal([newer], PastTask.Remembered([first], newer));
        Assert.Equal([again with { Served = false }], PastTask.Remembered([first], again with { Served = false }));
    }

    [Fact]
    public void Where_there_are_too_many_the_one_goes_that_a_newer_one_resembles_most()
    {
        var tasks = Enumerable.Range(0, PastTask.MaxPerKind).Select(n => Task($"task {Written(n)}")).ToList();
        tasks[3] = Task("restart the payment gateway tonight");
        var added = Task("restart the payment gateway tomorrow");

        var remembered = PastTask.Remembered(tasks, added);

        Assert.Equal([.. tasks.Where((_, at) => at != 3), added], remembered);
    }

    [Fact]
    public void Of_tasks_that_resemble_a_newer_one_equally_the_oldest_goes()
    {
        var tasks = Enumerable.Range(0, PastTask.MaxPerKind).Select(n => Task(Written(n))).ToList();
        var added = Task("restart the payment gateway");

        Assert.Equal([.. tasks.Skip(1), added], PastTask.Remembered(tasks, added));
    }

    [Fact]
    public void Tasks_of_the_other_kind_are_not_counted()
    {
        var served = Enumerable.Range(0, PastTask.MaxPerKind).Select(n => Task(Written(n))).ToList();
        var unfit = Task("restart the payment gateway", served: false);

        Assert.Equal([.. served, unfit], PastTask.Remembered(served, unfit));
    }

    [Fact]
    public void A_task_is_compared_by_its_beginning()
    {
        var log = string.Join(' ', Enumerable.Repeat("alpha", 400));

        Assert.Equal(["alpha"], Task($"{log} bravo").Stems.Distinct().Where(stem => stem.Length == 5));
        Assert.DoesNotContain("bravo", Task($"{log} bravo").Stems);
    }

    [Theory]
    [InlineData(Outcome.Success, true)]
    [InlineData(Outcome.Partial, true)]
    [InlineData(Outcome.NotUsed, false)]
    public void What_served_and_what_did_not_fit_teaches(Outcome outcome, bool served) =>
        Assert.Equal(served, PastTask.Of(Execution(outcome, "deploy the cart"))!.Served);

    [Fact]
    public void The_other_words_of_an_execution_come_with_its_task() =>
        Assert.Equal(["kubectl"], PastTask.Of(Execution(Outcome.Success, "deploy the cart") with { Also = ["kubectl"] })!.Also);

    [Theory]
    [InlineData(Outcome.Failure, "deploy the cart")]
    [InlineData(Outcome.Success, "")]
    [InlineData(Outcome.Success, "🚀 --- !")]
    public void A_failure_and_a_task_without_words_teach_nothing(Outcome outcome, string task) =>
        Assert.Null(PastTask.Of(Execution(outcome, task)));

    static PastTask Task(string text, bool served = true) => new(Guid.CreateVersion7(), text, served);

    static Execution Execution(Outcome outcome, string task) => Sample.Execution(outcome) with { Task = task };

    /// <summary>Two letters that no other number has.</summary>
    static string Written(int number) => $"{(char)('b' + number / 5)}{(char)('k' + number % 5)}q{(char)('b' + number)}";
}
