using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace SkillMcp.Server.Clients;

/// <summary>The plugin that starts this program, for a client that calls no programs itself.</summary>
static class HookPlugin
{
    const string Mark = "// Written by \"skillmcp install opencode --hooks\"; taken away by \"skillmcp install opencode --uninstall\".";

    const string Import = "import { spawn } from \"node:child_process\"";

    const string Code = """
        const patience = 5000
        const most = 200000

        const call = (event, payload) => new Promise((resolve) => {
          let limit
          const end = (text) => { clearTimeout(limit); resolve(text) }
          try {
            const words = [...program.slice(1), event, ...options]
            const child = spawn(program[0], words, { stdio: ["pipe", "pipe", "ignore"], windowsHide: true })
            limit = setTimeout(() => { child.kill("SIGKILL"); resolve("") }, patience)
            let printed = ""
            child.stdout.on("data", (part) => { printed += part })
            child.on("error", () => end(""))
            child.on("close", () => end(printed))
            child.stdin.on("error", () => {})
            child.stdin.end(JSON.stringify({ hook_event_name: event, ...payload }))
          } catch { end("") }
        })

        const added = (printed) => { try { return JSON.parse(printed).additionalContext } catch { return undefined } }

        export const SkillMcp = async ({ directory }) => ({
          "chat.message": async (input, output) => {
            const prompt = output.parts.filter((part) => part.type === "text" && !part.synthetic).map((part) => part.text).join("\n")
            const text = added(await call("chat.message", { session_id: input.sessionID, cwd: directory, prompt }))
            if (text) {
              const id = `prt_zz${Date.now()}`
              output.parts.push({ id, sessionID: input.sessionID, messageID: output.message.id, type: "text", text, synthetic: true })
            }
          },
          "tool.execute.after": async (input, output) => {
            const { exit, diff } = output.metadata ?? {}
            await call("tool.execute.after", {
              session_id: input.sessionID, cwd: directory, tool_name: input.tool, tool_use_id: input.callID, tool_input: input.args,
              tool_response: { output: String(output.output ?? "").slice(0, most), metadata: { exit, diff } },
            })
          },
          event: async ({ event }) => {
            if (event.type === "session.idle") await call("session.idle", { session_id: event.properties.sessionID, cwd: directory })
          },
        })

        """;

    static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <exception cref="SkillException">There is another plugin in its file.</exception>
    public static string With(string text, Client client, HookCommandLine called)
    {
        if (text.Length > 0 && !IsIn(text))
        {
            throw new SkillException("it is another plugin than the one that skillmcp writes. Give it another name.");
        }
        // The event stands between the program and its options.
        IReadOnlyList<string> words = called.Words(client, "");
        var at = words.ToList().IndexOf("");
        return $"{Mark}\n{Import}\n\nconst program = {Json(words.Take(at))}\nconst options = {Json(words.Skip(at + 1))}\n{Code}";
    }

    /// <exception cref="SkillException">A person changed it.</exception>
    public static string? Without(string text)
    {
        if (!IsIn(text))
        {
            return text;
        }
        return text.EndsWith(Code, StringComparison.Ordinal)
            ? null
            : throw new SkillException("it was changed since skillmcp wrote it. Remove it, or what of it is not yours.");
    }

    public static bool IsIn(string text) => text.StartsWith(Mark, StringComparison.Ordinal);

    static string Json(IEnumerable<string> words) => new JsonArray([.. words.Select(word => (JsonNode)word)]).ToJsonString(Plain);
}
