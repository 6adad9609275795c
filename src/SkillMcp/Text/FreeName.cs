namespace SkillMcp.Text;

/// <summary>Finds a name that nothing else has.</summary>
static class FreeName
{
    /// <summary>The name, or where it is taken, the first of its numbered forms that is not.</summary>
    /// <param name="name">The name that is wanted.</param>
    /// <param name="numbered">The form of the name with a number, from 2.</param>
    /// <param name="isTaken">Whether a name is taken.</param>
    public static string Of(string name, Func<int, string> numbered, Func<string, bool> isTaken)
    {
        var free = name;
        for (var number = 2; isTaken(free); number++)
        {
            free = numbered(number);
        }
        return free;
    }
}
