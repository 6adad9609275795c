#!/usr/bin/env bash
# ModelContextProtocol (C#) 2.4.0: McpClientTool as a tool of Microsoft.Extensions.AI, of a server that answers with a text and with the
# same as structured content.
# One would guess that a model reads the text, or the structured content.
# Seen: it reads the whole result as indented JSON, the text as a JSON string within and the structured content beside it.
# Exits non-zero where that is no longer so.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
cat >look.cs <<'X2'
#:package ModelContextProtocol@2.4.0
using System.IO.Pipelines;
using System.Text.Json;
using Microsoft.Extensions.AI;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

var (there, back) = (new Pipe(), new Pipe());
var pour = McpServerTool.Create(
    () => new CallToolResult
    {
        Content = [new TextContentBlock { Text = "The tea is poured." }],
        StructuredContent = JsonDocument.Parse("""{"poured":true}""").RootElement,
    },
    new McpServerToolCreateOptions { Name = "pour" });
await using var server = McpServer.Create(
    new StreamServerTransport(there.Reader.AsStream(), back.Writer.AsStream()), new McpServerOptions { ToolCollection = [pour] });
_ = server.RunAsync();
await using var client = await McpClient.CreateAsync(new StreamClientTransport(there.Writer.AsStream(), back.Reader.AsStream()));
var result = await (await client.ListToolsAsync())[0].InvokeAsync();
// As the chat clients write it for the model.
var read = JsonSerializer.Serialize(result, AIJsonUtilities.DefaultOptions.GetTypeInfo(typeof(object)));
Console.WriteLine(read);
return read.Contains("\"text\": \"The tea is poured.\"") && read.Contains("\"structuredContent\"") && read.Contains('\n') ? 0 : 1;
X2
dotnet run look.cs
