using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace SkillMcp.Mutation;

/// <summary>The properties of the build that source generators ask for.</summary>
/// <param name="files">The .editorconfig files that the build hands to the compiler.</param>
sealed class BuildProperties(ImmutableArray<string> files) : AnalyzerConfigOptionsProvider
{
    readonly AnalyzerConfigSet set =
        AnalyzerConfigSet.Create(files.Select(file => AnalyzerConfig.Parse(SourceText.From(File.ReadAllText(file)), file)).ToList());

    public override AnalyzerConfigOptions GlobalOptions => new Found(set.GlobalConfigOptions.AnalyzerOptions);

    public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) =>
        new Found(set.GetOptionsForSourcePath(tree.FilePath).AnalyzerOptions);

    public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) =>
        new Found(set.GetOptionsForSourcePath(textFile.Path).AnalyzerOptions);

    sealed class Found(ImmutableDictionary<string, string> options) : AnalyzerConfigOptions
    {
        public override bool TryGetValue(string key, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out string? value) =>
            options.TryGetValue(key, out value);
    }
}
