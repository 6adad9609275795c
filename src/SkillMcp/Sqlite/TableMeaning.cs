namespace SkillMcp.Sqlite;

/// <summary>What people call what a table holds.</summary>
static class TableMeaning
{
    public static string Of(string table) => Names(table).Many;

    public static string Of(string table, long count) => count == 1 ? $"1 {Names(table).One}" : $"{count} {Names(table).Many}";

    static (string One, string Many) Names(string table) => table switch
    {
        "skill" => ("skill", "skills"),
        "skill_version" => ("text of a skill", "texts of skills"),
        "pitfall" => ("pitfall or tip", "pitfalls and tips"),
        "execution" => ("report", "reports"),
        "retrieval" => ("retrieval", "retrievals"),
        "retrieved_skill" => ("skill that a retrieval returned", "skills that retrievals returned"),
        "audit" => ("line of the record of changes", "lines of the record of changes"),
        "proposed_change" => ("change that waits for approval", "changes that wait for approval"),
        "file_content" => ("file of a skill", "files of skills"),
        "candidate" => ("remembered run", "remembered runs"),
        "inventory" => ("name in the list of skills", "names in the list of skills"),
        "way" => ("way", "ways"),
        "assignment" => ("measured task", "measured tasks"),
        _ => ("row", "rows"),
    };
}
