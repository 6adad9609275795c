using SkillMcp.Fields;
using SkillMcp.Safety;

namespace SkillMcp.Server.Presentation;

/// <summary>
/// Writes a procedure in lines as the enumeration goes over it that its hash is made of: what the hash covers is shown, the text of files
/// too, and what a screen would not show is escaped. A text with placeholders is followed by what it says with the defaults put in.
/// </summary>
sealed class ProcedureLines : TextVisitor
{
    const string DetailIndent = "   ";

    readonly List<string> lines = [];
    readonly ProcedureSurroundings around;
    readonly Dictionary<string, string> defaults;
    string heading = "";
    int steps;
    int components;
    bool isFile;

    ProcedureLines(Procedure procedure, ProcedureSurroundings around)
    {
        this.around = around;
        defaults = procedure.Parameters
            .Where(parameter => parameter.Default is not null)
            .DistinctBy(parameter => parameter.Name)
            .ToDictionary(parameter => parameter.Name, parameter => parameter.Default!, StringComparer.Ordinal);
    }

    /// <param name="procedure">What is shown.</param>
    /// <param name="around">The contents of its files and the names of its components.</param>
    public static IReadOnlyList<string> Of(Procedure procedure, ProcedureSurroundings around)
    {
        var visitor = new ProcedureLines(procedure, around);
        procedure.VisitTexts(visitor);
        return visitor.lines;
    }

    /// <summary>A text of a stranger behind its mark, with nothing hidden in it.</summary>
    public static string Item(string mark, string text) => SkillText.Item(mark, VisibleText.Revealed(text.ReplaceLineEndings("\n")));

    protected override string Visit(TextField field, int number, string text)
    {
        isFile = field == TextField.FilePath;
        // An empty default is a value, and so is the pattern that only an empty value matches.
        if (text.Length == 0 && field != TextField.ParameterDefault && field != TextField.ParameterPattern)
        {
            return text;
        }
        if (field.IsNumbered && !field.IsDetail)
        {
            Head(field.Label);
        }
        lines.Add(Item(MarkOf(field, number, text), text));
        if (field == TextField.Step || TextField.Lists.Contains(field))
        {
            AddFilled(text);
        }
        return text;
    }

    protected override void VisitIdentifier(string identifier)
    {
        if (isFile)
        {
            AddOfFile(identifier);
            return;
        }
        Head("Components");
        var name = around.Components.TryGetValue(Guid.Parse(identifier), out var component) ? component.Value : "a skill that is gone";
        lines.Add($"{++components}. {name} ({identifier})");
    }

    void Head(string label)
    {
        if (label != heading)
        {
            lines.Add($"{heading = label}:");
        }
    }

    string MarkOf(TextField field, int number, string text) => field switch
    {
        { IsDetail: true } => $"{DetailIndent}{field.Label}:",
        _ when field == TextField.Step => Step.Parse(text).IsHeading ? "" : $"{++steps}.",
        { IsNumbered: true } => $"{number}.",
        _ => $"{field.Label}:",
    };

    void AddFilled(string text)
    {
        var filled = Placeholder.Fill(text, defaults);
        if (filled != text)
        {
            lines.Add(Item($"{DetailIndent}with the defaults:", filled));
        }
    }

    void AddOfFile(string identifier)
    {
        switch (identifier)
        {
            case SkillFile.Executable:
                lines.Add($"{DetailIndent}can be run as a program");
                break;
            case SkillFile.NotExecutable:
                lines.Add($"{DetailIndent}cannot be run as a program");
                break;
            default:
                AddFile(identifier);
                break;
        }
    }

    void AddFile(string digest)
    {
        var isThere = around.Contents.TryGetValue(digest, out var content);
        var size = isThere ? $"{content.Length:N0} bytes, " : "";
        lines.Add($"{DetailIndent}{size}SHA-256 {digest}");
        lines.Add((isThere, isThere ? FileScreen.TextOf(content.Span) : null) switch
        {
            (_, { } read) => Item($"{DetailIndent}text:", read.Text),
            (true, _) => $"{DetailIndent}not a text",
            _ => $"{DetailIndent}its content is missing or damaged",
        });
    }
}
