namespace SkillMcp.Requests;

/// <summary>How a version says where it was imported from.</summary>
static class ImportPlace
{
    public const string Reason = "imported from ";
}
