using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using SkillMcp.Server.Verification;

namespace SkillMcp.Tests.Verification;

/// <summary>
/// Attempts to reach what a sandbox keeps, and to take more than it gives. Each has to be harmless where it is not held, also to root:
/// a mistake in the sandbox must not turn them on the machine. So they ask whether they could, set what is set, and end by themselves.
/// </summary>
public sealed class SandboxProbeTests(SandboxUnderTest sandbox) : IClassFixture<SandboxUnderTest>, IDisposable
{
    const string Escaped = SandboxUnderTest.Escaped;

    static bool IsX64 => RuntimeInformation.OSArchitecture == Architecture.X64;

    // What it tries, and the command: it prints that it escaped, or else where it came to its end.
    public static TheoryData<string, string> Attempts => new()
    {
        { "name a host", "getent hosts example.com" },
        { "reach an outside address", "(exec 3<>/dev/tcp/192.0.2.1/80)" },
        { "find a network device", "grep -v -e 'Inter-' -e 'face' -e ' lo:' /proc/net/dev" },
        { "find sockets of services", "find /run /var/run -mindepth 1 2>/dev/null | grep ." },
        { "read the shadow file", "cat /etc/shadow" },
        { "list users of the machine", "grep -v -e ^root: -e ^sandbox: -e ^nobody: /etc/passwd" },
        { "read keys of the machine", "ls /etc/ssh /etc/ssl/private /etc/machine-id /etc/sudoers" },
        { "look into homes", "ls -A /root /home | grep -v -e '^$' -e '^/' -e '^sandbox$'" },
        { "write into the system", "test -w /usr -o -w / -o -w /etc -o -w /run -o -w /dev" },
        { "see other processes", "test \"$(ls /proc | grep -c '^[0-9]')\" -gt 12" },
        { "leave by the root of the first process", "ls /proc/1/root/root || ls /proc/1/root/sys" },
        {
            "see open files of the machine",
            "ls -l /proc/self/fd /proc/1/fd | grep -e '->' | grep -v -e pipe: -e /dev/null -e eventfd -e '-> /proc/' -e '-> /tmp/'"
        },
        { "set the kernel's patterns", "cat /proc/sys/kernel/core_pattern > /proc/sys/kernel/core_pattern" },
        { "write where keys of the kernel are pressed", ": >> /proc/sysrq-trigger" },
        { "read the memory of the kernel", "head -c 1 /proc/kcore || head -c 1 /dev/mem || head -c 1 /dev/kmsg || head -c 1 /proc/kmsg" },
        { "read what only root sees", "head -c 1 /proc/timer_list || head -c 1 /proc/kpageflags || head -c 1 /proc/slabinfo" },
        { "see the devices of the machine", "ls /sys/* || ls -A /dev | grep -E '^(sd|vd|nvme|loop|dm-|mem|kvm|fuse|net)'" },
        { "change the mode of a device", "chmod 666 /dev/null || chmod 666 /dev/tty" },
        {
            "gain privileges",
            "test \"$(grep -c -E '^(NoNewPrivs:.1|CapEff:.0+|CapPrm:.0+|Seccomp:.2)$' /proc/self/status)\" != 4"
        },
        { "become root by a setuid program", "su -c true root </dev/null || test -u /tmp -o \"$(id -u)\" = 0" },
        { "make namespaces", "unshare --user true || unshare --net true || unshare --mount true" },
        { "change the root", "chroot / true" },
        { "set the clock", "date -s \"@$(date +%s)\"" },
        { "name the machine", "hostname \"$(hostname)\"" },
        { "find a terminal", "test -t 0 -o -t 1 -o -t 2 || (: > /dev/tty)" },
        { "wait for a person", "read -r line" },
        { "leave the folder by its parent", "ls ../secret.txt ../skills.db" },
        { "link a program of the system into its folder", "ln /usr/bin/env probe" },
        { "find variables of the server", "tr '\\0' '\\n' < /proc/1/environ | grep -E '^(DOTNET|SKILLMCP_DATA|USER|SSH)'" },
    };

    // By number, on x86-64 and on aarch64: what it tries, its arguments, and the error that it is to get.
    public static TheoryData<string, int, int, string, int> Calls => new()
    {
        { "ptrace", 101, 117, "0, 0, 0, 0", 1 },
        { "process_vm_readv", 310, 270, "1, 0, 0, 0, 0, 0", 1 },
        { "setns", 308, 268, "0, 0", 1 },
        { "unshare", 272, 97, "0x10000000", 1 },
        { "clone with a namespace", 56, 220, "0x10000011, 0, 0, 0, 0", 1 },
        { "clone3", 435, 435, "0, 0", 38 },
        { "mount", 165, 40, "0, 0, 0, 0, 0", 1 },
        { "umount2", 166, 39, "0, 0", 1 },
        { "pivot_root", 155, 41, "0, 0", 1 },
        { "mknodat", 259, 33, "-100, 0, 0x6180, 0x800", 1 },
        { "fsopen", 430, 430, "0, 0", 1 },
        { "bpf", 321, 280, "0, 0, 0", 1 },
        { "perf_event_open", 298, 241, "0, 0, -1, -1, 0", 1 },
        { "keyctl", 250, 219, "0, -3, 0, 0, 0", 1 },
        { "add_key", 248, 217, "0, 0, 0, 0, -3", 1 },
        { "userfaultfd", 323, 282, "1", 1 },
        { "io_uring_setup", 425, 425, "1, 0", 1 },
        { "open_by_handle_at", 304, 265, "0, 0, 0", 1 },
        { "kexec_load", 246, 104, "0, 1000, 0, 0", 1 },
        { "init_module", 175, 105, "0, 0, 0", 1 },
        { "memfd_create", 319, 279, "0, 0", 38 },
        { "shmget", 29, 194, "0, 4096, 0x200", 38 },
        { "a netlink socket", 41, 198, "16, 3, 0", 97 },
        { "a packet socket", 41, 198, "17, 3, 0", 97 },
        { "a raw socket", 41, 198, "2, 3, 1", 1 },
        { "what types into a terminal", 16, 29, "0, 0x5412, 0", 1 },
    };

    // What one attempt wrote is no trace of the next.
    public void Dispose() => sandbox.EmptyWork();

    [Theory]
    [MemberData(nameof(Attempts))]
    public async Task It_cannot(string attempt, string command)
    {
        Assert.SkipWhen(attempt == "name a host" && !File.Exists("/usr/bin/getent"), "There is no getent.");
        var result = await sandbox.RunAsync(
            $"if {{ {command}; }} >/tmp/out 2>/tmp/err; then cat /tmp/out; echo {Escaped}; else echo held; fi");

        Assert.DoesNotContain(Escaped, string.Join('\n', result.Output.First));
        Assert.Equal("held", result.Output.First[^1]);
    }

    [Theory]
    [MemberData(nameof(Calls))]
    public async Task The_kernel_refuses_it(string call, int x64, int arm64, string arguments, int error)
    {
        Assert.SkipUnless(File.Exists("/usr/bin/perl"), $"There is no perl to try {call} with.");
        var number = IsX64 ? x64 : arm64;
        var result = await sandbox.RunAsync($"perl -e '$r = syscall({number}, {arguments}); print $r, \" \", $! + 0, \"\\n\"'");

        Assert.Equal([$"-1 {error}"], result.Output.First);
    }

    [Fact]
    public async Task A_server_on_this_machine_cannot_be_reached()
    {
        using var tcp = new TcpListener(IPAddress.Loopback, 0);
        using var udp = new UdpClient(new IPEndPoint(IPAddress.Loopback, 0));
        tcp.Start();
        var (tcpPort, udpPort) = (((IPEndPoint)tcp.LocalEndpoint).Port, ((IPEndPoint)udp.Client.LocalEndPoint!).Port);

        var result = await sandbox.RunAsync(
            $"(exec 3<>/dev/tcp/127.0.0.1/{tcpPort}) && echo {Escaped}; (echo probe > /dev/udp/127.0.0.1/{udpPort}); echo held");

        Assert.DoesNotContain(Escaped, result.Output.First);
        Assert.Equal("held", result.Output.First[^1]);
        Assert.Equal((false, 0), (tcp.Pending(), udp.Available));
    }

    [Fact]
    public async Task A_socket_of_another_program_cannot_be_reached()
    {
        Assert.SkipUnless(File.Exists("/usr/bin/perl"), "There is no perl to connect with.");
        var name = $"skillmcp-{Guid.NewGuid():N}";
        using var named = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        using var abstracted = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        named.Bind(new UnixDomainSocketEndPoint(sandbox.Folder["socket"]));
        abstracted.Bind(new UnixDomainSocketEndPoint($"\0{name}"));
        named.Listen();
        abstracted.Listen();

        var result = await sandbox.RunAsync(
            $$"""
            perl -MSocket -e 'for my $path ("{{sandbox.Folder["socket"]}}", "\0{{name}}") {
                socket(my $s, AF_UNIX, SOCK_STREAM, 0) or die $!;
                print connect($s, pack_sockaddr_un($path)) ? "{{Escaped}}" : "held", "\n";
            }'
            """);

        Assert.Equal(["held", "held"], result.Output.First);
    }

    [Fact]
    public async Task A_link_does_not_lead_out_of_the_folder()
    {
        Directory.CreateSymbolicLink(Path.Combine(sandbox.Work, "link"), sandbox.Secret);
        Directory.CreateSymbolicLink(Path.Combine(sandbox.Work, "root"), "/");

        var result = await sandbox.RunAsync($"cat link; cat root{sandbox.Secret}; ls root{sandbox.Folder.Path}");

        Assert.DoesNotContain(Escaped, string.Join('\n', result.Output.First));
        Assert.Equal("work", result.Output.First[^1]);
    }

    [Fact]
    public async Task Another_process_cannot_be_signalled()
    {
        var result = await sandbox.RunAsync($"kill -0 {Environment.ProcessId} && echo {Escaped}; echo held");

        Assert.DoesNotContain(Escaped, string.Join('\n', result.Output.First));
    }

    [Fact]
    public async Task No_file_is_made_that_runs_as_its_owner()
    {
        var result = await sandbox.RunAsync("touch probe; chmod u+s probe; chmod 4755 probe; ls -l probe | cut -c 1-10", Writable);

        Assert.Equal("-rw-r--r--", result.Output.First[^1]);
    }

    [Fact]
    public async Task What_it_writes_in_its_folder_stays_there()
    {
        var result = await sandbox.RunAsync("echo written > file; rm -rf ../work; ls -A", Writable);

        Assert.Empty(Directory.EnumerateFiles(sandbox.Work, "file"));
        Assert.True(Directory.Exists(sandbox.Work));
        Assert.NotEqual(0, result.Output.Length);
    }

    [Fact]
    public async Task A_folder_to_read_is_not_written()
    {
        var result = await sandbox.RunAsync("touch probe; echo $?");

        Assert.NotEqual("0", result.Output.First[^1]);
        Assert.False(File.Exists(Path.Combine(sandbox.Work, "probe")));
    }

    [Fact]
    public async Task Forks_are_bounded()
    {
        var result = await sandbox.RunAsync(
            "for i in $(seq 400); do (sleep 3; exit) & done 2>/dev/null; ls /proc | grep -c '^[0-9]'",
            run => run with { Limits = run.Limits with { Processes = 64 } });

        Assert.True(result.ExitCode != 0 || int.Parse(result.Output.First[^1]) <= 80, string.Join('\n', result.Output.First));
    }

    [Fact]
    public async Task A_fork_bomb_ends()
    {
        // Of 1,000 processes at the most, and each ends.
        var result = await sandbox.RunAsync(
            "bomb() { [ $1 = 0 ] && { sleep 3; return; }; bomb $(($1 - 1)) & bomb $(($1 - 1)) & wait; }; bomb 9 2>/dev/null; sleep 20",
            run => run with { Limits = run.Limits with { Processes = 64, Time = TimeSpan.FromSeconds(1) } });

        Assert.True(result.TimedOut || result.ExitCode != 0);
    }

    [Fact]
    public async Task The_memory_of_a_process_is_bounded()
    {
        Assert.SkipUnless(File.Exists("/usr/bin/perl"), "There is no perl to fill the memory with.");
        var result = await sandbox.RunAsync($"perl -e '$x = \"x\" x (400 << 20); print \"{Escaped}\\n\"'", Small);

        Assert.DoesNotContain(Escaped, result.Output.First);
        Assert.True(result.ExitCode != 0 || result.LimitHit == SandboxLimit.Memory);
    }

    [Fact]
    public async Task The_memory_of_all_processes_is_bounded()
    {
        Assert.SkipUnless(File.Exists("/usr/bin/perl"), "There is no perl to fill the memory with.");
        var result = await sandbox.RunAsync("for i in 1 2 3 4 5; do perl -e '$x = \"x\" x (20 << 20); sleep 20' & done; wait", Small);

        Assert.Equal(SandboxLimit.Memory, result.LimitHit);
    }

    [Theory]
    [InlineData("/tmp")]
    [InlineData("/dev/shm")]
    [InlineData("/home/sandbox")]
    public async Task A_private_folder_fills_up(string folder)
    {
        var result = await sandbox.RunAsync($"for i in $(seq 30); do head -c 4000000 /dev/zero > {folder}/$i || exit 7; done", Small);

        Assert.Equal(7, result.ExitCode);
    }

    [Fact]
    public async Task A_folder_to_write_does_not_fill_the_disk()
    {
        try
        {
            var result = await sandbox.RunAsync(
                "for i in $(seq 60); do head -c 4000000 /dev/zero > fill$i; sleep 0.02; done; sleep 1", run => Writable(Small(run)));

            Assert.Equal(SandboxLimit.Disk, result.LimitHit);
        }
        finally
        {
            Array.ForEach(Directory.GetFiles(sandbox.Work, "fill*"), File.Delete);
        }
    }

    [Fact]
    public async Task The_size_of_a_file_is_bounded()
    {
        var result = await sandbox.RunAsync(
            "head -c 20000000 /dev/zero > /tmp/file", run => run with { Limits = run.Limits with { FileSize = 1 << 20 } });

        Assert.Equal(SandboxLimit.FileSize, result.LimitHit);
    }

    [Fact]
    public async Task Open_files_are_bounded()
    {
        var result = await sandbox.RunAsync(
            "for i in $(seq 10 80); do eval \"exec $i</dev/null\" || exit 7; done",
            run => run with { Limits = run.Limits with { OpenFiles = 40 } });

        Assert.NotEqual(0, result.ExitCode);
    }

    [Fact]
    public async Task A_gigabyte_of_output_ends()
    {
        var result = await sandbox.RunAsync("yes | head -c 1000000000");

        Assert.Equal(SandboxLimit.Output, result.LimitHit);
        Assert.InRange(result.Output.First.Concat(result.Output.Last).Sum(line => line.Length), 1, 100_000);
    }

    [Fact]
    public async Task A_command_without_an_end_is_ended()
    {
        var result = await sandbox.RunAsync(
            "trap '' TERM INT HUP; while :; do sleep 1; done",
            run => run with { Limits = run.Limits with { Time = TimeSpan.FromSeconds(1) } });

        Assert.True(result.TimedOut);
        Assert.InRange(result.Duration, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(3));
    }

    [Fact]
    public async Task The_processor_is_not_kept_busy()
    {
        var result = await sandbox.RunAsync(
            "while :; do :; done", run => run with { Limits = run.Limits with { ProcessorTime = TimeSpan.FromSeconds(1) } });

        Assert.True(result.LimitHit == SandboxLimit.ProcessorTime || result.Signal == 9, $"{result.ExitCode} {result.LimitHit}");
    }

    [Fact]
    public async Task What_goes_on_in_the_background_ends_with_the_command()
    {
        var result = await sandbox.RunAsync(
            "setsid sh -c 'trap \"\" HUP TERM; exec sleep 30' </dev/null >/dev/null 2>&1 & (sleep 30 &) ; echo done");

        Assert.Equal(["done"], result.Output.First);
        Assert.InRange(result.Duration, TimeSpan.Zero, TimeSpan.FromSeconds(3));
    }

    [Fact]
    public async Task Only_the_named_variables_are_handed_on()
    {
        Environment.SetEnvironmentVariable("SKILLMCP_PROBE_SECRET", Escaped);
        var result = await sandbox.RunAsync("env | grep -v -e ^_= -e ^SHLVL= -e ^PWD= -e ^OLDPWD= | cut -d = -f 1 | sort");

        Assert.Equal(["HOME", "LANG", "PATH", "SKILLMCP_PROBE"], result.Output.First);
    }

    static SandboxedRun Writable(SandboxedRun run) => run with { Folder = run.Folder with { IsWritable = true } };

    static SandboxedRun Small(SandboxedRun run) =>
        run with { Limits = run.Limits with { Memory = 64 << 20, Disk = 32 << 20, FileSize = 8 << 20 } };
}
