using Dapper;
using Microsoft.Data.Sqlite;

namespace SkillMcp.Sqlite;

/// <summary>
/// The columns of a version's text, and the only place where they are read and written.
/// Lists are JSON, so that a person can read and edit them.
/// </summary>
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
    /// The procedure in the columns. Columns that a damaged file lacks are empty, and values that cannot be read are left out.
    /// It does not throw, because one such skill must not make a list fail: its hash does not match, so it is quarantined.
    /// </summary>
    public Procedure ToProcedure() => new()
    {
        Title = Title ?? "",
        Description = Description ?? "",
        Category = Category ?? "",
        Tags = Column.Texts(Tags),
        Preconditions = Column.Texts(Preconditions),
        Steps = StepsOf(Steps),
        Postconditions = Column.Texts(Postconditions),
        Parameters = [.. Column.List(Parameters, ColumnJson.Readable.IReadOnlyListParameter).Select(WithoutNulls)],
        Components = [.. Column.List(Components, ColumnJson.Readable.IReadOnlyListComponent).Select(WithoutNulls)],
        Document = Document ?? "",
        Files = [.. Column.List(Files, ColumnJson.Readable.IReadOnlyListSkillFile).Select(WithoutNulls)],
    };

    public static Task InsertAsync(SqliteConnection connection, long skill, SkillVersion version, CancellationToken cancel) =>
        connection.ExecuteAsync("""
            insert into skill_version (skill, number, title, description, category, tags,
                                       preconditions, steps, postconditions, parameters, components,
                                       document, files, content_hash, is_alternative, way, after_failure,
                                       author, client, task, reason, created_at)
            values (@skill, @number, @title, @description, @category, @tags,
                    @preconditions, @steps, @postconditions, @parameters, @components,
                    @document, @files, @contentHash, @isAlternative, @way, @isAfterFailure,
                    @author, @client, @task, @reason, @createdAt)
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
            way = version.Way,
            isAfterFailure = version.IsAfterFailure,
            author = EnumName.Of(version.Provenance.Author),
            client = version.Provenance.Client,
            task = version.Provenance.Task,
            reason = version.Reason,
            createdAt = Column.Of(version.CreatedAt),
            cancel,
        });

    /// <summary>The steps in a column; those that cannot be read are left out.</summary>
    public static IReadOnlyList<Step> StepsOf(string json) => [.. Column.Texts(json).SelectMany(Step)];

    // A property that is missing in the JSON is null, even where its type is not nullable.
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
