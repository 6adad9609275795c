namespace SkillMcp.Admissions;

/// <summary>A submission with the document of a skill and the files beside it.</summary>
interface IWithFiles
{
    Procedure Procedure { get; }

    /// <summary>The contents of the files, by digest; those that are stored already may be missing.</summary>
    IReadOnlyDictionary<string, ReadOnlyMemory<byte>> Contents { get; }
}
