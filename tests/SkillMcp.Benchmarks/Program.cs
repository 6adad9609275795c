using System.CommandLine;
using SkillMcp.Benchmarks.Retrieval;

return await new RootCommand("Measures what the README claims: one command for each of its tables.")
{
    RetrievalCommand.Build(),
    TrainCommand.Build(),
}.Parse(args).InvokeAsync();
