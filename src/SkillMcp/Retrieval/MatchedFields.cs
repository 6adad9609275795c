namespace SkillMcp.Retrieval;

/// <summary>The fields of a skill that hold a word of a query.</summary>
[Flags]
enum MatchedFields
{
    None = 0,
    Name = 1,
    Description = 2,
    Tags = 4,
    Steps = 8,
    Tasks = 16,

    /// <summary>What says in a few words what the skill is for.</summary>
    Title = Name | Description | Tags,

    /// <summary>What its author wrote; the tasks that it served are not its own.</summary>
    Own = Title | Steps,

    All = Own | Tasks,
}
