namespace SkillMcp.Packaging;

/// <summary>How much the way in which texts are written says that they are steps, in points of a <see cref="StepCandidate"/>.</summary>
static class StepForm
{
    /// <summary>"## Step 1: Build", "## Phase 1".</summary>
    public const double CountedHeadings = 7;

    /// <summary>"### 1. Build", "**1. Build**".</summary>
    public const double NumberedHeadings = 4;
    public const double NumberedList = 3.5;

    /// <summary>A table whose first column is that of the steps or phases.</summary>
    public const double TableOfPhases = 3.6;

    /// <summary>Numbered lists of several parts of a procedure, which are more of it than each alone.</summary>
    public const double ListsOfParts = 4.5;

    /// <summary>A numbered list within a block of code.</summary>
    public const double ListInCode = 3;

    /// <summary>Commands below comments that are numbered.</summary>
    public const double Script = 2.9;
    public const double Headings = 1;

    /// <summary>Headings of the parts of a procedure, each with its commands.</summary>
    public const double HeadingsOfCommands = 1.1;
    public const double Bullets = 0.5;

    /// <summary>Commands one below the other, as a text shows them that says how they are used.</summary>
    public const double Commands = 0.4;

    /// <summary>The same under "Run:".</summary>
    public const double AskedCommands = 2.4;
    public const double Paragraphs = 0;

    /// <summary>Paragraphs, where the text is nothing else.</summary>
    public const double WholeText = 3;
}
