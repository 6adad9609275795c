using System.Text;
using System.Text.Json;
using Microsoft.Extensions.AI;
using SkillMcp.Safety;
using static SkillMcp.Tests.Agents.ScriptedModel;

namespace SkillMcp.Tests.Agents;

/// <summary>An argument that is named as a secret is one, however its value looks, and is not kept.</summary>
public sealed class SecretArgumentTests
{
    [Theory]
    [InlineData("password", "my dog rex 77", "my dog rex")]
    [InlineData("password", "trombone", "trombone")]
    [InlineData("password", "a1b2c", "a1b2c")]
    [InlineData("password", "it's4me'now", "4me")]
    [InlineData("password", "Bl4ueHeron'29x!z", "29x!z")]
    [InlineData("password", "Bl4ue$Heron29xz", "Heron29xz")]
    [InlineData("password", "Bl4ue;Heron29xz", "Heron29xz")]
    [InlineData("password", "Bl4ue{Heron}29xz", "29xz")]
    [InlineData("password", "Pässwört77x", "rt77x")]
    [InlineData("password", "Tr0mb\"one44", "one44")]
    [InlineData("PASSWORD", "xK9mQ2vL7pTw", "xK9mQ2vL7pTw")]
    [InlineData("passwd", "xK9mQ2vL7pTw", "xK9mQ2vL7pTw")]
    [InlineData("pwd", "xK9mQ2vL7pTw", "xK9mQ2vL7pTw")]
    [InlineData("pw", "xK9mQ2vL7pTw", "xK9mQ2vL7pTw")]
    [InlineData("pass", "xK9mQ2vL7pTw", "xK9mQ2vL7pTw")]
    [InlineData("db_pass", "xK9mQ2vL7pTw", "xK9mQ2vL7pTw")]
    [InlineData("dbPass", "xK9mQ2vL7pTw", "xK9mQ2vL7pTw")]
    [InlineData("userPassword", "xK9mQ2vL7pTw", "xK9mQ2vL7pTw")]
    [InlineData("new_password_confirmation", "xK9mQ2vL7pTw", "xK9mQ2vL7pTw")]
    [InlineData("password2", "xK9mQ2vL7pTw", "xK9mQ2vL7pTw")]
    [InlineData("passphrase", "purple elephant dances", "elephant dances")]
    [InlineData("mot_de_passe", "xK9mQ2vL7pTw", "xK9mQ2vL7pTw")]
    [InlineData("senha", "xK9mQ2vL7pTw", "xK9mQ2vL7pTw")]
    [InlineData("contraseña", "xK9mQ2vL7pTw", "xK9mQ2vL7pTw")]
    [InlineData("Passwort", "xK9mQ2vL7pTw", "xK9mQ2vL7pTw")]
    [InlineData("パスワード", "xK9mQ2vL7pTw", "xK9mQ2vL7pTw")]
    [InlineData("pin", "493817", "493817")]
    [InlineData("otp", "839201", "839201")]
    [InlineData("card", "4539578763621486", "4539578763621486")]
    [InlineData("card_number", "4539 5787 6362 1486", "5787 6362")]
    [InlineData("cvv", "739", "'739'")]
    [InlineData("license_key", "9F8E7-D6C5B-4A3F2-E1D0C-77ABC", "9F8E7-D6C5B")]
    [InlineData("authorization", "xK9mQ2vL7pTw", "xK9mQ2vL7pTw")]
    [InlineData("authorization", "Bearer abc def", "abc def")]
    [InlineData("token", "abc,def9912345,ghi", "def9912345")]
    [InlineData("secret", "two words 99", "two words 99")]
    [InlineData("client_secret", "plainwords", "plainwords")]
    [InlineData("apiKey", "short1", "short1")]
    [InlineData("api-key", "9f8e7d6c5b4a3f2e1d0c", "9f8e7d6c5b4a3f2e1d0c")]
    [InlineData("key", "9f8e7d6c5b4a3f2e1d0c", "9f8e7d6c5b4a3f2e1d0c")]
    [InlineData("credentials", "bob:xK9mQ2vL7pTw", "xK9mQ2vL7pTw")]
    [InlineData("credential", """{"user":"bob","pass":"my dog"}""", "my dog")]
    [InlineData("config", """{"db":{"password":"trombone"}}""", "trombone")]
    [InlineData("config", """{"note":"\ud83d","password":"trombone"}""", "trombone")]
    [InlineData("env", """[{"name":"DB_PASSWORD","value":"trombone"}]""", "trombone")]
    [InlineData("command", "mysql -u root -pxK9mQ2vL7pTw", "xK9mQ2vL7pTw")]
    public async Task A_named_secret_is_in_no_file(string name, string value, string secret)
    {
        await using var agent = await DeployAsync("login", (name, value));
        var step = Assert.Single(await agent.SkillsAsync()).Procedure.Steps[1].Text;
        Assert.DoesNotContain(secret, step);
        Assert.Contains("{secret_", step);
        var file = TextOfFiles(agent);
        Assert.DoesNotContain(secret, file);
        Assert.DoesNotContain(value, file);
    }

    [Theory]
    [InlineData("password", "{password}")]
    [InlineData("password", "<password>")]
    [InlineData("password", "$DB_PASSWORD")]
    [InlineData("password", "${DB_PASSWORD}")]
    [InlineData("authorization", "Bearer $TOKEN")]
    [InlineData("token", "<token>")]
    [InlineData("token", "word")]
    [InlineData("password", "****")]
    [InlineData("password", "true")]
    [InlineData("password_file", "/run/pw.txt")]
    [InlineData("max_tokens", "4096")]
    [InlineData("token_type", "bearer")]
    [InlineData("secret_name", "cart-db")]
    [InlineData("key", "cart/2026/report.pdf")]
    [InlineData("key", "PROJ-1234")]
    [InlineData("sort_key", "created_at")]
    [InlineData("key", "550e8400-e29b-41d4-a716-446655440000")]
    [InlineData("pin", "13")]
    [InlineData("pin", "left")]
    [InlineData("card", "ace of spades")]
    [InlineData("auth", "basic")]
    [InlineData("author", "xK9mQ2vL7pTw")]
    [InlineData("compass", "xK9mQ2vL7pTw")]
    [InlineData("passenger", "bob")]
    [InlineData("bypass", "true")]
    [InlineData("pass", "2")]
    public void A_placeholder_and_another_name_stay(string name, string value) => Assert.Null(NamedSecret.KindOf(name, value));

    [Fact]
    public async Task A_secret_that_only_a_name_tells_is_redacted_in_the_words_around_it_too()
    {
        await using var agent = await DeployAsync("login", [("password", "xK9mQ2vL7pTw")], "Deploy cart with xK9mQ2vL7pTw as the way in");
        Assert.DoesNotContain("xK9mQ2vL7pTw", Assert.Single(await agent.SkillsAsync()).Procedure.Description);
    }

    [Fact]
    public async Task A_secret_that_only_a_name_tells_is_redacted_in_what_the_agent_tells_too()
    {
        const string secret = "purple elephant dances";
        await using var agent = await DeployAsync("login", [("passphrase", secret)], "Deploy the cart service to production", Calls(
            "store_trajectory", ("task", "Deploy the cart service"), ("steps", new[] { "build", "login", "roll_out" }), ("success", true),
            ("notes", $"{secret} is what lets you in")));
        Assert.Single(await agent.SkillsAsync());
        Assert.DoesNotContain(secret, TextOfFiles(agent));
    }

    [Fact]
    public async Task A_command_on_another_machine_names_the_machine()
    {
        await using var agent = await DeployAsync("ssh_exec", ("host", "web1"), ("command", "systemctl restart cart"));
        Assert.Equal("ssh web1 'systemctl restart {service}'", Assert.Single(await agent.SkillsAsync()).Procedure.Steps[1].Text);
    }

    [Theory]
    [InlineData("bash")]
    [InlineData("run_command")]
    [InlineData("run_shell")]
    [InlineData("execute_command")]
    [InlineData("exec")]
    [InlineData("terminal")]
    [InlineData("ssh_exec")]
    public async Task A_shell_of_any_name_runs_commands(string shell)
    {
        await using var agent = await DeployAsync(shell, ("command", "mysql -u root -pxK9mQ2vL7pTw -e 'source cart.sql'"));
        Assert.StartsWith("mysql -u root -p{secret_password}", Assert.Single(await agent.SkillsAsync()).Procedure.Steps[1].Text);
        Assert.DoesNotContain("xK9mQ2vL7pTw", TextOfFiles(agent));
    }

    public static TheoryData<string> Forms => ["list", "dictionary", "array", "json"];

    [Theory, MemberData(nameof(Forms))]
    public async Task A_value_of_dotnet_is_written_as_json(string form)
    {
        (object Value, string Json) argument = form switch
        {
            "list" => (new List<object?> { "a", 1, null }, """["a",1,null]"""),
            "dictionary" => (new Dictionary<string, object?> { ["k"] = "v", ["n"] = new[] { 1.5 } }, """{"k":"v","n":[1.5]}"""),
            "array" => (new[] { "a", "ü" }, """["a","ü"]"""),
            _ => (JsonSerializer.SerializeToElement(new[] { "a", "b" }), """["a","b"]"""),
        };
        await using var agent = await DeployAsync("tag", ("tags", argument.Value));
        Assert.Equal($"tag --tags='{argument.Json}'", Assert.Single(await agent.SkillsAsync()).Procedure.Steps[1].Text);
    }

    static string TextOfFiles(AgentDriver agent)
    {
        var text = new StringBuilder();
        foreach (var name in agent.Opened.Files)
        {
            using var file = new FileStream(name, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var reader = new StreamReader(file);
            text.Append(reader.ReadToEnd());
        }
        return text.ToString();
    }

    static Task<AgentDriver> DeployAsync(string function, params (string, object?)[] arguments) =>
        DeployAsync(function, arguments, "Deploy the cart service to production");

    static async Task<AgentDriver> DeployAsync(string function, (string, object?)[] arguments, string request, params ChatMessage[] told)
    {
        var own = AIFunctionFactory.Create((AIFunctionArguments given) => "ok", function);
        var agent = await AgentDriver.NewAsync(
            Saying([
                Calls("build", ("service", "cart")), Calls(function, arguments), Calls("roll_out", ("service", "cart")), .. told, Says("Done."),
            ]),
            tools: [AgentDriver.Function("build"), own, AgentDriver.Function("roll_out")]);
        await agent.SayAsync(request);
        return agent;
    }
}
