using System.Buffers.Binary;
using System.Runtime.InteropServices;
using SkillMcp.Server.Verification;

namespace SkillMcp.Tests.Verification;

/// <summary>Runs the filter as the kernel does, for both architectures.</summary>
public sealed class SeccompFilterTests
{
    const uint Allow = 0x7FFF0000;
    const uint Kill = 0x80000000;
    const uint NotPermitted = 0x00050001;
    const uint NotImplemented = 0x00050026;
    const uint FamilyNotSupported = 0x00050061;
    const uint X64 = 0xC000003E;
    const uint Arm64 = 0xC00000B7;

    [Theory]
    // read, write, execve, futex, clock_gettime
    [InlineData(0, 63), InlineData(1, 64), InlineData(59, 221), InlineData(202, 98), InlineData(228, 113)]
    public void What_programs_need_is_allowed(uint x64, uint arm64) => AssertBoth(Allow, x64, arm64, 1, 2, 3);

    [Theory]
    // ptrace, mount, umount2, setns, unshare, bpf, keyctl, io_uring_setup
    [InlineData(101, 117), InlineData(165, 40), InlineData(166, 39), InlineData(308, 268), InlineData(272, 97), InlineData(321, 280)]
    [InlineData(250, 219), InlineData(425, 425)]
    public void What_reaches_further_is_not_permitted(uint x64, uint arm64) => AssertBoth(NotPermitted, x64, arm64, 0);

    [Fact]
    public void What_hides_its_arguments_is_missing() => AssertBoth(NotImplemented, 435, 435, 0);

    [Fact]
    public void A_thread_is_made_and_a_namespace_is_not()
    {
        AssertBoth(Allow, 56, 220, 0x3D0F00);
        AssertBoth(NotPermitted, 56, 220, 0x10000011);
    }

    [Fact]
    public void Only_sockets_of_the_own_machine_are_made()
    {
        AssertBoth(Allow, 41, 198, 1);
        AssertBoth(Allow, 41, 198, 2);
        AssertBoth(Allow, 41, 198, 10);
        AssertBoth(FamilyNotSupported, 41, 198, 16);
        AssertBoth(FamilyNotSupported, 41, 198, 40);
    }

    [Fact]
    public void A_terminal_is_asked_and_not_typed_into()
    {
        AssertBoth(Allow, 16, 29, 0, 0x5401);
        AssertBoth(NotPermitted, 16, 29, 0, 0x5412);
        // The kernel only looks at the lower half.
        AssertBoth(NotPermitted, 16, 29, 0, 0x1_0000_5412);
    }

    [Fact]
    public void A_mode_is_set_but_not_one_that_runs_as_the_owner()
    {
        AssertBoth(Allow, 91, 52, 3, 0x1ED);
        AssertBoth(NotPermitted, 91, 52, 3, 0x9ED);
        AssertBoth(NotPermitted, 268, 53, 0, 0, 0x5ED);
        AssertBoth(Allow, 257, 56, 0, 0, 0x41, 0x1A4);
        AssertBoth(NotPermitted, 257, 56, 0, 0, 0x41, 0x9ED);
        // Without O_CREAT the mode is whatever was in the register.
        AssertBoth(Allow, 257, 56, 0, 0, 0, 0x9ED);
    }

    [Fact]
    public void Calls_of_another_architecture_end_the_process()
    {
        Assert.Equal(Kill, Answer(Architecture.X64, 0x40000003, 1));
        Assert.Equal(Kill, Answer(Architecture.Arm64, X64, 1));
        Assert.Equal(Kill, Answer(Architecture.X64, X64, 0x40000001));
    }

    static void AssertBoth(uint expected, uint x64, uint arm64, params ulong[] arguments)
    {
        Assert.Equal(expected, Answer(Architecture.X64, X64, x64, arguments));
        Assert.Equal(expected, Answer(Architecture.Arm64, Arm64, arm64, arguments));
    }

    static uint Answer(Architecture filter, uint architecture, uint number, params ulong[] arguments)
    {
        var program = SeccompFilter.For(filter);
        var data = new byte[64];
        BinaryPrimitives.WriteUInt32LittleEndian(data, number);
        BinaryPrimitives.WriteUInt32LittleEndian(data.AsSpan(4), architecture);
        foreach (var (at, argument) in arguments.Index())
        {
            BinaryPrimitives.WriteUInt64LittleEndian(data.AsSpan(16 + at * 8), argument);
        }
        var loaded = 0u;
        for (var at = 0; ; at++)
        {
            var instruction = program.AsSpan(at * 8, 8);
            var operand = BinaryPrimitives.ReadUInt32LittleEndian(instruction[4..]);
            int Jump(bool isTrue, ReadOnlySpan<byte> code) => isTrue ? code[2] : code[3];
            switch (BinaryPrimitives.ReadUInt16LittleEndian(instruction))
            {
                case 0x20:
                    loaded = BinaryPrimitives.ReadUInt32LittleEndian(data.AsSpan((int)operand));
                    break;
                case 0x15:
                    at += Jump(loaded == operand, instruction);
                    break;
                case 0x35:
                    at += Jump(loaded >= operand, instruction);
                    break;
                case 0x45:
                    at += Jump((loaded & operand) != 0, instruction);
                    break;
                case 0x06:
                    return operand;
                default:
                    throw new InvalidOperationException($"Instruction {at} is unknown.");
            }
        }
    }
}
