namespace SkillMcp.Server.Transports;

/// <summary>Writes whole lines, one at a time, for any number of concurrent callers.</summary>
sealed class LineWriter(Stream output)
{
    readonly SemaphoreSlim writing = new(1, 1);

    public async Task WriteAsync(byte[] line, CancellationToken cancel)
    {
        await writing.WaitAsync(cancel);
        try
        {
            await output.WriteAsync(line, cancel);
            await output.WriteAsync("\n"u8.ToArray(), cancel);
            await output.FlushAsync(cancel);
        }
        finally
        {
            writing.Release();
        }
    }
}
