using SkillMcp.Server.Commands.Output;

namespace SkillMcp.Server.Commands.Transfer;

/// <summary>Asks a person in a terminal whether links out of what was named are followed, once for each folder that they lead to.</summary>
sealed class LinkQuestion
{
    readonly Dictionary<string, bool> answers = new(StringComparer.Ordinal);

    /// <summary>Whether a link is followed; not where no person can answer.</summary>
    /// <param name="target">What it leads to.</param>
    public bool MayFollow(string target)
    {
        if (!Terminal.CanAsk)
        {
            return false;
        }
        var folder = Path.GetDirectoryName(target) ?? target;
        if (!answers.TryGetValue(folder, out var answer))
        {
            answer = Terminal.Ask($"Links lead into {folder}, outside of what you named. Read what they lead to?", byDefault: false);
            answers[folder] = answer;
        }
        return answer;
    }
}
