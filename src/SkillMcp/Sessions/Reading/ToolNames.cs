namespace SkillMcp.Sessions.Reading;

/// <summary>What the tools of the clients do, by their names.</summary>
static class ToolNames
{
    static readonly string[] Memory =
    [
        "retrieve_skill", "store_trajectory", "record_outcome", "compose_skills", "refine_skill", "list_skills", "curate_skill",
    ];

    static readonly Dictionary<string, ToolKind> Kinds = new(StringComparer.OrdinalIgnoreCase)
    {
        ["bash"] = ToolKind.Command,
        ["powershell"] = ToolKind.Command,
        ["shell"] = ToolKind.Command,
        ["shell_command"] = ToolKind.Command,
        ["local_shell"] = ToolKind.Command,
        ["exec_command"] = ToolKind.Command,
        ["run_shell_command"] = ToolKind.Command,
        ["execute_bash"] = ToolKind.Command,
        ["run_bash"] = ToolKind.Command,
        ["bash_command"] = ToolKind.Command,
        ["run_command"] = ToolKind.Command,
        ["runcommand"] = ToolKind.Command,
        ["run_shell"] = ToolKind.Command,
        ["shell_exec"] = ToolKind.Command,
        ["execute_shell"] = ToolKind.Command,
        ["execute_shell_command"] = ToolKind.Command,
        ["execute_command"] = ToolKind.Command,
        ["executecommand"] = ToolKind.Command,
        ["exec"] = ToolKind.Command,
        ["sh"] = ToolKind.Command,
        ["zsh"] = ToolKind.Command,
        ["pwsh"] = ToolKind.Command,
        ["run_powershell"] = ToolKind.Command,
        ["terminal"] = ToolKind.Command,
        ["run_in_terminal"] = ToolKind.Command,
        ["run_terminal_cmd"] = ToolKind.Command,
        ["run_terminal_command"] = ToolKind.Command,
        ["ssh"] = ToolKind.Command,
        ["ssh_exec"] = ToolKind.Command,
        ["ssh_execute"] = ToolKind.Command,
        ["ssh_run"] = ToolKind.Command,
        ["remote_exec"] = ToolKind.Command,
        ["edit"] = ToolKind.Edit,
        ["multiedit"] = ToolKind.Edit,
        ["write"] = ToolKind.Edit,
        ["notebookedit"] = ToolKind.Edit,
        ["replace"] = ToolKind.Edit,
        ["write_file"] = ToolKind.Edit,
        ["create"] = ToolKind.Edit,
        ["insert"] = ToolKind.Edit,
        ["str_replace"] = ToolKind.Edit,
        ["str_replace_editor"] = ToolKind.Edit,
        ["str_replace_based_edit_tool"] = ToolKind.Edit,
        ["edit_file"] = ToolKind.Edit,
        ["apply_patch"] = ToolKind.Edit,
        ["patch"] = ToolKind.Edit,
        ["read"] = ToolKind.Look,
        ["glob"] = ToolKind.Look,
        ["grep"] = ToolKind.Look,
        ["rg"] = ToolKind.Look,
        ["ls"] = ToolKind.Look,
        ["list"] = ToolKind.Look,
        ["view"] = ToolKind.Look,
        ["lsp"] = ToolKind.Look,
        ["webfetch"] = ToolKind.Look,
        ["web_fetch"] = ToolKind.Look,
        ["websearch"] = ToolKind.Look,
        ["web_search"] = ToolKind.Look,
        ["google_web_search"] = ToolKind.Look,
        ["codesearch"] = ToolKind.Look,
        ["view_image"] = ToolKind.Look,
        ["read_file"] = ToolKind.Look,
        ["read_many_files"] = ToolKind.Look,
        ["list_directory"] = ToolKind.Look,
        ["search_file_content"] = ToolKind.Look,
        ["grep_search"] = ToolKind.Look,
        ["notebookread"] = ToolKind.Look,
        ["bashoutput"] = ToolKind.Look,
        ["taskoutput"] = ToolKind.Look,
        ["read_bash"] = ToolKind.Look,
        ["list_bash"] = ToolKind.Look,
        ["read_powershell"] = ToolKind.Look,
        ["task"] = ToolKind.Delegation,
        ["agent"] = ToolKind.Delegation,
        ["invoke_agent"] = ToolKind.Delegation,
        ["spawn_agent"] = ToolKind.Delegation,
    };

    /// <summary>The kind of a tool, whatever its client puts before the name of one of this memory.</summary>
    public static ToolKind KindOf(string tool)
    {
        if (Memory.Any(name => IsNamed(tool, name)))
        {
            return ToolKind.Memory;
        }
        return Kinds.GetValueOrDefault(tool, ToolKind.Other);
    }

    static bool IsNamed(string tool, string name) =>
        tool.EndsWith(name, StringComparison.Ordinal) && (tool.Length == name.Length || !char.IsLetterOrDigit(tool[^(name.Length + 1)]));
}
