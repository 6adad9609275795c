using SkillMcp.Safety;
using SkillMcp.Tests.Safety;

namespace SkillMcp.Tests.Memory;

/// <summary>No secret reaches a file, whichever field it is written in and whichever way it comes.</summary>
public sealed class RedactionTests
{
    public static TheoryData<string> Formats => [.. SecretFormats.All.Select(format => format.Name).Distinct()];

    [Theory]
    [MemberData(nameof(Formats))]
    public async Task A_secret_in_the_pattern_of_a_parameter_is_not_stored(string format)
    {
        await using var memory = await OpenMemory.NewAsync();
        var (written, secret) = FakeSecret.Of(SecretFormats.All.First(one => one.Name == format), seed: 1);
        var procedure = OpenMemory.Procedure("Call the service", "Calls the service with its key", "curl {key}") with
        {
            Parameters = [new Parameter { Name = "key", Description = "which key", Pattern = written }],
        };

        await memory.Memory.AddAsync(procedure, default, OpenMemory.Person);

        Assert.DoesNotContain(secret, await StoredAsync(memory));
    }

    [Fact]
    public async Task Composing_redacts_what_learning_redacts()
    {
        await using var memory = await OpenMemory.NewAsync();
        await memory.AddAsync("one", "The first", "make one");
        await memory.AddAsync("two", "The second", "make two");
        // Without the first token, what is left is another.
        const string Description = "Both with glpat-abcdefghij0123456789-glpat-klmnopqrst0123456789-glpat-uvwxyzabcd0123456789 in turn";

        await memory.LearnAsync(Description, "make a", "make b", "make c");
        await memory.Memory.ComposeAsync(
            new ComposeRequest { Name = "both", Description = Description, Skills = [SkillName.Parse("one"), SkillName.Parse("two")] },
            OpenMemory.Agent);

        Assert.DoesNotContain("glpat-", await StoredAsync(memory));
    }

    [Fact]
    public async Task The_bindings_of_an_imported_composite_are_redacted()
    {
        const string Secret = "ghp_abcdefghijABCDEFGHIJ0123456789abcdef";
        await using var memory = await OpenMemory.NewAsync();
        var part = await memory.AddAsync("part", "A part", "curl -H {header}");
        var composite = OpenMemory.Procedure("whole", "The whole") with
        {
            Components = [new Component(part.Id) { Bindings = new Dictionary<string, string> { ["header"] = $"X: {Secret}" } }],
        };

        await memory.Memory.ImportAsync(
            PortableSkill.Written(composite, memory.Clock.GetUtcNow()), "a file", new ImportBatch(), OpenMemory.Person);

        Assert.DoesNotContain(Secret, await StoredAsync(memory));
    }

    /// <summary>Everything that the files of a memory hold.</summary>
    static async Task<string> StoredAsync(OpenMemory memory)
    {
        await memory.Memory.FlushAsync();
        return string.Concat(memory.Files.Select(OpenMemory.Bytes));
    }
}
