namespace SkillMcp.Formation;

/// <summary>What two runs have in common where one of them has a few steps more.</summary>
/// <param name="Generalization">The least general generalization of the steps that both have.</param>
/// <param name="StepsOfRun">All steps of the run, with the parameters of the generalization in place of its values.</param>
sealed record CommonSteps(LeastGeneralGeneralization Generalization, IReadOnlyList<Step> StepsOfRun);
