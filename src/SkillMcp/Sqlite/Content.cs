using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace SkillMcp.Sqlite;

/// <summary>The columns of a version's text.</summary>
sealed record Content(
    string Title, string Description, string Category, string Tags, string Preconditions, string Steps, string Postconditions, string Parameters, string Components,
    string Document, string Files)
{
    /// <summary>
    /// What the columns say. What somebody else wrote into them and cannot be read is left out:
    /// the hash tells, and a list of skills must not fail for one.
    /// </summary>
    public Procedure Procedure => new()
    {
        Title = Title,
        Description = Description,
        Category = Category,
        Tags = Texts(Tags),
        Preconditions = Texts(Preconditions),
        Steps = StepsOf(Steps),
        Postconditions = Texts(Postconditions),
        Parameters = [.. List(Parameters, ColumnJson.Readable.IReadOnlyListParameter).Select(Whole)],
        Components = [.. List(Components, ColumnJson.Readable.IReadOnlyListComponent).Select(Whole)],
        Document = Document,
        Files = [.. List(Files, ColumnJson.Readable.IReadOnlyListSkillFile).Select(Whole)],
    };

    public static Content Of(Procedure procedure) => new(
        procedure.Title, procedure.Description, procedure.Category, Column.Of(procedure.Tags), Column.Of(procedure.Preconditions), Column.Of(procedure.Steps),
        Column.Of(procedure.Postconditions), Column.Of(procedure.Parameters), Column.Of(procedure.Components),
        procedure.Document, Column.Of(procedure.Files));

    /// <summary>The steps that a column says.</summary>
    public static IReadOnlyList<Step> StepsOf(string json) => [.. Texts(json).SelectMany(Step)];

    static IReadOnlyList<string> Texts(string json) => List(json, ColumnJson.Readable.IReadOnlyListString);

    static IReadOnlyList<T> List<T>(string json, JsonTypeInfo<IReadOnlyList<T>> type)
    {
        try
        {
            var read = JsonSerializer.Deserialize(json, type) ?? [];
            return read.Any(item => item is null) ? [.. read.Where(item => item is not null)] : read;
        }
        catch (JsonException)
        {
            return [];
        }
    }

    // A property that the JSON leaves out is null, whatever its type says.
    static Parameter Whole(Parameter parameter) =>
        parameter with { Name = parameter.Name ?? "", Description = parameter.Description ?? "", Example = parameter.Example ?? "" };

    static Component Whole(Component component) => component with
    {
        Bindings = (component.Bindings ?? new Dictionary<string, string>()).Where(binding => binding.Value is not null).ToDictionary(),
    };

    static SkillFile Whole(SkillFile file) => file with { Path = file.Path ?? "", Digest = file.Digest ?? "" };

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
