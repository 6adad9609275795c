using System.Collections.Frozen;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SkillMcp.Mutation;

/// <summary>
/// Finds every place of a file that a mutation operator applies to. Left out is what no test should pin down: constants, attributes,
/// exceptions, capacities and the texts of tables. Whether a mutation compiles is not known here.
/// </summary>
sealed class MutationFinder : CSharpSyntaxWalker
{
    static readonly FrozenDictionary<SyntaxKind, string[]> Operators = new Dictionary<SyntaxKind, string[]>
    {
        [SyntaxKind.LessThanToken] = ["<=", ">="],
        [SyntaxKind.LessThanEqualsToken] = ["<", ">"],
        [SyntaxKind.GreaterThanToken] = [">=", "<="],
        [SyntaxKind.GreaterThanEqualsToken] = [">", "<"],
        [SyntaxKind.EqualsEqualsToken] = ["!="],
        [SyntaxKind.ExclamationEqualsToken] = ["=="],
        [SyntaxKind.AmpersandAmpersandToken] = ["||"],
        [SyntaxKind.BarBarToken] = ["&&"],
        [SyntaxKind.PlusToken] = ["-"],
        [SyntaxKind.MinusToken] = ["+"],
        [SyntaxKind.AsteriskToken] = ["/"],
        [SyntaxKind.SlashToken] = ["*"],
        [SyntaxKind.PercentToken] = ["*"],
        [SyntaxKind.LessThanLessThanToken] = [">>"],
        [SyntaxKind.GreaterThanGreaterThanToken] = ["<<"],
        [SyntaxKind.AmpersandToken] = ["|"],
        [SyntaxKind.BarToken] = ["&"],
        [SyntaxKind.CaretToken] = ["&"],
        [SyntaxKind.AndKeyword] = ["or"],
        [SyntaxKind.OrKeyword] = ["and"],
        [SyntaxKind.PlusEqualsToken] = ["-="],
        [SyntaxKind.MinusEqualsToken] = ["+="],
        [SyntaxKind.BarEqualsToken] = ["&="],
        [SyntaxKind.AmpersandEqualsToken] = ["|="],
        [SyntaxKind.AsteriskEqualsToken] = ["/="],
        [SyntaxKind.SlashEqualsToken] = ["*="],
        [SyntaxKind.PlusPlusToken] = ["--"],
        [SyntaxKind.MinusMinusToken] = ["++"],
    }.ToFrozenDictionary();

    static readonly FrozenDictionary<string, string> Calls = Pairs(
        "First Last", "FirstOrDefault LastOrDefault", "Find FindLast", "FindIndex FindLastIndex", "IndexOf LastIndexOf",
        "Any All", "Exists TrueForAll", "Min Max", "MinBy MaxBy", "Sum Max", "IsSubsetOf Overlaps", "Union Intersect",
        "Order OrderDescending", "OrderBy OrderByDescending", "ThenBy ThenByDescending", "Append Prepend",
        "Take TakeLast", "Skip SkipLast", "TakeWhile SkipWhile", "StartsWith EndsWith", "TrimStart TrimEnd",
        "ToLowerInvariant ToUpperInvariant", "IsHighSurrogate IsLowSurrogate", "IsUpper IsLower", "AddDays AddHours");

    // Without these a sequence or a text is what it was before.
    static readonly FrozenSet<string> Steps =
    [
        "Distinct", "DistinctBy", "Where", "Reverse", "Order", "OrderBy", "OrderDescending", "OrderByDescending", "ThenBy", "Trim",
        "TrimStart", "TrimEnd", "ToLowerInvariant", "Take", "Skip", "Except", "Concat", "Append", "Replace",
    ];

    static readonly FrozenSet<string> Collections = ["StringBuilder", "List", "Dictionary", "HashSet"];

    readonly List<Mutation> found = [];
    readonly SyntaxTree tree;

    MutationFinder(SyntaxTree tree) => this.tree = tree;

    public static IReadOnlyList<Mutation> In(SyntaxTree tree)
    {
        var finder = new MutationFinder(tree);
        finder.Visit(tree.GetRoot());
        return finder.found;
    }

    public override void VisitAttributeList(AttributeListSyntax node)
    {
    }

    public override void VisitThrowStatement(ThrowStatementSyntax node)
    {
    }

    public override void VisitThrowExpression(ThrowExpressionSyntax node)
    {
    }

    public override void VisitEnumDeclaration(EnumDeclarationSyntax node)
    {
    }

    public override void VisitParameter(ParameterSyntax node)
    {
    }

    public override void VisitFieldDeclaration(FieldDeclarationSyntax node)
    {
        if (!node.Modifiers.Any(SyntaxKind.ConstKeyword))
        {
            base.VisitFieldDeclaration(node);
        }
    }

    public override void VisitLocalDeclarationStatement(LocalDeclarationStatementSyntax node)
    {
        if (!node.Modifiers.Any(SyntaxKind.ConstKeyword))
        {
            base.VisitLocalDeclarationStatement(node);
        }
    }

    public override void VisitObjectCreationExpression(ObjectCreationExpressionSyntax node)
    {
        var name = node.Type is GenericNameSyntax generic ? generic.Identifier.Text : node.Type.ToString();
        if (name.EndsWith("Exception", StringComparison.Ordinal))
        {
            return;
        }
        if (Collections.Contains(name))
        {
            Visit(node.Initializer);
            return;
        }
        base.VisitObjectCreationExpression(node);
    }

    public override void VisitBinaryExpression(BinaryExpressionSyntax node)
    {
        ReplaceOperator(node.OperatorToken);
        if (node.IsKind(SyntaxKind.CoalesceExpression) && node.Right is not ThrowExpressionSyntax)
        {
            Add(node, node.Right.ToString(), "?? always");
        }
        base.VisitBinaryExpression(node);
    }

    public override void VisitAssignmentExpression(AssignmentExpressionSyntax node)
    {
        ReplaceOperator(node.OperatorToken);
        base.VisitAssignmentExpression(node);
    }

    public override void VisitRelationalPattern(RelationalPatternSyntax node)
    {
        ReplaceOperator(node.OperatorToken);
        base.VisitRelationalPattern(node);
    }

    public override void VisitBinaryPattern(BinaryPatternSyntax node)
    {
        ReplaceOperator(node.OperatorToken);
        base.VisitBinaryPattern(node);
    }

    public override void VisitUnaryPattern(UnaryPatternSyntax node)
    {
        Add(node, node.Pattern.ToString(), "not left out");
        base.VisitUnaryPattern(node);
    }

    public override void VisitPrefixUnaryExpression(PrefixUnaryExpressionSyntax node)
    {
        if (node.Kind() is SyntaxKind.LogicalNotExpression or SyntaxKind.UnaryMinusExpression)
        {
            Add(node, node.Operand.ToString(), $"{node.OperatorToken.Text} left out");
        }
        ReplaceOperator(node.OperatorToken);
        base.VisitPrefixUnaryExpression(node);
    }

    public override void VisitPostfixUnaryExpression(PostfixUnaryExpressionSyntax node)
    {
        // A loop that counts the wrong way only shows that a loop was there.
        if (node.Parent is not ForStatementSyntax)
        {
            ReplaceOperator(node.OperatorToken);
        }
        base.VisitPostfixUnaryExpression(node);
    }

    public override void VisitLiteralExpression(LiteralExpressionSyntax node)
    {
        switch (node.Kind())
        {
            case SyntaxKind.TrueLiteralExpression:
                Add(node, "false", "literal");
                break;
            case SyntaxKind.FalseLiteralExpression:
                Add(node, "true", "literal");
                break;
            case SyntaxKind.NumericLiteralExpression:
                AddNumbers(node);
                break;
            case SyntaxKind.StringLiteralExpression when node.Token.ValueText.Length > 0 && IsMutableText(node):
                Add(node, "\"\"", "text emptied");
                break;
        }
    }

    public override void VisitInterpolatedStringExpression(InterpolatedStringExpressionSyntax node)
    {
        if (IsMutableText(node))
        {
            Add(node, "\"\"", "text emptied");
        }
        base.VisitInterpolatedStringExpression(node);
    }

    public override void VisitIfStatement(IfStatementSyntax node)
    {
        Add(node.Condition, $"!({node.Condition})", "condition negated");
        base.VisitIfStatement(node);
    }

    public override void VisitConditionalExpression(ConditionalExpressionSyntax node)
    {
        Add(node.Condition, $"!({node.Condition})", "condition negated");
        base.VisitConditionalExpression(node);
    }

    public override void VisitExpressionStatement(ExpressionStatementSyntax node)
    {
        Add(node, ";", "statement left out");
        base.VisitExpressionStatement(node);
    }

    public override void VisitYieldStatement(YieldStatementSyntax node)
    {
        Add(node, ";", "statement left out");
        base.VisitYieldStatement(node);
    }

    public override void VisitContinueStatement(ContinueStatementSyntax node) => Add(node, ";", "statement left out");

    public override void VisitBreakStatement(BreakStatementSyntax node)
    {
        if (node.Parent is not SwitchSectionSyntax)
        {
            Add(node, ";", "statement left out");
        }
    }

    public override void VisitReturnStatement(ReturnStatementSyntax node)
    {
        if (node.Expression is { } value and not LiteralExpressionSyntax)
        {
            Add(value, "default!", "default returned");
        }
        base.VisitReturnStatement(node);
    }

    public override void VisitArrowExpressionClause(ArrowExpressionClauseSyntax node)
    {
        if (node.Expression is not (LiteralExpressionSyntax or ThrowExpressionSyntax))
        {
            Add(node.Expression, "default!", "default returned");
        }
        base.VisitArrowExpressionClause(node);
    }

    public override void VisitSwitchExpressionArm(SwitchExpressionArmSyntax node)
    {
        if (node.Parent is SwitchExpressionSyntax all && node != all.Arms[^1] && node.Expression is not ThrowExpressionSyntax)
        {
            var end = node.GetLastToken().GetNextToken();
            found.Add(
                new Mutation(tree, Microsoft.CodeAnalysis.Text.TextSpan.FromBounds(node.SpanStart, end.Span.End), "", "case left out"));
        }
        base.VisitSwitchExpressionArm(node);
    }

    public override void VisitInvocationExpression(InvocationExpressionSyntax node)
    {
        if (node.Expression is MemberAccessExpressionSyntax access)
        {
            var name = access.Name.Identifier.Text;
            if (Calls.TryGetValue(name, out var other))
            {
                found.Add(new Mutation(tree, access.Name.Identifier.Span, other, "call"));
            }
            if (Steps.Contains(name))
            {
                Add(node, access.Expression.ToString(), "call left out");
            }
            if (name is "Take" or "Skip" && node.ArgumentList.Arguments is [{ Expression: not LiteralExpressionSyntax } count])
            {
                Add(count, $"{count} + 1", "one more");
            }
        }
        // A name is no text that is shown.
        if (node.Expression.ToString() != "nameof")
        {
            base.VisitInvocationExpression(node);
        }
    }

    void ReplaceOperator(SyntaxToken token)
    {
        foreach (var other in Operators.GetValueOrDefault(token.Kind(), []))
        {
            found.Add(new Mutation(tree, token.Span, other, "operator"));
        }
    }

    void AddNumbers(LiteralExpressionSyntax node)
    {
        if (node.Token.Value is IConvertible number)
        {
            // 0x2F ends in no suffix.
            var hasSuffix = node.Token.Text[^1] is 'L' or 'l' or 'U' or 'u' or 'f' or 'm' && node.Token.Text is not ['0', 'x' or 'X', ..];
            var suffix = hasSuffix ? node.Token.Text[^1..] : "";
            var value = number.ToDouble(CultureInfo.InvariantCulture);
            Add(node, (value + 1).ToString("0.################", CultureInfo.InvariantCulture) + suffix, "number");
            if (value >= 1)
            {
                Add(node, (value - 1).ToString("0.################", CultureInfo.InvariantCulture) + suffix, "number");
            }
        }
    }

    void Add(SyntaxNode node, string with, string kind) => found.Add(new Mutation(tree, node.Span, with, kind));

    /// <summary>Whether a text says something of its own: rows of a table are data, and a pattern is tested by what it matches.</summary>
    static bool IsMutableText(SyntaxNode node) => !node.Ancestors().Any(ancestor => ancestor switch
    {
        FieldDeclarationSyntax or ConstantPatternSyntax or CaseSwitchLabelSyntax or InterpolationSyntax => true,
        PropertyDeclarationSyntax property => property.Initializer?.Span.Contains(node.Span) is true,
        ArgumentListSyntax { Parent: InvocationExpressionSyntax call } =>
            call.Expression.ToString() is var name && (name.StartsWith("Log", StringComparison.Ordinal) || name is "nameof"),
        _ => false,
    });

    static FrozenDictionary<string, string> Pairs(params string[] pairs) =>
    (
        from pair in pairs
        let names = pair.Split(' ')
        from both in new[] { (Name: names[0], Other: names[1]), (Name: names[1], Other: names[0]) }
        select both
    ).DistinctBy(both => both.Name).ToFrozenDictionary(both => both.Name, both => both.Other);
}
