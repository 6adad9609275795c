using System.Text;

namespace SkillMcp.Sessions;

/// <summary>Logs are UTF-8, but what Windows PowerShell redirects into a file is UTF-16, and begins with a mark that says so.</summary>
static class LogEncoding
{
    const int MarkLength = 2;

    /// <summary>The bytes of an opened log as UTF-8.</summary>
    public static Stream AsUtf8(Stream stream)
    {
        var mark = new byte[MarkLength];
        stream.ReadAtLeast(mark, MarkLength, throwOnEndOfStream: false);
        Encoding? written = mark switch
        {
            [0xff, 0xfe] => Encoding.Unicode,
            [0xfe, 0xff] => Encoding.BigEndianUnicode,
            _ => null,
        };
        if (written is not null)
        {
            return Encoding.CreateTranscodingStream(stream, written, Encoding.UTF8);
        }
        stream.Position = 0;
        return stream;
    }
}
