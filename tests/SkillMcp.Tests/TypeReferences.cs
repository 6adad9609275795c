using Mono.Cecil;
using Mono.Cecil.Cil;

namespace SkillMcp.Tests;

/// <summary>Which of our types mention which, read from a compiled assembly: what a <c>using</c> line does not show counts too.</summary>
static class TypeReferences
{
    /// <summary>Every pair of a type of ours and another that its signatures, attributes or method bodies mention, by full name.</summary>
    /// <param name="assembly">The path of the assembly.</param>
    public static IReadOnlyList<(string From, string To)> In(string assembly)
    {
        using var module = ModuleDefinition.ReadModule(assembly);
        return [.. module.Types
            .Where(type => IsOurs(type.FullName))
            .SelectMany(type => MentionedBy(type).Select(Outermost).Distinct().Select(to => (type.FullName, to)))
            .Where(pair => pair.FullName != pair.to)];
    }

    static bool IsOurs(string type) => type.StartsWith("SkillMcp.", StringComparison.Ordinal);

    static IEnumerable<TypeReference> MentionedBy(TypeDefinition type) =>
    [
        .. Parts(type.BaseType),
        .. type.Interfaces.SelectMany(implemented => Parts(implemented.InterfaceType)),
        .. type.CustomAttributes.SelectMany(attribute => Parts(attribute.AttributeType)),
        .. type.Fields.SelectMany(field => Parts(field.FieldType)),
        .. type.Methods.SelectMany(MentionedBy),
        .. type.NestedTypes.SelectMany(MentionedBy),
    ];

    static IEnumerable<TypeReference> MentionedBy(MethodDefinition method) =>
    [
        .. Parts(method.ReturnType),
        .. method.Parameters.SelectMany(parameter => Parts(parameter.ParameterType)),
        .. method.HasBody ? method.Body.Variables.SelectMany(variable => Parts(variable.VariableType)) : [],
        .. method.HasBody ? method.Body.Instructions.SelectMany(MentionedBy) : [],
    ];

    static IEnumerable<TypeReference> MentionedBy(Instruction instruction) => instruction.Operand switch
    {
        TypeReference type => Parts(type),
        GenericInstanceMethod method => [.. Parts(method.DeclaringType), .. method.GenericArguments.SelectMany(Parts)],
        MemberReference member => Parts(member.DeclaringType),
        _ => [],
    };

    /// <summary>A type, and the types that it is made of.</summary>
    static IEnumerable<TypeReference> Parts(TypeReference? type) => type switch
    {
        null => [],
        GenericInstanceType generic => [generic.ElementType, .. generic.GenericArguments.SelectMany(Parts)],
        TypeSpecification made => Parts(made.ElementType),
        _ => [type],
    };

    static string Outermost(TypeReference type) => type.DeclaringType is { } outer ? Outermost(outer) : type.FullName;
}
