using System.Collections.Frozen;
using SkillMcp.Sessions;

namespace SkillMcp.Checks;

/// <summary>The programs that a procedure runs, as far as its steps and checks are commands.</summary>
static class UsedPrograms
{
    // What runs on another program breaks with that: each line is a program, and what it runs.
    static readonly FrozenDictionary<string, string[]> Runtimes = Parse("""
        node: npm npx yarn pnpm tsc ts-node tsx vite vitest webpack jest next eslint
        python: pip pytest poetry pipenv tox nox uvicorn gunicorn alembic celery
        python3: pip pip3 pytest poetry pipenv tox nox uvicorn gunicorn alembic celery
        java: mvn mvnw gradle gradlew
        ruby: bundle gem rails rake
        php: composer artisan
        rustc: cargo
        docker: docker-compose
        """);

    /// <summary>Their names, each once, in order; then what they run on.</summary>
    public static IReadOnlyList<string> Of(Procedure procedure)
    {
        var checks = procedure.Postconditions.Select(CheckReader.Read).Select(stated => stated?.Check).OfType<CommandCheck>();
        var commands = procedure.Steps.Select(StepCommand.In).OfType<string>().Concat(checks.Select(check => check.Command));
        var programs = commands.SelectMany(In).Distinct(StringComparer.Ordinal).ToList();
        var runtimes = programs.SelectMany(program => Runtimes.GetValueOrDefault(program, []));
        return [.. programs.Concat(runtimes).Distinct(StringComparer.Ordinal)];
    }

    static IEnumerable<string> In(string command) => ShellScript.PipelinesOf(command)
        .SelectMany(pipeline => pipeline.Commands)
        .Select(one => ProgramNature.Unwrapped(one.Words))
        .Where(words => words.Count > 0)
        .Select(words => ProgramNature.ProgramOf(words[0]));

    static FrozenDictionary<string, string[]> Parse(string table) => table.Split('\n')
        .Select(line => line.Split(": "))
        .SelectMany(line => Whitespace.Split(line[1]).Select(program => (Program: program, Runtime: line[0])))
        .GroupBy(pair => pair.Program, pair => pair.Runtime)
        .ToFrozenDictionary(group => group.Key, group => group.ToArray(), StringComparer.Ordinal);
}
