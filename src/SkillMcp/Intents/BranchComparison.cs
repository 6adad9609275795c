namespace SkillMcp.Intents;

/// <summary>Whether a task is to be done on the branch that a procedure works on: what pushes to main does not push to release.</summary>
static class BranchComparison
{
    // "of the remote main branch"
    const int MaxWordsBefore = 4;

    // What a branch name begins with that says where a copy of it is.
    static readonly string[] Remotes = ["origin", "upstream", "refs", "heads", "remotes"];

    /// <summary>The branch of the procedure and the one that is asked for; null if nothing is known to differ.</summary>
    public static (string Does, string Asked)? Between(Intent asked, Intent does)
    {
        var wanted = BranchesIn(asked.Wording);
        if (wanted.Count == 0 || does.IsBroad || !does.Says("git") && !does.Says("branch"))
        {
            return null;
        }
        var ours = BranchesIn(does.Wording).Where(branch => !IsLeftOpen(branch.Role, does)).ToLookup(branch => branch.Role);
        foreach (var theirs in wanted.GroupBy(branch => branch.Role))
        {
            var own = ours[theirs.Key].ToList();
            if (own.Count > 0 && !theirs.Any(branch => own.Exists(other => other.Name == branch.Name)))
            {
                return (own[0].Text, theirs.First().Text);
            }
        }
        return null;
    }

    /// <summary>Whether a parameter says which branch it is: "merge the hotfix branch" where {branch} is merged.</summary>
    static bool IsLeftOpen(string role, Intent does) => role switch
    {
        "to" => does.Slots.Contains("base") || does.Slots.Contains("target"),
        "from" => does.Slots.Contains("source"),
        _ => does.Slots.Contains("branch"),
    };

    static List<Branch> BranchesIn(IReadOnlyList<Token> tokens)
    {
        var branches = new List<Branch>();
        for (var at = 1; at < tokens.Count; at++)
        {
            if (NameOf(tokens[at]) is not { } name)
            {
                continue;
            }
            var isCalled = at + 1 < tokens.Count && tokens[at].Break == Break.None && tokens[at + 1].Lower == "branch";
            var role = RoleAt(tokens, at);
            if (isCalled || tokens[at].Lower.Contains('/') || IsEnd(tokens, at) && (role.Length > 0 || at == 1))
            {
                branches.Add(new Branch(role, name, isCalled ? $"the {tokens[at].Text} branch" : tokens[at].Text));
            }
        }
        return branches;
    }

    /// <summary>What all names of a branch have in common: "release" of release/2.4 and origin/release.</summary>
    static string? NameOf(Token token)
    {
        var first = token.Lower.Split('/').FirstOrDefault(part => !Remotes.Contains(part), "");
        return English.Branches.GetValueOrDefault(first);
    }

    /// <summary>Whether nothing follows that the word would be said of: "into release 2.4", but not "to release notes".</summary>
    static bool IsEnd(IReadOnlyList<Token> tokens, int at) => at + 1 == tokens.Count || tokens[at].Break != Break.None
        || tokens[at + 1].IsName || English.IsFunctionWord(tokens[at + 1].Lower);

    /// <summary>"to" for where something goes, "from" for where it is taken; empty for the branch that something is done to.</summary>
    static string RoleAt(IReadOnlyList<Token> tokens, int at)
    {
        for (var before = at - 1; before >= 0 && at - before <= MaxWordsBefore && tokens[before].Break == Break.None; before--)
        {
            switch (tokens[before].Lower)
            {
                case "to" or "into" or "onto" or "on" or "in" or "against" or "with":
                    return "to";
                case "from" or "off":
                    return "from";
                case var word when !Remotes.Contains(word) && !English.Determiners.Contains(word) && !English.Adjectives.Contains(word):
                    return "";
            }
        }
        return "";
    }

    /// <param name="Role">What it is to what is done.</param>
    /// <param name="Name">What all its names have in common.</param>
    /// <param name="Text">As it is written.</param>
    readonly record struct Branch(string Role, string Name, string Text);
}
