using System.Collections.Frozen;
using System.Globalization;
using System.Text;
using System.Text.Json;
using SkillMcp.Safety;
using SkillMcp.Sessions.Reading;

namespace SkillMcp.Sessions;

/// <summary>
/// What a function itself says of how it ended. In JSON a member says it, in whatever casing; in a short text its first line or its last
/// one. A long text, such as a page or a log, is what was asked for, and says nothing of the function.
/// </summary>
static class FunctionResult
{
    /// <summary>The most characters of a text that are a function's own words.</summary>
    public const int MaxOwnWords = 800;

    // A list of results that is longer is what was searched for.
    const int MaxList = 4_000;

    // {"result":{"outcome":{"success":false}}}
    const int MaxDepth = 3;

    static readonly FrozenSet<string> Successes = Set("""
        success succeeded successful issuccess issuccessful issuccessstatuscode wassuccessful hassucceeded issucceeded ok isok
        """);

    static readonly FrozenSet<string> Failures = Set("iserror haserror haserrors failed isfailed hasfailed isfailure failure isfaulted");

    static readonly FrozenSet<string> Errors = Set("error errors errormessage errormessages exception exceptions failure failures fault");

    static readonly FrozenSet<string> Counts = Set("failed failures errors errorcount failedcount failurecount numfailed numerrors");

    static readonly FrozenSet<string> States = Set("status state result outcome conclusion");

    static readonly FrozenSet<string> Codes = Set("statuscode httpstatus httpstatuscode httpcode status");

    static readonly FrozenSet<string> ExitCodes = Set("exitcode returncode exitstatus");

    static readonly FrozenSet<string> Within = Set("result outcome response status");

    static readonly FrozenSet<string> Told = Set("message detail details reason result output text title");

    static readonly FrozenSet<string> OfFailure = Set("""
        error errored fail failed failure faulted exception fatal crashed aborted timeout timedout denied rejected refused forbidden
        unauthorized unhealthy internalservererror badgateway serviceunavailable gatewaytimeout badrequest notfound false
        """);

    static readonly FrozenSet<string> NoError = Set("none null nil no false 0 ok success n/a na - [] {}");

    /// <summary>Whether a result in JSON says that the call failed.</summary>
    public static bool SaysFailure(JsonElement result) => result.ValueKind switch
    {
        JsonValueKind.Object => SaysFailure(result, 0),
        JsonValueKind.Array => result.GetRawText().Length <= MaxList && result.Items().Any(item =>
            item.Is(JsonValueKind.Object) && SaysFailure(item, 0)),
        _ => false,
    };

    /// <summary>Whether a result that is a text says so, in the function's own words.</summary>
    public static bool SaysFailure(string text)
    {
        var said = text.Trim();
        if (said.Length is 0 or > MaxOwnWords)
        {
            return false;
        }
        if (said.Trim('"').Equals("false", StringComparison.OrdinalIgnoreCase))
        {
            return true;
        }
        var lines = said.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return FailureWords.AreIn(lines[0]) || FailureWords.AreIn(lines[^1]) || Array.Exists(lines, FailureWords.AreInSetting);
    }

    /// <summary>Of an output what may be the function's own words: a short one, or else its first and its last line.</summary>
    public static string OwnWords(string output)
    {
        var said = output.Trim();
        if (said.Length <= MaxOwnWords)
        {
            return output;
        }
        var first = TextSpans.FirstLine(said);
        var last = said.AsSpan(said.LastIndexOf('\n') + 1);
        return new StringBuilder().Append(Short(first)).Append('\n').Append(Short(last)).ToString();
    }

    // A line that is as long as a page is one.
    static ReadOnlySpan<char> Short(ReadOnlySpan<char> line) => line.Length <= MaxOwnWords ? line : [];

    static bool SaysFailure(JsonElement result, int depth)
    {
        var hasSucceeded = false;
        foreach (var member in result.Members())
        {
            var name = NameOf(member.Name);
            if (Successes.Contains(name) && Flag(member.Value) is { } success)
            {
                hasSucceeded |= success;
                if (!success)
                {
                    return true;
                }
            }
            if (IsFailure(name, member.Value)
                || depth < MaxDepth && Within.Contains(name) && SaysFailure(member.Value, depth + 1))
            {
                return true;
            }
        }
        return !hasSucceeded && result.Members().Any(member => Told.Contains(NameOf(member.Name)) && SaysFailure(member.Value.AsText()));
    }

    static bool IsFailure(string name, JsonElement value) =>
        Failures.Contains(name) && Flag(value) == true
        || Errors.Contains(name) && IsError(value)
        || Counts.Contains(name) && NumberOf(value) > 0
        || States.Contains(name) && OfFailure.Contains(NameOf(value.AsText()))
        || Codes.Contains(name) && (NumberOf(value) is >= 400 and < 600 || OfFailure.Contains(NameOf(value.AsText())))
        || ExitCodes.Contains(name) && NumberOf(value) is not (null or 0);

    static bool IsError(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.AsText().Trim() is { Length: > 0 } text && !NoError.Contains(text.ToLowerInvariant()),
        JsonValueKind.Object => value.Members().Any(),
        JsonValueKind.Array => value.Items().Any(item => item.ValueKind is not JsonValueKind.Null && !item.ValueEqualsEmpty()),
        JsonValueKind.True => true,
        _ => false,
    };

    static bool ValueEqualsEmpty(this JsonElement item) => item.Is(JsonValueKind.String) && item.AsText().Trim().Length == 0;

    static bool? Flag(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.String => value.AsText().Trim().ToLowerInvariant() switch
        {
            "true" or "yes" => true,
            "false" or "no" => false,
            _ => null,
        },
        _ => null,
    };

    static double? NumberOf(JsonElement value)
    {
        if (value.Is(JsonValueKind.Number))
        {
            return value.TryGetDouble(out var number) ? number : null;
        }
        return double.TryParse(value.AsText(), NumberStyles.Integer, CultureInfo.InvariantCulture, out var written) ? written : null;
    }

    /// <summary>A name without what tells its casing: <c>status_code</c>, <c>StatusCode</c> and <c>status-code</c> are one.</summary>
    static string NameOf(string name)
    {
        if (name.Length > 60)
        {
            return "";
        }
        var plain = new StringBuilder(name.Length);
        foreach (var letter in name.Where(letter => letter is not ('_' or '-' or ' ' or '.')))
        {
            plain.Append(char.ToLowerInvariant(letter));
        }
        return plain.ToString();
    }

    static FrozenSet<string> Set(string words) => Whitespace.Split(words).ToFrozenSet(StringComparer.Ordinal);
}
