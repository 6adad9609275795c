namespace SkillMcp.Benchmarks.Retrieval;

/// <summary>A skill of a set.</summary>
sealed record SkillRow(string Id, string Name, string Description, string Category, string[] Tags, string[] Preconditions, string[] Steps)
{
    /// <summary>The row as a procedure: without a name it is called by its id, and texts that are too long are cut.</summary>
    public Procedure ToProcedure() => new Procedure
    {
        Title = Name.Length > 0 ? Name : Id,
        Description = Truncate.To(Description.Length > 0 ? Description : Name, Procedure.MaxDescriptionLength),
        Category = Category.Length > 0 ? Category : Procedure.General,
        Tags = Tags,
        Preconditions = Preconditions,
        Steps = [.. Steps.Where(step => step.Any(char.IsLetter)).Select(step => Step.Parse(Truncate.To(step, Step.MaxLength)))],
    }.WithParametersOfSteps();
}
