using SkillMcp.Packaging;

namespace SkillMcp.Tests.Packaging;

/// <summary>What the steps of a skill are that its author did not write as this program writes them.</summary>
public sealed class StepExtractorTests
{
    const string Sentence = "A ticket has a title, a place and a state, and whoever wrote it may take it back while it is open. ";
    const string Long = Sentence + Sentence + Sentence + Sentence + Sentence + Sentence + Sentence + Sentence + Sentence + Sentence
        + Sentence + Sentence + Sentence + Sentence + Sentence + Sentence + Sentence + Sentence + Sentence + Sentence;

    [Theory]
    [InlineData("# Answer\n## The pattern\n```\n1. READ all of it\n2. CHECK each\n"
        + "3. ANSWER\n```\n## Forbidden\n**NEVER:**\n- \"Sure!\"\n- Go ahead\n",
        "READ all of it", "CHECK each", "ANSWER")]
    [InlineData("## Merging\n1. Open each\n2. Append the pages\n3. Save\n"
        + "## Next Steps\n- For tables see TABLES.md\n- For forms see FORMS.md\n",
        "Open each", "Append the pages", "Save")]
    [InlineData("## The Process\n1. Load the plan\n2. Run it\n## When to Revisit Earlier Steps\n"
        + "- The plan changes\n- The partner objects\n",
        "Load the plan", "Run it")]
    [InlineData("## Best Practices\n1. Use types\n2. Write tests\n3. Log less\n"
        + "## How to Request\n**1. Get the commits:**\n`git log`\n\n**2. Ask for a review:**\nWait.\n",
        "**1. Get the commits:**\n`git log`", "**2. Ask for a review:**\nWait.")]
    [InlineData("## Step 1: Look\nHere.\n## Step 2A: Full\nAll.\n## Step 2B: Part\n"
        + "Some.\n", "Look\n\nHere.", "Step 2A: Full\n\nAll.", "Step 2B: Part\n\nSome.")]
    [InlineData("## Best Practices\n### Workflow\n1. Use types\n2. Test it\n"
        + "## Checklist\n1. Read it\n2. Ask\n3. Answer\n", "Read it", "Ask", "Answer")]
    [InlineData("## Asking\nWhen asked for ideas:\n1. Ask for the budget\n"
        + "2. Suggest three\n3. Go on with one\n", "Ask for the budget", "Suggest three", "Go on with one")]
    [InlineData("Run the loop. Do **not** skip one.\n\n1. **Baseline.** Run the suite\n"
        + "2. Fix what broke\n", "**Baseline.** Run the suite", "Fix what broke")]
    [InlineData("## Common tasks\n### Extract text\nx\n### Merge files\n"
        + "y\n## Workflow\n1. Choose the tool\n2. Call it\n", "Choose the tool", "Call it")]
    [InlineData("## Shared framework\n### Phase 1 — Define\n1. **Size** — big\n2. **Age** — old\n### Phase 2 — Search\nAll.\n",
        "Phase 1 — Define\n\n1. **Size** — big\n2. **Age** — old", "Phase 2 — Search\n\nAll.")]
    [InlineData("Run the suite of $ARGUMENTS.\n", "Run the suite of {arguments}.")]
    // A list in one step is not the procedure.
    [InlineData("## Instructions\n### 1. Inventory\nCount.\n### 2. Plan\n1. Extract it\n2. Add a check\n3. Automate it\n"
        + "### 3. Prevention\nWatch.\n",
        "Inventory\n\nCount.", "Plan\n\n1. Extract it\n2. Add a check\n3. Automate it", "Prevention\n\nWatch.")]
    [InlineData("## Workflow\n| Step | What | How |\n|---|---|---|\n| 1 | Fetch the rows | `get` |\n| 2 | Check them | by hand |\n",
        "Fetch the rows: `get`", "Check them: by hand")]
    [InlineData("## Workflow\n```\nProgress:\n- [ ] Step 1: Read the plan\n- [ ] Step 2: Run it\n```\n", "Read the plan", "Run it")]
    [InlineData("## Artifact Root\nx\n### Phase 1: Frame\na\n### Phases 2-3: Check, and tell\nb\n",
        "Phase 1: Frame\n\na", "Phases 2-3: Check, and tell\n\nb")]
    [InlineData("## Step 1: Look\na\n## Step 1.5: Compare\nb\n## Step 2: Tell\nc\n", "Look\n\na", "Compare\n\nb", "Tell\n\nc")]
    // Parts of a procedure that are called by what they are about have the commands of each.
    [InlineData("## Overview\nIt ships.\n## Deployment procedure\n### Image\n```\nmake image\n```\n### Registry\n```\nmake push\n```\n",
        "Image\n\n```\nmake image\n```", "Registry\n\n```\nmake push\n```")]
    [InlineData("## Rollout\nPhases:\n| Phase | What |\n|---|---|\n| Canary | deploy to 5 % |\n| Full | deploy to all |\n",
        "Canary: deploy to 5 %", "Full: deploy to all")]
    [InlineData("## Quick Reference Card\n| Step | Action |\n|---|---|\n| 0 | Read the guide |\n| 1 | Branch |\n| 2 | Commit |\n",
        "Read the guide", "Branch", "Commit")]
    [InlineData("## Operating model\n1. Scope the site\n2. Map the questions\n3. Measure\n",
        "Scope the site", "Map the questions", "Measure")]
    // What one of its parts is about is no word on whether it is one.
    [InlineData("## Workflow\n### Gather the requirements\na\n### Draw it\nb\n### Measure the errors\nc\n",
        "Gather the requirements\n\na", "Draw it\n\nb", "Measure the errors\n\nc")]
    [InlineData("## Purpose\nIt moves rows.\n## Typical flow\n1. Open the source\n2. Copy the rows\n3. Close it\n",
        "Open the source", "Copy the rows", "Close it")]
    [InlineData("## Core workflow\nUse this order unless told otherwise:\n\n1. `crane login`\n2. `crane load`\n3. `crane lift`\n",
        "`crane login`", "`crane load`", "`crane lift`")]
    [InlineData("## The two-layer protocol\nBoth must hold.\n### Layer 1 — Ledger\na\n### Layer 2 — Cash\n"
        + "Where it is locked, workarounds in order of preference:\n1. Ask for the key\n2. Count it later\n3. Skip it\n",
        "Layer 1 — Ledger\n\na",
        "Layer 2 — Cash\n\nWhere it is locked, workarounds in order of preference:\n1. Ask for the key\n2. Count it later\n"
        + "3. Skip it")]
    [InlineData("## 1. Overview\nIt sorts.\n## 2. Core Workflow\n### 2.1 Discovery\na\n### 2.2 Sorting\nb\n## 3. Limits\nNone.\n",
        "2.1 Discovery\n\na", "2.2 Sorting\n\nb")]
    [InlineData("# Crane is stuck\n## Symptoms\nIt hangs.\n## Possible checks\nLook at the rope.\n## Resolution\nCut the power.\n",
        "Look at the rope.", "Cut the power.")]
    [InlineData("# Move\n## Summary\nIt moves rows.\n## Workflow\n1. Open the source\n2. Copy the rows\n## Recovery\nRestore the copy.\n",
        "Open the source", "Copy the rows")]
    [InlineData("## 概要\nx\n## 第一步：读取\n甲\n## 第二步：检查\n乙\n", "第一步：读取\n\n甲", "第二步：检查\n\n乙")]
    [InlineData("## 收到请求时\n1. **先阅读全部内容**。\n2. **理解背景**。\n3. **给出结论**。\n",
        "**先阅读全部内容**。", "**理解背景**。", "**给出结论**。")]
    // What any skill may ask for is not what this one is about, unless it asks for nothing else.
    [InlineData("## Instructions\n1. Clarify the goals and inputs\n2. Apply best practices\n3. Verify the outcome\n"
        + "## Response approach\n1. Measure the hull\n2. Draw the frames\n3. Cut the planks\n",
        "Measure the hull", "Draw the frames", "Cut the planks")]
    [InlineData("## Instructions\n1. Clarify the goals and inputs\n2. Apply best practices\n3. Verify the outcome\n"
        + "## Best practices\n1. Measure twice\n2. Label the frames\n3. Store planks flat\n",
        "Clarify the goals and inputs", "Apply best practices", "Verify the outcome")]
    [InlineData("## Release\nAll of it, in one go:\n```bash\n# 1. Build the image\nmake image\n\n# 2. Push it\nmake push\n```\n",
        "Build the image\n\n```\nmake image\n```", "Push it\n\n```\nmake push\n```")]
    public void They_are_what_the_text_tells_to_do(string body, params string[] steps) =>
        Assert.Equal(steps, Read(body).Steps.Select(step => step.Text));

    [Theory]
    [InlineData("- the image\n- the registry\n", "the image", "the registry")]
    [InlineData("- [ ] Build it\n- [x] Push it\n", "Build it", "Push it")]
    [InlineData("1. Build it\n2. TODO: say how\n3. …\n4. Push it\n", "Build it", "Push it")]
    [InlineData("| # | What | How |\n|:-:|---|---|\n| 1 | Build | `make` |\n| 2 | Push | `make push` |\n",
        "Build: `make`", "Push: `make push`")]
    [InlineData("What | How\n--- | ---\nBuild | make\nPush | make push\n", "Build: make", "Push: make push")]
    [InlineData("```bash\n# the image\nmake image\ndocker push \\\n  image\n```\n", "make image", "docker push \\\n  image")]
    [InlineData("```console\n$ make image\nbuilt in 3 s\n$ make push\n```\n", "make image", "make push")]
    [InlineData("```sh\nfor i in 1 2; do\n  make $i\ndone\n```\n", "for i in 1 2; do\n  make $i\ndone")]
    [InlineData("(1) Build the image.\n\n(2) Push it.\n", "Build the image.", "Push it.")]
    [InlineData("1\\. Build the image.\n\n2\\. Push it.\n", "Build the image.", "Push it.")]
    [InlineData("### Image\nx\n\n### Registry\ny\n", "Image\n\nx", "Registry\n\ny")]
    public void Whatever_its_author_calls_steps_goes_before_all_else(string below, params string[] steps)
    {
        var read = Read($"## Steps\n\n{below}\n## Ideas\n1. Run the numbers\n2. Write the docs\n3. Ask the team\n");
        Assert.Equal(steps, read.Steps.Select(step => step.Text));
        Assert.False(SkillMarkdown.AreStepsGuessed(read));
    }

    [Theory]
    [InlineData("It is built and pushed.\n")]
    [InlineData("1. TODO\n")]
    [InlineData("1. TBD\n2. …\n")]
    [InlineData("```python\nrun()\n```\n")]
    [InlineData("- Never push on a Friday\n- Don't skip the tests\n")]
    public void Where_nothing_can_be_a_step_below_that_heading_the_text_is_taken_without_steps(string below)
    {
        var read = Read($"## Steps\n\n{below}").Checked();
        Assert.Empty(read.Steps);
        Assert.EndsWith(below, read.Document);
    }

    [Theory]
    [InlineData("Run:\n\n    make image\n    vercel deploy\n")]
    [InlineData("Run these two:\n\n```\nmake image\nvercel deploy\n```\n")]
    [InlineData("Run:\nmake image\nvercel deploy\n")]
    [InlineData("Run:\n\nmake image\n\nvercel deploy\n")]
    [InlineData("Run:\n- make image\n- vercel deploy\n")]
    public void Commands_in_lines_of_their_own_are_steps_that_are_guessed(string body)
    {
        var read = Read(body);
        Assert.Equal(["make image", "vercel deploy"], read.Steps.Select(step => step.Text));
        Assert.True(SkillMarkdown.AreStepsGuessed(read));
    }

    [Theory]
    [InlineData("# Style\n## Naming\n- Constants in capitals\n- Short names\n## Best Practices\n1. Use types\n2. Write tests\n")]
    [InlineData("# Tool\n## Configuration\n- `addTests`: false\n- `level`: 3\n## Related\n- [other](other.md)\n")]
    [InlineData("# Tool\n## When to Use\n- Building services\n- You have a log\n## Examples\n1. Open the file\n2. Read it\n")]
    [InlineData("# Tool\n## Before you ask\n1. What is the goal?\n2. Who reads it?\n")]
    [InlineData("# Tool\n## Core Capabilities\n### 1. Structure\na\n### 2. Hardware\nb\n### 3. Wells\nc\n")]
    [InlineData("# Planner\n## Output\nSuch a plan:\n```\n1. Refactor the parser\n2. Test it\n3. Ship it\n```\n")]
    [InlineData("# Planner\n## Planning\nA plan looks like this:\n\n```\n1. Refactor the parser\n2. Test it\n3. Ship it\n```\n")]
    [InlineData("# Tool\n## Instructions\n- Keep answers short\n- Name the file\n- Never guess a number\n- Say what is missing\n")]
    [InlineData("# Tool\n## Steps\n1. To be added.\n2. TODO\n")]
    [InlineData("# Runbook\n## Background\nIt runs at night, and much depends on it.\n## Checking\n1. Check the disk\n")]
    [InlineData("# Admin\n## Workflow: add a user\n1. Open the list\n2. Add the name\n3. Save it\n"
        + "## Workflow: close the books\n1. Open the book\n2. Add the sums\n3. Save it\n")]
    [InlineData("# Style\n\nWrite short sentences. Use the active voice.\n")]
    [InlineData("# Build\n## Evaluation phases\n1. **Properties** - from the environment\n2. **Items** - from the project\n")]
    [InlineData("# Records\n## Alternative Lifecycle: Review Process\n1. Write it\n2. Read it\n3. Decide\n")]
    [InlineData("# Teams\n## Help\n| Stage | Focus |\n|---|---|\n| Forming | trust |\n| Storming | conflict |\n| Norming | autonomy |\n")]
    [InlineData("# Tool\n## Red Flags\n- Skip the review\n- Push to main\n")]
    [InlineData("# Tool\nIt has many options, and much depends on them.\n## Usage\n```bash\ntool --help\ntool --run x\n```\n")]
    [InlineData("# Tool\nThe layout:\n\n```\nsrc/\n  main.cs\n  rest.cs\n```\n")]
    [InlineData("# Tool\nA commit is named so:\n\n```\nfeat: a new thing\nfix: an old thing\n```\n")]
    [InlineData("# Tool\n\nnames are in lower case\nand so are folders\n")]
    // A detail of something that has many is not the procedure of the whole.
    [InlineData($"# Service\n## Endpoints\n{Long}\n### Mail check\n"
        + "#### Step 1: Send the mail\na\n#### Step 2: Enter the code\nb\n")]
    [InlineData($"# Service\n## Tickets\n{Long}\n## How to write a good ticket\n1. Name the place\n2. Add a photo\n3. Send it\n")]
    [InlineData($"# Service\n## Tickets\n{Long}\n## Setup\n1. Create an account\n2. Copy the key\n3. Store it\n")]
    [InlineData($"# Service\n## Tickets\n{Long}\n## Quick Start\n### Basic usage\n1. Create an account\n2. Copy the key\n")]
    [InlineData("# Service\n## Login\nx\n"
        + "```\n1. POST /login/start  { phone }\n2. POST /login/code  { code }\n3. POST /login/pin  { pin }\n```\n")]
    [InlineData("# Runtime\n## Usage Examples\nRun a box:\n```sh\nbox run a\n```\n\nStop a box:\n```sh\nbox stop a\n```\n"
        + "\nList them:\n```sh\nbox list\n```\n")]
    [InlineData("# Shop\n## Selling\n1. Open the shelf\n2. Set the price\n3. Save it\n## Buying\n"
        + "1. Open the cart\n2. Enter the code\n3. Pay it\n")]
    [InlineData("# Indexer\n## How It Works\n1. **Scan** - Reads the folder\n2. **Parse** - Builds a tree\n3. **Store** - Writes it\n")]
    [InlineData($"# Ledger\n## Accounts\n{Long}\n## Refund workflow\n1. Open the order\n2. Enter the sum\n3. Save it\n")]
    [InlineData("# Panel\n## The panel\nTo add a row:\n1. Open the menu\n2. Enter the row\n3. Save it\n\nTo drop a row:\n\n"
        + "1. Open the list\n2. Select the row\n3. Drop it\n")]
    [InlineData("# Review\n## Trace (sample)\n1. Read the log\n2. Add the rule\n3. Check the rule\n")]
    [InlineData("# Search\n## Activation system\n### Layer 1: Words\na\n### Layer 2: Patterns\nb\n### Layer 3: Meaning\nc\n")]
    [InlineData("# Login\n## Access\nUse one of:\n1. Read the token from the file\n2. Ask for a token\n3. Open the session\n")]
    public void A_text_that_tells_nothing_to_do_has_none_and_is_kept_whole(string body)
    {
        var read = Read(body).Checked();
        Assert.Empty(read.Steps);
        Assert.EndsWith(body, read.Document);
    }

    [Theory]
    [InlineData("## Workflow\n1. Build it\n2. Ship it\n", false)]
    [InlineData("## Step 1: Build\nx\n## Step 2: Ship\ny\n", false)]
    [InlineData("## Steps\n1. nothing in particular\n", false)]
    [InlineData("## Merging\n1. Open each\n2. Append the pages\n3. Save\n"
        + "## Notes\nThe pages may be many, and that takes its time.\n", true)]
    public void Whether_they_are_guessed_is_known(string body, bool areGuessed) =>
        Assert.Equal(areGuessed, SkillMarkdown.AreStepsGuessed(Read(body)));

    [Fact]
    public void Of_several_procedures_it_is_the_one_that_the_description_asks_for()
    {
        var body = "## Workflow: add a user\n1. Open the list\n2. Add the name\n"
            + "## Workflow: close the books\n1. Open the book\n2. Close it\n";
        var read = SkillMarkdown.Read($"---\nname: a\ndescription: Close the books at the end of a year\n---\n{body}");
        Assert.Equal(["Open the book", "Close it"], read.Steps.Select(step => step.Text));
    }

    [Fact]
    public void What_is_set_up_once_is_the_procedure_of_a_skill_that_sets_it_up()
    {
        var body = "## Background\n" + Sentence + Sentence + Sentence
            + "\n## Setup\n1. Create an account\n2. Copy the key\n3. Store it in the vault\n";
        var read = SkillMarkdown.Read($"---\nname: a\ndescription: Set up access to the tickets\n---\n{body}");
        Assert.Equal(["Create an account", "Copy the key", "Store it in the vault"], read.Steps.Select(step => step.Text));
        Assert.Empty(SkillMarkdown.Read($"---\nname: a\ndescription: Answer tickets\n---\n{body}").Steps);
    }

    [Fact]
    public void Guessed_steps_that_were_changed_are_guessed_no_longer()
    {
        var read = Read("## Merging\n1. Open each\n2. Append the pages\n"
        + "\nThe pages may be many, and that takes its time, as all things do here.\n");
        Assert.True(SkillMarkdown.AreStepsGuessed(read));
        Assert.False(SkillMarkdown.AreStepsGuessed(read with { Steps = [.. read.Steps.Take(1)] }));
    }

    [Fact]
    public void The_arguments_of_a_command_are_its_parameters()
    {
        var read = SkillMarkdown.Read("""
            ---
            name: fix
            description: Fix an issue
            argument-hint: [issue-number] <priority>
            ---
            ## Steps
            1. Run `gh issue view $1`
            2. Label it $2; it costs $1,000
            """);
        Assert.Equal(["Run `gh issue view {issue_number}`", "Label it {priority}; it costs $1,000"], read.Steps.Select(step => step.Text));
        Assert.Equal(["issue_number", "priority"], read.Parameters.Select(parameter => parameter.Name));
    }

    static Procedure Read(string body) => SkillMarkdown.Read($"---\nname: a\ndescription: b\n---\n{body}");
}
