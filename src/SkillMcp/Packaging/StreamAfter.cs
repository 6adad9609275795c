namespace SkillMcp.Packaging;

/// <summary>A stream whose beginning was read already, from that beginning on.</summary>
sealed class StreamAfter(ReadOnlyMemory<byte> beginning, Stream rest) : Stream
{
    ReadOnlyMemory<byte> left = beginning;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override int Read(Span<byte> into) => TakeLeft(into) is var taken and > 0 ? taken : rest.Read(into);

    public override int Read(byte[] into, int offset, int count) => Read(into.AsSpan(offset, count));

    public override async ValueTask<int> ReadAsync(Memory<byte> into, CancellationToken cancel = default) =>
        TakeLeft(into.Span) is var taken and > 0 ? taken : await rest.ReadAsync(into, cancel);

    public override Task<int> ReadAsync(byte[] into, int offset, int count, CancellationToken cancel) => ReadAsync(into.AsMemory(offset, count), cancel).AsTask();

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] from, int offset, int count) => throw new NotSupportedException();

    int TakeLeft(Span<byte> into)
    {
        var taken = Math.Min(left.Length, into.Length);
        left.Span[..taken].CopyTo(into);
        left = left[taken..];
        return taken;
    }
}
