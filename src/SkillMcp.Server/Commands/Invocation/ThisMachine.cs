using System.Security.Cryptography;
using System.Text;

namespace SkillMcp.Server.Commands.Invocation;

/// <summary>The machine that this runs on, told from others without its name: exported skills carry it.</summary>
static class ThisMachine
{
    const int Length = 16;

    public static string Id { get; } =
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"skillmcp machine {Environment.MachineName}")))[..Length];
}
