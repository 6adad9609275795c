namespace SkillMcp.Packaging;

/// <summary>A zip, before it is opened.</summary>
sealed record ZipItem(string Place, Stream Stream) : SourceItem(Place);
