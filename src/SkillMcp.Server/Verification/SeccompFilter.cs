using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace SkillMcp.Server.Verification;

/// <summary>
/// The program by which the kernel judges each call of a sandboxed process: what reaches into other processes, into the kernel or
/// into namespaces is refused, and so is what would make a file run as its owner.
/// </summary>
sealed class SeccompFilter
{
    // What the kernel lays before the program: the number of the call, the architecture, and from here the arguments.
    const int NumberOffset = 0;
    const int ArchitectureOffset = 4;
    const int ArgumentsOffset = 16;
    const int ArgumentLength = 8;

    const uint X64Architecture = 0xC000003E;
    const uint Arm64Architecture = 0xC00000B7;

    // Calls of the x32 interface carry this bit.
    const uint X32Bit = 0x40000000;

    // From linux/bpf_common.h: load a word, jump if equal, if at least, if any bit is set, and return.
    const ushort Load = 0x20;
    const ushort JumpIfEqual = 0x15;
    const ushort JumpIfAtLeast = 0x35;
    const ushort JumpIfAnyBit = 0x45;
    const ushort Return = 0x06;

    const uint Allow = 0x7FFF0000;
    const uint Kill = 0x80000000;
    const uint Error = 0x00050000;
    const uint NotPermitted = Error | 1;
    const uint NotImplemented = Error | 38;
    const uint FamilyNotSupported = Error | 97;

    // CLONE_NEWNS, NEWCGROUP, NEWUTS, NEWIPC, NEWUSER, NEWPID and NEWNET.
    const uint NamespaceFlags = 0x7E020000;
    const uint CreateFile = 0x40;
    const uint SetIdBits = 0xC00;

    // Types what a terminal then reads as if a person had typed it.
    const uint PushInput = 0x5412;
    const uint ConsoleInput = 0x541C;

    const uint UnixFamily = 1;
    const uint InternetFamily = 2;
    const uint Internet6Family = 10;

    static readonly SystemCall[] Refused =
    [
        // ptrace, process_vm_readv and _writev, process_madvise, pidfd_getfd, kcmp
        new(101, 117), new(310, 270), new(311, 271), new(440), new(438), new(312, 272),
        // mount, umount2, pivot_root, chroot, setns, unshare
        new(165, 40), new(166, 39), new(155, 41), new(161, 51), new(308, 268), new(272, 97),
        // open_tree, move_mount, fsopen, fsconfig, fsmount, fspick, mount_setattr, open_tree_attr
        new(428), new(429), new(430), new(431), new(432), new(433), new(442), new(467),
        // bpf, perf_event_open, userfaultfd, add_key, request_key, keyctl
        new(321, 280), new(298, 241), new(323, 282), new(248, 217), new(249, 218), new(250, 219),
        // kexec_load and kexec_file_load, init_module, finit_module, delete_module, reboot
        new(246, 104), new(320, 294), new(175, 105), new(313, 273), new(176, 106), new(169, 142),
        // io_uring_setup, _enter and _register
        new(425), new(426), new(427),
        // name_to_handle_at, open_by_handle_at, fanotify_init, lookup_dcookie, nfsservctl
        new(303, 264), new(304, 265), new(300, 262), new(212, 18), new(180, 42),
        // swapon, swapoff, syslog, acct, quotactl, quotactl_fd, vhangup, sethostname, setdomainname
        new(167, 224), new(168, 225), new(103, 116), new(163, 89), new(179, 60), new(443), new(153, 58), new(170, 161), new(171, 162),
        // settimeofday, clock_settime, clock_adjtime, adjtimex
        new(164, 170), new(227, 112), new(305, 266), new(159, 171),
        // iopl, ioperm, modify_ldt, uselib, sysfs, ustat, mknod
        new(172, -1), new(173, -1), new(154, -1), new(134, -1), new(139, -1), new(136, -1), new(133, -1),
        // mknodat, move_pages, migrate_pages
        new(259, 33), new(279, 239), new(256, 238),
    ];

    // Where these are missing, libraries do without: their arguments cannot be seen, or what they take is counted nowhere.
    static readonly SystemCall[] Missing =
    [
        // clone3, openat2, fchmodat2, setxattrat
        new(435), new(437), new(452), new(463),
        // memfd_create, memfd_secret, shmget
        new(319, 279), new(447), new(29, 194),
    ];

    // Which argument holds the mode of a file.
    static readonly (SystemCall Call, int Mode)[] Modes =
    [
        // chmod, fchmod, fchmodat, creat
        (new(90, -1), 1), (new(91, 52), 1), (new(268, 53), 2), (new(85, -1), 1),
    ];

    // Which argument holds the flags, and which the mode if a file is made.
    static readonly (SystemCall Call, int Flags, int Mode)[] Openings =
    [
        // open, openat
        (new(2, -1), 1, 2), (new(257, 56), 2, 3),
    ];

    readonly bool isX64;
    readonly List<(ushort Code, byte IfTrue, byte IfFalse, uint Operand)> program = [];

    SeccompFilter(Architecture architecture) => isX64 = architecture == Architecture.X64;

    /// <summary>Whether the calls of an architecture are known.</summary>
    public static bool Knows(Architecture architecture) => architecture is Architecture.X64 or Architecture.Arm64;

    /// <summary>The program in the form in which the kernel takes it.</summary>
    public static byte[] For(Architecture architecture)
    {
        var filter = new SeccompFilter(architecture);
        filter.Write();
        return filter.Assemble();
    }

    void Write()
    {
        Add(Load, ArchitectureOffset);
        ReturnUnless(JumpIfEqual, isX64 ? X64Architecture : Arm64Architecture, Kill);
        Add(Load, NumberOffset);
        if (isX64)
        {
            ReturnIf(JumpIfAtLeast, X32Bit, Kill);
        }
        Answer(Refused, NotPermitted);
        Answer(Missing, NotImplemented);
        foreach (var (call, mode) in Modes)
        {
            On(call, () => RefuseSetId(mode));
        }
        foreach (var (call, flags, mode) in Openings)
        {
            On(call, () => RefuseNewSetId(flags, mode));
        }
        On(new SystemCall(56, 220), () => RefuseIf(0, JumpIfAnyBit, NamespaceFlags));
        On(new SystemCall(16, 29), RefuseInput);
        On(new SystemCall(41, 198), RefuseFamilies);
        Add(Return, Allow);
    }

    void Answer(SystemCall[] calls, uint answer)
    {
        foreach (var number in calls.Select(NumberOf).Where(number => number >= 0))
        {
            ReturnIf(JumpIfEqual, (uint)number, answer);
        }
    }

    /// <summary>Writes what is asked of one call. It ends in an answer, so that the number needs not be loaded again.</summary>
    void On(SystemCall call, Action write)
    {
        var number = NumberOf(call);
        if (number < 0)
        {
            return;
        }
        var jump = program.Count;
        Add(JumpIfEqual, (uint)number);
        write();
        Add(Return, Allow);
        program[jump] = program[jump] with { IfFalse = checked((byte)(program.Count - jump - 1)) };
    }

    void RefuseSetId(int mode) => RefuseIf(mode, JumpIfAnyBit, SetIdBits);

    void RefuseNewSetId(int flags, int mode)
    {
        Add(Load, OffsetOf(flags));
        ReturnUnless(JumpIfAnyBit, CreateFile, Allow);
        RefuseSetId(mode);
    }

    void RefuseInput()
    {
        Add(Load, OffsetOf(1));
        ReturnIf(JumpIfEqual, PushInput, NotPermitted);
        ReturnIf(JumpIfEqual, ConsoleInput, NotPermitted);
    }

    /// <summary>Of the network, only what stays in the own and empty one.</summary>
    void RefuseFamilies()
    {
        Add(Load, OffsetOf(0));
        ReturnIf(JumpIfEqual, UnixFamily, Allow);
        ReturnIf(JumpIfEqual, InternetFamily, Allow);
        ReturnUnless(JumpIfEqual, Internet6Family, FamilyNotSupported);
    }

    void RefuseIf(int argument, ushort test, uint operand)
    {
        Add(Load, OffsetOf(argument));
        ReturnIf(test, operand, NotPermitted);
    }

    void ReturnIf(ushort test, uint operand, uint answer)
    {
        program.Add((test, 0, 1, operand));
        Add(Return, answer);
    }

    void ReturnUnless(ushort test, uint operand, uint answer)
    {
        program.Add((test, 1, 0, operand));
        Add(Return, answer);
    }

    void Add(ushort code, uint operand) => program.Add((code, 0, 0, operand));

    int NumberOf(SystemCall call) => isX64 ? call.X64 : call.Arm64;

    /// <summary>Where the lower half of an argument lies. No flag that is asked for is in the upper one.</summary>
    static uint OffsetOf(int argument) => (uint)(ArgumentsOffset + argument * ArgumentLength);

    byte[] Assemble()
    {
        const int Length = 8;
        var bytes = new byte[program.Count * Length];
        foreach (var (at, (code, ifTrue, ifFalse, operand)) in program.Index())
        {
            var instruction = bytes.AsSpan(at * Length, Length);
            BinaryPrimitives.WriteUInt16LittleEndian(instruction, code);
            instruction[2] = ifTrue;
            instruction[3] = ifFalse;
            BinaryPrimitives.WriteUInt32LittleEndian(instruction[4..], operand);
        }
        return bytes;
    }
}
