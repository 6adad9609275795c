using System.Collections.Frozen;
using System.Text.RegularExpressions;

namespace SkillMcp.Sessions;

/// <summary>
/// What a command is meant to achieve, so that a later attempt with other flags or values is seen to be one: its program with its
/// subcommand, and for an interpreter the file that it runs.
/// </summary>
static partial class CallGoal
{
    static readonly FrozenSet<string> Interpreters = Set("""
        node python ruby php bash sh perl deno bun npx tsx ts-node java Rscript make just task bunx pipx
        """);

    static readonly FrozenSet<string> OneVerb = Set("""
        git npm pnpm yarn docker podman kubectl helm terraform cargo go dotnet pip systemctl apt apt-get brew mvn gradle poetry
        uv conda composer bundle rails alembic flyway docker-compose fly flyctl heroku vercel wrangler netlify firebase ansible-
        galaxy snap dnf yum rustup nvm pulumi sam serverless skaffold minikube kind gem mix flutter swift oc
        """);

    static readonly FrozenSet<string> TwoVerbs = Set("""
        gh glab aws gcloud az doctl oci
        """);

    static readonly FrozenSet<string> Nested = Set("""
        run compose rollout stash remote workspace state image container volume network buildx config ef tool nuget repo create
        exec manifest secret release package migrations database
        """);

    /// <summary>The goals of a script, one for each part that does something.</summary>
    public static IReadOnlyList<string> Of(IReadOnlyList<ShellPipeline> script) =>
    [
        .. script.SelectMany(pipeline => pipeline.Commands)
            .Where(command => ProgramNature.Of(command) >= CommandNature.Probe)
            .Select(Of)
            .Where(goal => goal.Length > 0)
            .Distinct(),
    ];

    static string Of(ShellCommand command)
    {
        var words = ProgramNature.Unwrapped(command.Words);
        if (words.Count == 0)
        {
            return "";
        }
        var program = NameOf(ProgramNature.ProgramOf(words[0]));
        if (program is "npx" or "bunx" or "pnpx" && words.Count > 1)
        {
            return Of(command with { Words = [.. words.Skip(1).SkipWhile(word => word[0] == '-')] });
        }
        if (words.Count > 2 && words[1] == "-m" && program == "python")
        {
            return Of(command with { Words = [.. words.Skip(2)] });
        }
        var verbs = ProgramNature.VerbsOf(words);
        var count = program switch
        {
            _ when TwoVerbs.Contains(program) => 2,
            _ when OneVerb.Contains(program) => verbs.Count > 1 && Nested.Contains(verbs[0]) ? 2 : 1,
            _ when Interpreters.Contains(program) => 1,
            _ => 0,
        };
        var named = string.Join(' ', verbs.Take(count).Select(verb => Version().Replace(verb, "")));
        return $"{program} {named}".Trim();
    }

    static FrozenSet<string> Set(string words) => Whitespace.Split(words).ToFrozenSet(StringComparer.Ordinal);

    /// <summary>The name that a program and its other names have in common.</summary>
    static string NameOf(string program) => program switch
    {
        "python3" or "py" => "python",
        "pip3" => "pip",
        "docker-compose" => "docker compose",
        "gradlew" => "gradle",
        "mvnw" => "mvn",
        "nodejs" => "node",
        "tofu" => "terraform",
        _ => program,
    };

    [GeneratedRegex(@"[@=:]v?\d[\w.-]*$")]
    private static partial Regex Version();
}
