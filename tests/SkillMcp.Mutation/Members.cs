using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace SkillMcp.Mutation;

/// <summary>The methods, accessors and local functions of the sources, numbered: it can be told which of them a test runs.</summary>
sealed class Members
{
    readonly List<(SyntaxTree Tree, SyntaxNode Node)> all = [];

    public Members(IEnumerable<SyntaxTree> trees)
    {
        foreach (var tree in trees)
        {
            all.AddRange(tree.GetRoot().DescendantNodes()
                .Where(node => BodyOf(node) is not null || ArrowOf(node) is not null)
                .Select(node => (tree, node)));
        }
    }

    /// <summary>The numbers of the innermost member that holds a place, or of all members of the file where the place is in none.</summary>
    public IReadOnlyList<int> At(SyntaxTree tree, TextSpan span)
    {
        var ofFile = Enumerable.Range(0, all.Count).Where(number => all[number].Tree.FilePath == tree.FilePath).ToList();
        var holding = ofFile.Where(number => all[number].Node.Span.Contains(span)).ToList();
        return holding.Count == 0 ? ofFile : [holding.MinBy(number => all[number].Node.Span.Length)];
    }

    /// <summary>The sources with a note at the begin of each member, which the class <see cref="Note"/> takes.</summary>
    public IEnumerable<(SyntaxTree Old, SyntaxTree New)> Noting() =>
        from numbered in all.Select((member, number) => (member.Tree, member.Node, Number: number))
        group numbered by numbered.Tree into file
        let notes = file.SelectMany(member => Changes(member.Node, member.Number)).OrderBy(note => note.Span.Start)
        select (file.Key, file.Key.WithChangedText(file.Key.GetText().WithChanges(notes)));

    /// <summary>Notes which members run; their numbers go to the file <c>MUTATION_REACHED</c> as the process ends.</summary>
    public string Note => $$"""
        static class Reached
        {
            static readonly bool[] all = new bool[{{all.Count}}];

            static Reached() =>
                System.AppDomain.CurrentDomain.ProcessExit +=
                    (_, _) => Write(System.Environment.GetEnvironmentVariable("MUTATION_REACHED"));

            public static void At(int number) => all[number] = true;

            static void Write(string? file)
            {
                if (file is not null)
                {
                    var reached = System.Linq.Enumerable.Where(System.Linq.Enumerable.Range(0, all.Length), number => all[number]);
                    System.IO.File.WriteAllText(file, string.Join(' ', reached));
                }
            }
        }
        """;

    static IEnumerable<TextChange> Changes(SyntaxNode node, int number)
    {
        var note = $" global::Reached.At({number}); ";
        if (BodyOf(node) is { } body)
        {
            return [new TextChange(new TextSpan(body.OpenBraceToken.Span.End, 0), note)];
        }
        var arrow = ArrowOf(node)!;
        var isGetter = node is PropertyDeclarationSyntax or IndexerDeclarationSyntax;
        var answers = arrow.Expression is not ThrowExpressionSyntax && HasValue(node);
        return
        [
            new TextChange(arrow.ArrowToken.Span, $"{(isGetter ? "{ get " : "")}{{{note}{(answers ? "return " : "")}"),
            new TextChange(new TextSpan(node.Span.End, 0), isGetter ? " } }" : " }"),
        ];
    }

    static bool HasValue(SyntaxNode node) => node switch
    {
        MethodDeclarationSyntax method => HasValue(method.ReturnType, method.Modifiers),
        LocalFunctionStatementSyntax function => HasValue(function.ReturnType, function.Modifiers),
        AccessorDeclarationSyntax accessor => accessor.IsKind(SyntaxKind.GetAccessorDeclaration),
        ConstructorDeclarationSyntax or DestructorDeclarationSyntax => false,
        _ => true,
    };

    static bool HasValue(TypeSyntax type, SyntaxTokenList modifiers) =>
        type.ToString() != "void" && !(modifiers.Any(SyntaxKind.AsyncKeyword) && type.ToString() is "Task" or "ValueTask");

    static BlockSyntax? BodyOf(SyntaxNode node) => node switch
    {
        BaseMethodDeclarationSyntax method => method.Body,
        LocalFunctionStatementSyntax function => function.Body,
        AccessorDeclarationSyntax accessor => accessor.Body,
        _ => null,
    };

    static ArrowExpressionClauseSyntax? ArrowOf(SyntaxNode node) => node switch
    {
        BaseMethodDeclarationSyntax method => method.ExpressionBody,
        LocalFunctionStatementSyntax function => function.ExpressionBody,
        AccessorDeclarationSyntax accessor => accessor.ExpressionBody,
        PropertyDeclarationSyntax property => property.ExpressionBody,
        IndexerDeclarationSyntax indexer => indexer.ExpressionBody,
        _ => null,
    };
}
