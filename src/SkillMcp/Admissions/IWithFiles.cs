namespace SkillMcp.Admissions;

/// <summary>A submission that brings the document of a skill and the files beside it.</summary>
public interface IWithFiles
{
    Procedure Procedure { get; }

    /// <summary>What the files hold, by digest; those that are stored already may be missing.</summary>
    IReadOnlyDictionary<string, ReadOnlyMemory<byte>> Contents { get; }
}
