namespace SkillMcp.Packaging;

/// <summary>A text of JSON, to be read before the next item is asked for.</summary>
sealed record JsonItem(string Place, Stream Stream) : SourceItem(Place);
