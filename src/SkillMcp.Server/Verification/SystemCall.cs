namespace SkillMcp.Server.Verification;

/// <summary>A call of the Linux kernel by its numbers.</summary>
/// <param name="X64">Its number on x86-64; -1 where it does not exist.</param>
/// <param name="Arm64">Its number on aarch64; -1 where it does not exist.</param>
readonly record struct SystemCall(int X64, int Arm64)
{
    /// <summary>A call that came after the architectures agreed on numbers.</summary>
    public SystemCall(int number)
        : this(number, number)
    {
    }
}
