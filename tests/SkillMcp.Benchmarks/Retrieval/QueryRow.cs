namespace SkillMcp.Benchmarks.Retrieval;

/// <summary>A request and the skills that serve it; without any it is out of scope.</summary>
sealed record QueryRow(string Id, string Text, string[] Relevant);
