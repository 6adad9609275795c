using System.Buffers;

namespace SkillMcp.Sessions.Reading;

/// <summary>
/// Reads a document element by element in little memory: the values of an object's members, and of a member that is a list each of
/// its elements; of a list, each element. A file may hold several documents.
/// </summary>
sealed class LogElements(Stream stream)
{
    const int KeptOfString = 16 << 10;
    const int MaxElement = 16 << 20;

    readonly byte[] buffer = new byte[1 << 16];
    ArrayBufferWriter<byte> element = new(1 << 16);
    AbridgedJson? writer;
    int at;
    int end;
    int depth;
    int level = 1;
    bool isInString;
    bool isEscape;
    bool isObject;

    /// <summary>The number of the document, from 0.</summary>
    public int Document { get; private set; } = -1;

    /// <summary>The member that the element belongs to; empty in a list.</summary>
    public string Name { get; private set; } = "";

    public ReadOnlyMemory<byte> Element => IsTooLong ? default : element.WrittenMemory;

    public bool IsTooLong => element.WrittenCount > MaxElement;

    /// <summary>Whether the document goes on where the file ends.</summary>
    public bool IsCut => depth > 0;

    string member = "";
    bool isComplete;

    /// <summary>Reads the next element; false if there is none.</summary>
    public async ValueTask<bool> NextAsync(CancellationToken cancel)
    {
        Begin();
        while (at < end || await FillAsync(cancel))
        {
            while (at < end)
            {
                Take(buffer[at++]);
                if (isComplete)
                {
                    return true;
                }
            }
        }
        return false;
    }

    void Begin()
    {
        isComplete = false;
        if (element.Capacity > 4 << 20)
        {
            element = new(1 << 16);
            writer = null;
        }
        element.ResetWrittenCount();
        writer ??= new(element, KeptOfString);
    }

    void Take(byte next)
    {
        if (isInString)
        {
            Write(next);
            isInString = isEscape || next != '"';
            isEscape = !isEscape && next == '\\';
            return;
        }
        if (next == '"')
        {
            isInString = depth > 0;
            Write(next);
        }
        else if (depth == 0)
        {
            BeginDocument(next);
        }
        else if (depth > level)
        {
            depth += next is (byte)'{' or (byte)'[' ? 1 : 0;
            depth -= next is (byte)'}' or (byte)']' ? 1 : 0;
            Write(next);
        }
        else
        {
            TakeBetween(next);
        }
    }

    void BeginDocument(byte next)
    {
        if (next is (byte)'{' or (byte)'[')
        {
            (depth, level, isObject, member) = (1, 1, next == '{', "");
            Document++;
        }
    }

    // Between the elements, or in one that is a number or a word.
    void TakeBetween(byte next)
    {
        switch (next)
        {
            case (byte)':' when level == 1 && isObject:
                member = NameIn(element.WrittenSpan);
                element.ResetWrittenCount();
                break;
            case (byte)',':
                Complete();
                break;
            case (byte)'}' or (byte)']':
                Complete();
                depth--;
                level = 1;
                break;
            case (byte)'[' when level == 1 && isObject && element.WrittenCount == 0:
                (depth, level) = (2, 2);
                break;
            case (byte)'{' or (byte)'[':
                depth++;
                Write(next);
                break;
            case (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t' or 0:
                break;
            default:
                Write(next);
                break;
        }
    }

    void Complete()
    {
        // A name whose value is missing is no element.
        isComplete = element.WrittenCount > 0 && (level == 2 || !isObject || member.Length > 0);
        Name = isObject ? member : "";
        if (level == 1)
        {
            member = "";
        }
        if (!isComplete)
        {
            element.ResetWrittenCount();
        }
    }

    void Write(byte next)
    {
        if (depth > 0 && !IsTooLong)
        {
            writer!.Write(next);
        }
    }

    static string NameIn(ReadOnlySpan<byte> json) => System.Text.Encoding.UTF8.GetString(json).Trim().Trim('"');

    async ValueTask<bool> FillAsync(CancellationToken cancel)
    {
        (at, end) = (0, await stream.ReadAsync(buffer, cancel));
        return end > 0;
    }
}
