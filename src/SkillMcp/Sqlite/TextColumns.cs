using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Dapper;
using Microsoft.Data.Sqlite;

namespace SkillMcp.Sqlite;

/// <summary>The columns of what a version says, read and written here and nowhere else. Lists are JSON, so that a person can read and edit them.</summary>
abstract record TextColumns : RecordColumns
{
    public required string Title { get; init; }

    public required string Description { get; init; }

    public required string Category { get; init; }

    public required string Tags { get; init; }

    public required string Preconditions { get; init; }

    public required string Steps { get; init; }

    public required string Postconditions { get; init; }

    public required string Parameters { get; init; }

    public required string Components { get; init; }

    public required string Document { get; init; }

    public required string Files { get; init; }

    /// <summary>
    /// What the columns say; of a column that is missing from a damaged file, nothing. What somebody else wrote into them and cannot be read is left out: the hash tells of it, and a list of skills
    /// must not fail for one.
    /// </summary>
    public Procedure ToProcedure() => new()
    {
        Title = Title ?? "",
        Description = Description ?? "",
        Category = Category ?? "",
        Tags = Texts(Tags),
        Preconditions = Texts(Preconditions),
        Steps = StepsOf(Steps),
        Postconditions = Texts(Postconditions),
        Parameters = [.. List(Parameters, ColumnJson.Readable.IReadOnlyListParameter).Select(WithoutNulls)],
        Components = [.. List(Components, ColumnJson.Readable.IReadOnlyListComponent).Select(WithoutNulls)],
        Document = Document ?? "",
        Files = [.. List(Files, ColumnJson.Readable.IReadOnlyListSkillFile).Select(WithoutNulls)],
    };

    public static Task InsertAsync(SqliteConnection connection, long skill, SkillVersion version, CancellationToken cancel) =>
        connection.ExecuteAsync("""
            insert into skill_version (skill, number, title, description, category, tags, preconditions, steps, postconditions, parameters, components,
                                       document, files, content_hash, is_alternative, author, client, task, reason, created_at)
            values (@skill, @number, @title, @description, @category, @tags, @preconditions, @steps, @postconditions, @parameters, @components,
                    @document, @files, @contentHash, @isAlternative, @author, @client, @task, @reason, @createdAt)
            """, new
        {
            skill,
            number = version.Number,
            title = version.Procedure.Title,
            description = version.Procedure.Description,
            category = version.Procedure.Category,
            tags = Column.Of(version.Procedure.Tags),
            preconditions = Column.Of(version.Procedure.Preconditions),
            steps = Column.Of(version.Procedure.Steps),
            postconditions = Column.Of(version.Procedure.Postconditions),
            parameters = Column.Of(version.Procedure.Parameters),
            components = Column.Of(version.Procedure.Components),
            document = version.Procedure.Document,
            files = Column.Of(version.Procedure.Files),
            contentHash = version.Procedure.ContentHash(),
            isAlternative = version.IsAlternative,
            author = EnumName.Of(version.Provenance.Author),
            client = version.Provenance.Client,
            task = version.Provenance.Task,
            reason = version.Reason,
            createdAt = Column.Of(version.CreatedAt),
            cancel,
        });

    /// <summary>The steps that a column says.</summary>
    public static IReadOnlyList<Step> StepsOf(string json) => [.. Texts(json).SelectMany(Step)];

    static IReadOnlyList<string> Texts(string json) => List(json, ColumnJson.Readable.IReadOnlyListString);

    static IReadOnlyList<T> List<T>(string json, JsonTypeInfo<IReadOnlyList<T>> type)
    {
        try
        {
            var read = JsonSerializer.Deserialize(json ?? "[]", type) ?? [];
            return read.Any(item => item is null) ? [.. read.Where(item => item is not null)] : read;
        }
        catch (JsonException)
        {
            return [];
        }
    }

    // A property that the JSON leaves out is null, whatever its type says.
    static Parameter WithoutNulls(Parameter parameter) =>
        parameter with { Name = parameter.Name ?? "", Description = parameter.Description ?? "", Example = parameter.Example ?? "" };

    static Component WithoutNulls(Component component) => component with
    {
        Bindings = (component.Bindings ?? new Dictionary<string, string>()).Where(binding => binding.Value is not null).ToDictionary(),
    };

    static SkillFile WithoutNulls(SkillFile file) => file with { Path = file.Path ?? "", Digest = file.Digest ?? "" };

    static IEnumerable<Step> Step(string text)
    {
        try
        {
            return [SkillMcp.Step.Parse(text)];
        }
        catch (SkillException)
        {
            return [];
        }
    }
}
