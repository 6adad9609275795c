using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using SkillMcp.Server.Resources;
using SkillMcp.Server.Wire;

namespace SkillMcp.Server.Subscriptions;

/// <summary>Something whose changes can be told: an address of ours, whether or not there is anything at it yet, or the list of all.</summary>
/// <param name="Kind">What stands there.</param>
/// <param name="Skill">Whose it is; null where it is no skill's.</param>
/// <param name="Path">Of a file, where it stands in the skill's folder.</param>
sealed record WatchedAddress(WatchedKind Kind, SkillName? Skill = null, string Path = "")
{
    // No name or file of ours is near as long; what is longer would only fill the memory.
    const int MaxLength = 1_000;

    const string SkillScheme = "skill://";
    const string OwnScheme = "skillmcp://";
    const string RecordStart = "skillmcp://skill/";
    const string RecordEnd = "/record";

    /// <summary>Which resources there are.</summary>
    public static WatchedAddress List { get; } = new(WatchedKind.List);

    /// <summary>Whether an address is of a scheme that we serve.</summary>
    public static bool IsOurs(string address) =>
        address.StartsWith(SkillScheme, StringComparison.OrdinalIgnoreCase) || address.StartsWith(OwnScheme, StringComparison.OrdinalIgnoreCase);

    /// <summary>
    /// Reads an address; null where nothing of ours can ever be at it. A skill need not be there: whoever waits for one to be written,
    /// approved or restored wants to hear of exactly that, and is not forgotten when it is archived meanwhile.
    /// </summary>
    public static WatchedAddress? Parse(string address) => address.Length > MaxLength ? null : address switch
    {
        SkillUri.Index => new WatchedAddress(WatchedKind.Index),
        SkillUri.Stats => new WatchedAddress(WatchedKind.Stats),
        SkillUri.Stale => new WatchedAddress(WatchedKind.Stale),
        _ when address.StartsWith(RecordStart, StringComparison.Ordinal) && address.EndsWith(RecordEnd, StringComparison.Ordinal) && address.Length > RecordStart.Length + RecordEnd.Length =>
            OfRecord(address[RecordStart.Length..^RecordEnd.Length]),
        _ => SkillUri.Parse(address) is { Path.Length: > 0 } file ? new WatchedAddress(WatchedKind.File, file.Name, file.Path) : null,
    };

    /// <summary>A short text that is another one once what stands there is; empty as long as there is nothing.</summary>
    public async Task<string> FingerprintAsync(SkillMemory memory, CancellationToken cancel) => Kind switch
    {
        WatchedKind.List => await memory.ListMarkAsync(cancel),
        WatchedKind.File => await memory.FileMarkAsync(Skill!.Value, Path, cancel),
        WatchedKind.Record => await memory.FindAsync(Skill!.Value, cancel) is { } skill
            ? Digest(JsonSerializer.Serialize(SkillRecord.Of(skill, memory.IsStale(skill)), WireJson.Default.SkillRecord))
            : "",
        WatchedKind.Index => Digest(JsonSerializer.Serialize(await SkillResources.IndexAsync(memory, cancel), WireJson.Default.SkillIndex)),
        WatchedKind.Stale => Digest(JsonSerializer.Serialize(await SkillResources.StaleAsync(memory, cancel), WireJson.Default.StaleSkills)),
        _ => Digest(JsonSerializer.Serialize(StatsAnswer.Of(await memory.StatsAsync(cancel)), WireJson.Default.StatsAnswer)),
    };

    static WatchedAddress? OfRecord(string name)
    {
        try
        {
            return new WatchedAddress(WatchedKind.Record, SkillName.Parse(Uri.UnescapeDataString(name)));
        }
        catch (SkillException)
        {
            return null;
        }
    }

    static string Digest(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
