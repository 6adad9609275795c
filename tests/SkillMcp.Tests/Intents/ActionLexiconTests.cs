using SkillMcp.Intents;

namespace SkillMcp.Tests.Intents;

public sealed class ActionLexiconTests
{
    static readonly ActionLexicon Lexicon = ActionLexicon.Instance;

    public static TheoryData<string, string> Examples => [.. Lexicon.Examples.Select(example => (example.Class, example.Sentence))];

    [Theory]
    [MemberData(nameof(Examples))]
    public void Each_example_asks_for_its_class(string name, string sentence) =>
        Assert.Contains(name, Intent.OfTask(sentence).Actions.SelectMany(action => action.Classes).Select(one => Lexicon.Names[one]));

    [Fact]
    public void Classes_are_named_once() => Assert.Equal(Lexicon.Names.Count, Lexicon.Names.Distinct().Count());

    [Fact]
    public void How_two_classes_are_related_does_not_depend_on_their_order()
    {
        foreach (var (a, b) in Pairs())
        {
            Assert.Equal(Lexicon.Between(a, b), Lexicon.Between(b, a));
        }
    }

    [Theory]
    [InlineData("back up", "restore")]
    [InlineData("apply", "roll back")]
    [InlineData("create", "delete")]
    [InlineData("encrypt", "decrypt")]
    [InlineData("publish", "unpublish")]
    [InlineData("isolate", "release")]
    [InlineData("drain", "return to service")]
    [InlineData("onboard", "offboard")]
    public void A_class_is_the_opposite_of_what_undoes_it(string a, string b) =>
        Assert.Equal(ActionRelation.Opposite, Lexicon.Between(IdOf(a), IdOf(b)));

    [Theory]
    [InlineData("dropped", "drop")]
    [InlineData("restoring", "restore")]
    [InlineData("undid", "undo")]
    [InlineData("copies", "copy")]
    [InlineData("patches", "patch")]
    [InlineData("taken", "take")]
    public void A_verb_is_known_in_each_of_its_forms(string form, string verb) =>
        Assert.Contains(verb, Lexicon.FormsOf(form).Select(found => found.Verb));

    [Fact]
    public void Every_form_of_every_verb_leads_back_to_it()
    {
        var verbs = DataFile.Groups("intents.actions.txt")
            .SelectMany(group => group.Lines)
            .Where(line => line.StartsWith("verbs: ", StringComparison.Ordinal))
            .SelectMany(line => line["verbs: ".Length..].Split(", "))
            .Select(verb => verb.Split(' ')[0])
            .Concat(English.LightVerbs)
            .Distinct();

        foreach (var verb in verbs)
        {
            Assert.All(English.FormsOf(verb).Distinct(), form => Assert.Contains((verb, form.Kind), Lexicon.FormsOf(form.Form)));
        }
    }

    static IEnumerable<(int A, int B)> Pairs() =>
        from a in Enumerable.Range(0, Lexicon.Names.Count)
        from b in Enumerable.Range(0, Lexicon.Names.Count)
        select (a, b);

    static int IdOf(string name) => Lexicon.Names.Index().First(named => named.Item == name).Index;
}
