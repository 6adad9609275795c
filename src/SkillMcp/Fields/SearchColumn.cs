namespace SkillMcp.Fields;

/// <summary>The part of <see cref="SearchText"/> that a field is searched in.</summary>
enum SearchColumn
{
    /// <summary>The field is not searched.</summary>
    None,
    Name,
    Description,
    Tags,
    Steps,
}
