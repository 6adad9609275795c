using System.Text.Json;
using static SkillMcp.Tests.Memory.OpenMemory;

namespace SkillMcp.Tests.Memory;

public sealed class ComponentReplacementTests
{
    [Fact]
    public async Task A_learned_replacement_of_an_archived_component_is_offered_with_the_call_that_composes_it()
    {
        await using var open = await NewAsync();
        var (backup, upload) = await TwoAsync(open);
        var whole = await ComposeAsync(open, backup, upload);
        await ArchiveAsync(open, backup);
        var learned = (await open.LearnAsync(Run(
            "Back up the postgres database to a file",
            "systemctl stop app",
            "pg_dump --format=custom --file=db.dump app",
            "pg_restore --list db.dump") with { Name = "backup-postgres-custom" })).Skill!;
        Assert.NotEqual(backup.Id, learned.Id);

        var offer = Assert.Single(await OffersAsync(open, whole));

        Assert.StartsWith("backup-postgres-custom does the same as backup-postgres: compose_skills {", offer);
        Assert.EndsWith("} makes that composite, beside this one", offer);
        var call = JsonDocument.Parse(offer[offer.IndexOf('{')..(offer.LastIndexOf('}') + 1)]).RootElement;
        Assert.Equal(["backup-postgres-custom", "upload"], call.GetProperty("skills").EnumerateArray().Select(name => name.GetString()));
        Assert.Equal(
            """[{"name":"upload","value":[{"name":"bucket","value":"prod"}]}]""", call.GetProperty("bindings").GetRawText());
        var composed = await open.Memory.ComposeAsync(
            new ComposeRequest
            {
                Skills = [learned.Name, upload.Name],
                Name = call.GetProperty("name").GetString()!,
                Description = call.GetProperty("description").GetString()!,
                Bindings = new Dictionary<SkillName, IReadOnlyDictionary<string, string>>
                {
                    [upload.Name] = new Dictionary<string, string> { ["bucket"] = "prod" },
                },
            },
            Agent);
        Assert.Equal([learned.Id, upload.Id], composed.Skill.Procedure.Components.Select(component => component.Skill));
        Assert.Empty(composed.Composition.Degraded);
        Assert.Equal([backup.Id, upload.Id], (await open.Memory.GetAsync(whole.Name)).Procedure.Components.Select(c => c.Skill));
    }

    [Theory]
    [InlineData("restore-postgres", "Restore the postgres database from a file", "pg_restore --dbname=app db.dump")]
    [InlineData("backup-mysql", "Back up the mysql database to a file", "mysqldump --result-file=db.dump app")]
    [InlineData("list-postgres", "List the postgres databases of a server", "psql --list app")]
    public async Task A_look_alike_is_not_offered(string name, string description, string command)
    {
        await using var open = await NewAsync();
        var (backup, upload) = await TwoAsync(open);
        var whole = await ComposeAsync(open, backup, upload);
        await open.AddAsync(name, description, "systemctl stop app", command, "pg_restore --list db.dump");
        await ArchiveAsync(open, backup);

        Assert.Empty(await OffersAsync(open, whole));
    }

    [Theory]
    [InlineData("pg_dump --format=custom --file={file} {database}", false)]
    [InlineData("pg_dump --format=custom --file=db.dump {database}", true)]
    public async Task A_replacement_is_offered_only_if_its_parameters_can_be_bound(string command, bool isOffered)
    {
        await using var open = await NewAsync();
        var backup = await AddAsync("backup-postgres", "pg_dump {database}");
        var upload = await open.AddAsync("upload", "Upload a file to a bucket", "aws s3 cp db.dump s3://{bucket}");
        var whole = await ComposeAsync(open, backup, upload);
        await ArchiveAsync(open, backup);
        await AddAsync("backup-postgres-custom", command);

        Assert.Equal(isOffered, (await OffersAsync(open, whole)).Count == 1);

        Task<Skill> AddAsync(string name, string dump) => open.AddAsync(
            name, "Back up the postgres database to a file", "systemctl stop app", dump, "pg_restore --list db.dump");
    }

    [Fact]
    public async Task Nothing_is_offered_for_what_is_not_archived_or_could_not_be_composed()
    {
        await using var open = await NewAsync();
        var (backup, upload) = await TwoAsync(open);
        var whole = await ComposeAsync(open, backup, upload);
        await open.AddAsync(
            "backup-postgres-custom",
            "Back up the postgres database to a file",
            "systemctl stop app",
            "pg_dump --format=custom --file=db.dump app",
            "pg_restore --list db.dump");

        Assert.Empty(await OffersAsync(open, whole));

        await ArchiveAsync(open, backup);
        await ArchiveAsync(open, upload);

        Assert.Empty(await OffersAsync(open, whole));
    }

    static async Task<(Skill Backup, Skill Upload)> TwoAsync(OpenMemory open) => (
        await open.AddAsync(
            "backup-postgres",
            "Back up the postgres database to a file",
            "systemctl stop app",
            "pg_dump --file=db.sql app",
            "pg_restore --list db.dump"),
        await open.AddAsync("upload", "Upload a file to a bucket", "aws s3 cp db.dump s3://{bucket}"));

    static async Task<Skill> ComposeAsync(OpenMemory open, Skill backup, Skill upload) => (await open.Memory.ComposeAsync(
        new ComposeRequest
        {
            Skills = [backup.Name, upload.Name],
            Name = "nightly-backup",
            Description = "Save the database every night, off site",
            Bindings = new Dictionary<SkillName, IReadOnlyDictionary<string, string>>
            {
                [upload.Name] = new Dictionary<string, string> { ["bucket"] = "prod" },
            },
        },
        Agent)).Skill;

    static Task<Curated> ArchiveAsync(OpenMemory open, Skill skill) =>
        open.Memory.CurateAsync(new CurateRequest { Skill = skill.Name, Action = CurateAction.Archive, Reason = "unreliable" });

    static async Task<IReadOnlyList<string>> OffersAsync(OpenMemory open, Skill composite)
    {
        var retrieved = await open.Memory.RetrieveAsync(new RetrieveRequest { Skill = composite.Name });
        return [.. retrieved.Matches[0].Warnings.Where(warning => warning.Contains("compose_skills", StringComparison.Ordinal))];
    }
}
