using System.Reflection;
using Microsoft.CodeAnalysis;

namespace SkillMcp.Mutation;

/// <summary>Loads source generators into this process.</summary>
sealed class GeneratorLoader : IAnalyzerAssemblyLoader
{
    public void AddDependencyLocation(string fullPath)
    {
    }

    public Assembly LoadFromPath(string fullPath) => Assembly.LoadFrom(fullPath);
}
