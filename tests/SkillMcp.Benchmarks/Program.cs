using System.CommandLine;
using SkillMcp.Benchmarks.Agents;
using SkillMcp.Benchmarks.Collections;
using SkillMcp.Benchmarks.Durability;
using SkillMcp.Benchmarks.Hooks;
using SkillMcp.Benchmarks.Learning;
using SkillMcp.Benchmarks.Retrieval;
using SkillMcp.Benchmarks.Screening;
using SkillMcp.Benchmarks.Sessions;
using SkillMcp.Benchmarks.Simulation;
using SkillMcp.Benchmarks.Speed;

return await new RootCommand("Measures what the README claims: one command for each of its tables.")
{
    RetrievalCommand.Build(),
    LookalikesCommand.Build(),
    EverydayCommand.Build(),
    AnswersCommand.Build(),
    TrainCommand.Build(),
    DuplicatesCommand.Build(),
    GeneralizingCommand.Build(),
    GrowthCommand.Build(),
    SessionsCommand.Build(),
    SimulateCommand.Build(),
    ProofCommand.Build(),
    UpliftCommand.Build(),
    StartCommand.Build(),
    SpeedCommand.Build(),
    TogetherCommand.Build(),
    RivalsCommand.Build(),
    RecordCommand.Build(),
    HooksCommand.Build(),
    AgentsCommand.Build(),
    SandboxCommand.Build(),
    DurabilityCommand.Build(),
    CollectionsCommand.Build(),
    ScreeningCommand.Build(),
    SecretsCommand.Build(),
    TrainScreenCommand.Build(),
    TrainOrdersCommand.Build(),
    HiddenOrdersCommand.Build(),
}.Parse(args).InvokeAsync();
