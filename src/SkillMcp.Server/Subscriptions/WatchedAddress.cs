using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using SkillMcp.Server.Resources;
using SkillMcp.Server.Wire;

namespace SkillMcp.Server.Subscriptions;

/// <summary>What can be watched: an address of ours, whether or not there is a resource at it yet, or the list of resources.</summary>
/// <param name="Kind">The kind of resource at the address.</param>
/// <param name="Skill">The skill that it belongs to; null if it belongs to none.</param>
/// <param name="Path">A file's path in the skill's folder; empty for the other kinds.</param>
sealed record WatchedAddress(WatchedKind Kind, SkillName? Skill = null, string Path = "")
{
    // No address of ours is near as long; a longer one would only fill the memory.
    const int MaxLength = 1_000;

    const string SkillScheme = "skill://";
    const string OwnScheme = "skillmcp://";
    const string RecordStart = "skillmcp://skill/";
    const string RecordEnd = "/record";

    /// <summary>The list of resources.</summary>
    public static WatchedAddress List { get; } = new(WatchedKind.List);

    /// <summary>Whether a text is an address at all, of whatever scheme: a scheme, a colon and something else, without blanks.</summary>
    public static bool IsAddress(string text) =>
        text.IndexOf(':', StringComparison.Ordinal) is > 0 and var colon
        && colon < text.Length - 1
        && text[..colon].All(c => char.IsAsciiLetterOrDigit(c) || c is '+' or '-' or '.')
        && text.All(c => c is > ' ' and not '\x7f');

    /// <summary>Whether an address is of a scheme that we serve.</summary>
    public static bool IsOurs(string address) =>
        address.StartsWith(SkillScheme, StringComparison.OrdinalIgnoreCase)
        || address.StartsWith(OwnScheme, StringComparison.OrdinalIgnoreCase);

    /// <summary>
    /// Parses an address; null if no resource of ours can ever be at it. The skill need not exist: a client may wait for one
    /// to be written, approved or restored.
    /// </summary>
    public static WatchedAddress? Parse(string address) => address.Length > MaxLength ? null : address switch
    {
        SkillUri.Index => new WatchedAddress(WatchedKind.Index),
        SkillUri.Stats => new WatchedAddress(WatchedKind.Stats),
        SkillUri.Stale => new WatchedAddress(WatchedKind.Stale),
        _ when IsRecord(address) => OfRecord(address[RecordStart.Length..^RecordEnd.Length]),
        _ => SkillUri.Parse(address) is { Path.Length: > 0 } file ? new WatchedAddress(WatchedKind.File, file.Name, file.Path) : null,
    };

    /// <summary>A fingerprint of the present content, the same as long as the content is; empty if there is none.</summary>
    public async Task<string> FingerprintAsync(SkillMemory memory, CancellationToken cancel) => Kind switch
    {
        WatchedKind.List => await memory.ListFingerprintAsync(cancel),
        WatchedKind.File => await memory.FileFingerprintAsync(Skill!.Value, Path, cancel),
        WatchedKind.Record => await memory.FindAsync(Skill!.Value, cancel) is { } skill
            ? Digest(await SkillResources.RecordAsync(memory, skill, cancel), WireJson.Default.SkillRecord)
            : "",
        WatchedKind.Index => Digest(await SkillResources.IndexAsync(memory, cancel), WireJson.Default.SkillIndex),
        WatchedKind.Stale => Digest(await SkillResources.StaleAsync(memory, cancel), WireJson.Default.StaleSkills),
        // Without the weeks: to retrieve is not a change.
        _ => Digest(StatsAnswer.Of(await memory.StatsAsync(cancel)), WireJson.Default.StatsAnswer),
    };

    static bool IsRecord(string address) =>
        address.Length > RecordStart.Length + RecordEnd.Length
        && address.StartsWith(RecordStart, StringComparison.Ordinal)
        && address.EndsWith(RecordEnd, StringComparison.Ordinal);

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

    static string Digest<T>(T answer, JsonTypeInfo<T> type) =>
        Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(answer, type)));
}
