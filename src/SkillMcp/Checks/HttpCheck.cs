using System.Globalization;

namespace SkillMcp.Checks;

/// <summary>A request that only asks.</summary>
/// <param name="Address">Who is asked, with <c>http</c> or <c>https</c>.</param>
/// <param name="IsHead">Whether it is asked for the head alone.</param>
/// <param name="Status">The status of a success, 100-599; null for any 2xx.</param>
/// <param name="Body">What the answer must hold; null for anything.</param>
sealed record HttpCheck(Uri Address, bool IsHead = false, int? Status = null, OutputPattern? Body = null) : Check
{
    public override string Text =>
        $"{(IsHead ? "HEAD" : "GET")} {Address.OriginalString}: HTTP {Status?.ToString(CultureInfo.InvariantCulture) ?? "2xx"}"
        + OutputPattern.Behind(Body);

    /// <summary>Whether a status is that of a success.</summary>
    public bool Accepts(int status) => Status is { } expected ? status == expected : status is >= 200 and <= 299;
}
