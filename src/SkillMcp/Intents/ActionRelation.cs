namespace SkillMcp.Intents;

/// <summary>How what a procedure does is related to what is asked for.</summary>
enum ActionRelation
{
    /// <summary>One of the two is not known.</summary>
    Unknown,
    Same,

    /// <summary>Another word that is often said for the same.</summary>
    Alike,

    /// <summary>Another thing that may be meant by the same: nothing is known against it.</summary>
    Related,

    /// <summary>The procedure does it on its way to something else.</summary>
    PartOf,
    Other,
    Opposite,
}
