using static SkillMcp.Tests.Agents.ScriptedModel;

namespace SkillMcp.Tests.Agents;

/// <summary>What a person says right after work takes it back, in the words that people use.</summary>
public sealed class PersonsWordTests
{
    [Theory]
    [InlineData("undo that")]
    [InlineData("put it back how it was")]
    [InlineData("Please put everything back the way it was.")]
    [InlineData("change it back")]
    [InlineData("hmm, now the site is down")]
    [InlineData("The site is down!")]
    [InlineData("now nothing works")]
    [InlineData("it's throwing 500s")]
    [InlineData("it returns a 502 error")]
    [InlineData("it's down")]
    [InlineData("it is still returning errors")]
    [InlineData("you deployed the wrong version")]
    [InlineData("You deployed it to the wrong cluster.")]
    [InlineData("that's the wrong cluster")]
    [InlineData("stop, wrong cluster!!")]
    [InlineData("doesn't work")]
    [InlineData("does not work at all")]
    [InlineData("not working")]
    [InlineData("that did not work")]
    [InlineData("This is not what I asked for")]
    [InlineData("you broke the login")]
    [InlineData("mach das rückgängig")]
    [InlineData("Das hat nicht funktioniert, mach es rückgängig")]
    [InlineData("nein, das ist jetzt kaputt")]
    [InlineData("Jetzt ist die Seite down")]
    [InlineData("Es geht nicht mehr.")]
    [InlineData("annule ça")]
    [InlineData("Non, ça ne marche pas")]
    [InlineData("c'est cassé")]
    [InlineData("deshazlo, no funcionó")]
    [InlineData("no funciona")]
    [InlineData("se rompió")]
    [InlineData("元に戻して")]
    [InlineData("サイトが壊れました")]
    [InlineData("撤销")]
    [InlineData("это не работает")]
    public async Task Words_against_a_result_take_it_back(string said) => Assert.Equal((0, 1), await CountsAsync(said));

    [Theory]
    [InlineData("That broke my assumptions, in a good way: works great!")]
    [InlineData("thanks, perfect!")]
    [InlineData("no problem, thanks!")]
    [InlineData("No errors, great")]
    [InlineData("no, that's all, thanks")]
    [InlineData("No need to undo anything, thanks")]
    [InlineData("don't undo that")]
    [InlineData("How do I undo that if I need to?")]
    [InlineData("Is it broken?")]
    [InlineData("Nothing is broken, great!")]
    [InlineData("it's returning JSON now, thanks")]
    [InlineData("it returns 200, good")]
    [InlineData("It works now, before it was broken")]
    [InlineData("It failed before, but now it works")]
    [InlineData("Great, that fixed the broken page")]
    [InlineData("Thanks! The old one never worked")]
    [InlineData("Nice! By the way, yesterday's nightly build broke, can you look at it?")]
    [InlineData("revert the last docs commit in repo handbook")]
    [InlineData("Great. Now undo the last git commit in my docs repo")]
    [InlineData("What would be the wrong cluster?")]
    [InlineData("Wrong numbers in the report are to be marked red")]
    [InlineData("Das ist nicht schlimm, danke")]
    [InlineData("Das geht nicht nur hier, sondern auch dort")]
    [InlineData("Perfekt, danke!")]
    [InlineData("Non, merci, c'est parfait")]
    [InlineData("no, gracias, funciona bien")]
    [InlineData("壊れていますか？")]
    [InlineData("ありがとう")]
    public async Task Other_words_take_nothing_back(string said) => Assert.Equal((1, 0), await CountsAsync(said));

    static async Task<(int, int)> CountsAsync(string said)
    {
        string[] functions = ["build", "push", "roll_out"];
        await using var agent = await AgentDriver.NewAsync(
            Saying([.. functions.Select(function => Calls(function, ("service", "cart"))), Says("Done."), Says("I see.")]),
            tools: [.. functions.Select(function => AgentDriver.Function(function))]);
        await agent.Opened.AddAsync(
            "deploy-service", "Deploy a service to kubernetes", [.. functions.Select(function => $"{function} --service={{service}}")]);
        await agent.SayAsync("Deploy the cart service to kubernetes");
        await agent.SayAsync(said);
        var record = Assert.Single(await agent.SkillsAsync()).Record;
        return (record.Successes.Total, record.Failures.Total);
    }
}
