using System.CommandLine;
using SkillMcp.Server.Commands;

return await new RootCommand("Procedural memory for AI agents: retrieve what worked, record how it went, store what is new.")
{
    ServeCommand.Build(),
}.Parse(args).InvokeAsync();
