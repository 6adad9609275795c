namespace SkillMcp.Checks;

/// <summary>What shows that a procedure has done what it is for, and changes nothing itself.</summary>
abstract record Check
{
    /// <summary>What is asked and what the answer must be, in one line, such as <c>pytest -q: exit code 0</c>.</summary>
    public abstract string Text { get; }
}
