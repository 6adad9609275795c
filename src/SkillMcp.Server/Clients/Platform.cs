namespace SkillMcp.Server.Clients;

enum Platform
{
    Linux,
    MacOS,
    Windows,
}
