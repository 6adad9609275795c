using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using SQLitePCL;

namespace SkillMcp.Sqlite;

/// <summary>
/// The SQL function <c>row_hash</c>: the SHA-256 of its arguments in hexadecimal. Each argument counts with its type and its length, so
/// that no two lists of values have the same hash.
/// </summary>
static class RowHash
{
    const string Name = "row_hash";
    const int AnyNumberOfArguments = -1;

    // Views may call it, although the schema of a file is not trusted: it does nothing but compute.
    const int Innocuous = 0x200000;

    /// <summary>Makes the function known to a connection.</summary>
    public static void Register(sqlite3 connection)
    {
        var flags = raw.SQLITE_UTF8 | raw.SQLITE_DETERMINISTIC | Innocuous;
        raw.sqlite3_create_function(connection, Name, AnyNumberOfArguments, flags, null, Compute);
    }

    static void Compute(sqlite3_context context, object data, sqlite3_value[] arguments)
    {
        var encoded = new ArrayBufferWriter<byte>();
        foreach (var argument in arguments)
        {
            Write(encoded, argument);
        }
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(encoded.WrittenSpan, hash);
        raw.sqlite3_result_text(context, utf8z.FromString(Convert.ToHexStringLower(hash)));
    }

    static void Write(ArrayBufferWriter<byte> encoded, sqlite3_value value)
    {
        var type = raw.sqlite3_value_type(value);
        encoded.Write([(byte)type]);
        switch (type)
        {
            case raw.SQLITE_INTEGER:
                BinaryPrimitives.WriteInt64LittleEndian(Next(encoded, sizeof(long)), raw.sqlite3_value_int64(value));
                break;
            case raw.SQLITE_FLOAT:
                BinaryPrimitives.WriteDoubleLittleEndian(Next(encoded, sizeof(double)), raw.sqlite3_value_double(value));
                break;
            case raw.SQLITE_TEXT or raw.SQLITE_BLOB:
                var bytes = raw.sqlite3_value_blob(value);
                BinaryPrimitives.WriteInt32LittleEndian(Next(encoded, sizeof(int)), bytes.Length);
                encoded.Write(bytes);
                break;
        }
    }

    static Span<byte> Next(ArrayBufferWriter<byte> encoded, int length)
    {
        var next = encoded.GetSpan(length)[..length];
        encoded.Advance(length);
        return next;
    }
}
