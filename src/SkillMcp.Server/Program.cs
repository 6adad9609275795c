using System.CommandLine;
using SkillMcp.Server.Commands;

if (HookCommand.IsCall(args))
{
    return await HookCommand.RunAsync(args[1..]);
}

return await new RootCommand("Procedural memory for AI agents: retrieve what worked, record how it went, store what is new.")
{
    ServeCommand.Build(),
    InstallCommand.Build(),
    HookCommand.Build(),
    DemoCommand.Build(),
    RetrieveCommand.Build(),
    ListCommand.Build(),
    ShowCommand.Build(),
    StatsCommand.Build(),
    AddCommand.Build(),
    ImportCommand.Build(),
    LearnCommand.Build(),
    ExportCommand.Build(),
    EditCommand.Build(),
    DiffCommand.Build(),
    RollbackCommand.Build(),
    PinCommand.Build(),
    PinCommand.BuildUnpin(),
    TrialsCommand.Build(),
    ConfirmCommand.Build(),
    VerifyCommand.Build(),
    RetestCommand.Build(),
    UpliftCommand.Build(),
    ArchiveCommand.Build(),
    RestoreCommand.Build(),
    ReviewCommand.Build(),
    ApproveCommand.Build(),
    RejectCommand.Build(),
    PurgeCommand.Build(),
    BackupCommand.Build(),
    DoctorCommand.Build(),
    AuditCommand.Build(),
    ScreenCommand.Build(),
}.Parse(args).InvokeAsync();
