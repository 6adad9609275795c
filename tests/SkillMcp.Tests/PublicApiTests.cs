using PublicApiGenerator;
using SkillMcp.Agents;

namespace SkillMcp.Tests;

/// <summary>What others build on: a change of it is a change for them, and is approved as one.</summary>
public sealed class PublicApiTests
{
    [Theory]
    [InlineData(typeof(SkillMemory), "SkillMcp")]
    [InlineData(typeof(ProceduralAgent), "SkillMcp.Agents")]
    public void The_public_api_of_a_package_is_the_approved_one(Type type, string package)
    {
        var options = new ApiGeneratorOptions
        {
            IncludeAssemblyAttributes = false,
            // It names a type that the compiler makes.
            ExcludeAttributes = ["System.Runtime.CompilerServices.AsyncIteratorStateMachineAttribute"],
        };
        Approved.Check(type.Assembly.GeneratePublicApi(options).ReplaceLineEndings("\n") + "\n", $"PublicApi.{package}.approved.txt");
    }
}
