namespace SkillMcp.Sqlite;

/// <summary>What people call what a table holds.</summary>
static class TableMeaning
{
    public static string Of(string table) => table switch
    {
        "skill" => "skills",
        "skill_version" => "texts of skills",
        "pitfall" => "pitfalls and tips",
        "execution" => "reports",
        "retrieval" or "retrieved_skill" => "retrievals",
        "audit" => "record of changes",
        "proposed_change" => "changes that wait for approval",
        "file_content" => "files of skills",
        "candidate" => "remembered runs",
        "inventory" => "names in the list of skills",
        "way" => "ways of skills",
        "assignment" => "measured tasks",
        _ => "rows",
    };
}
