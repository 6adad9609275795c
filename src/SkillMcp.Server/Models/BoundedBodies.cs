namespace SkillMcp.Server.Models;

/// <summary>
/// Reads each answer whole before it is handed on, up to a limit: one that is cut off is tried again as one that did not come, and one
/// that is too long is given up.
/// </summary>
/// <param name="maxLength">The most bytes of an answer.</param>
sealed class BoundedBodies(int maxLength) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken);
        try
        {
            var body = new ByteArrayContent(await ReadAsync(response.Content, cancellationToken));
            response.Content.Dispose();
            response.Content = body;
            return response;
        }
        catch (Exception failed)
        {
            // Without this the rest of the answer would be read to use the connection again.
            response.Dispose();
            if (failed is IOException)
            {
                throw new HttpRequestException(HttpRequestError.ResponseEnded, "The answer was cut off.", failed);
            }
            throw;
        }
    }

    async Task<byte[]> ReadAsync(HttpContent content, CancellationToken cancel)
    {
        if (content.Headers.ContentLength > maxLength)
        {
            throw TooLong();
        }
        await using var stream = await content.ReadAsStreamAsync(cancel);
        using var body = new MemoryStream();
        var buffer = new byte[16 * 1024];
        while (await stream.ReadAsync(buffer, cancel) is > 0 and var read)
        {
            if (body.Length + read > maxLength)
            {
                throw TooLong();
            }
            body.Write(buffer, 0, read);
        }
        return body.ToArray();
    }

    InvalidDataException TooLong() => new($"The answer is longer than {maxLength:N0} bytes.");
}
