using System.Security.Cryptography;
using System.Text;

namespace SkillMcp.Fields;

/// <summary>
/// SHA-256 over every text of a value. Each text is preceded by its length, so that different values never give the same bytes.
/// </summary>
sealed class TextHash : TextVisitor, IDisposable
{
    readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    /// <returns>Lower-case hex.</returns>
    public static string Of<T>(T textual) where T : ITextual<T>
    {
        using var visitor = new TextHash();
        textual.VisitTexts(visitor);
        return Convert.ToHexStringLower(visitor.hash.GetHashAndReset());
    }

    public void Dispose() => hash.Dispose();

    protected override string Visit(TextField field, int number, string text)
    {
        Append(text);
        return text;
    }

    protected override void VisitCount(int count) => hash.AppendData(BitConverter.GetBytes(count));

    protected override void VisitIdentifier(string identifier) => Append(identifier);

    void Append(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        VisitCount(bytes.Length);
        hash.AppendData(bytes);
    }
}
