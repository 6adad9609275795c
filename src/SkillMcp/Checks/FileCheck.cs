namespace SkillMcp.Checks;

/// <summary>A file that must be there.</summary>
/// <param name="Path">Its path; a relative one is of the folder that is worked in.</param>
/// <param name="Content">What it must hold; null for anything.</param>
sealed record FileCheck(string Path, OutputPattern? Content = null) : Check
{
    public override string Text => $"{Path}: is there{OutputPattern.Behind(Content)}";
}
