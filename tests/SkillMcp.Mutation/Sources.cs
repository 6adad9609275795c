using System.Collections.Immutable;
using System.Text.Json;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace SkillMcp.Mutation;

/// <summary>The memory's project as its own build would compile it, ready to be compiled again with a change.</summary>
sealed class Sources
{
    readonly CSharpCompilation compilation;
    readonly ImmutableArray<ResourceDescription> resources;

    Sources(CSharpCompilation compilation, ImmutableArray<ResourceDescription> resources, IReadOnlyList<SyntaxTree> written) =>
        (this.compilation, this.resources, Written) = (compilation, resources, written);

    /// <summary>The files that people wrote.</summary>
    public IReadOnlyList<SyntaxTree> Written { get; }

    /// <summary>Reads the project with the options that its build hands to the compiler, and runs its source generators once.</summary>
    public static async Task<Sources> ReadAsync(string project)
    {
        var folder = Path.GetDirectoryName(project)!;
        var arguments = await CompilerArgumentsAsync(project);
        var given = CSharpCommandLineParser.Default.Parse(arguments, folder, sdkDirectory: null);
        var trees = given.SourceFiles.Select(file => Parsed(file.Path, given.ParseOptions)).ToList();
        var references = given.MetadataReferences
            .Select(reference => MetadataReference.CreateFromFile(Path.GetFullPath(reference.Reference, folder), reference.Properties));
        var compilation = CSharpCompilation.Create(given.CompilationName, trees, references, Quiet(given.CompilationOptions));
        var generators = given.AnalyzerReferences.SelectMany(reference => GeneratorsIn(Path.GetFullPath(reference.FilePath, folder)));
        var driver = CSharpGeneratorDriver.Create(generators, null, given.ParseOptions, new BuildProperties(given.AnalyzerConfigPaths));
        driver.RunGeneratorsAndUpdateCompilation(compilation, out var generated, out _);
        var made = $"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}";
        // One seed means the same mutations everywhere.
        var written = trees.Where(tree => !tree.FilePath.Contains(made)).OrderBy(tree => tree.FilePath, StringComparer.Ordinal).ToList();
        return new Sources((CSharpCompilation)generated, given.ManifestResources, written);
    }

    static SyntaxTree Parsed(string file, CSharpParseOptions options) =>
        CSharpSyntaxTree.ParseText(SourceText.From(File.ReadAllText(file), System.Text.Encoding.UTF8), options, file);

    // The warnings and the symbols are not read, and tests run faster on optimised code.
    static CSharpCompilationOptions Quiet(CSharpCompilationOptions options) => options
        .WithOptimizationLevel(OptimizationLevel.Release)
        .WithGeneralDiagnosticOption(ReportDiagnostic.Suppress)
        .WithConcurrentBuild(false);

    static IEnumerable<ISourceGenerator> GeneratorsIn(string file) =>
        new AnalyzerFileReference(file, new GeneratorLoader()).GetGenerators(LanguageNames.CSharp);

    /// <summary>Compiles the project with some files replaced; false where that is no program.</summary>
    public bool TryCompile(IEnumerable<(SyntaxTree Old, SyntaxTree New)> changes, string to, out ImmutableArray<Diagnostic> errors)
    {
        var changed = changes.Aggregate(compilation, (all, change) => all.ReplaceSyntaxTree(change.Old, change.New));
        return TryEmit(changed, to, out errors);
    }

    /// <summary>The same with one more file.</summary>
    public bool TryCompile(
        IEnumerable<(SyntaxTree Old, SyntaxTree New)> changes,
        string added,
        string to,
        out ImmutableArray<Diagnostic> errors)
    {
        var changed = changes.Aggregate(compilation, (all, change) => all.ReplaceSyntaxTree(change.Old, change.New));
        return TryEmit(changed.AddSyntaxTrees(CSharpSyntaxTree.ParseText(added, (CSharpParseOptions)Written[0].Options)), to, out errors);
    }

    bool TryEmit(CSharpCompilation changed, string to, out ImmutableArray<Diagnostic> errors)
    {
        using var assembly = new MemoryStream();
        var result = changed.Emit(assembly, manifestResources: resources);
        errors = [.. result.Diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)];
        if (result.Success)
        {
            // A file that a process had open is replaced, not written into.
            File.Delete(to);
            File.WriteAllBytes(to, assembly.ToArray());
        }
        return result.Success;
    }

    /// <summary>What the build would call the compiler with: it is run up to that call.</summary>
    static async Task<string[]> CompilerArgumentsAsync(string project)
    {
        string[] arguments =
        [
            "msbuild", project, "-t:PrepareResources;Compile", "-getItem:CscCommandLineArgs",
            "-p:SkipCompilerExecution=true", "-p:ProvideCommandLineArgs=true",
            // As if something that the compiler makes were missing: it is called then.
            "-p:NonExistentFile=never-there",
        ];
        using var json = JsonDocument.Parse(await OtherProgram.RunAsync("dotnet", arguments));
        var items = json.RootElement.GetProperty("Items").GetProperty("CscCommandLineArgs").EnumerateArray();
        return [.. items.Select(item => item.GetProperty("Identity").GetString()!)];
    }
}
