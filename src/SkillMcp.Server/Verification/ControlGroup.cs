using System.Globalization;

namespace SkillMcp.Server.Verification;

/// <summary>
/// A control group that bounds how many processes there are. The kernel does not bound root's by RLIMIT_NPROC, in no namespace of users.
/// </summary>
sealed class ControlGroup : IAsyncDisposable
{
    // What sets the sandbox up counts too.
    const int OfTheSandbox = 8;
    const int MaxTries = 1000;
    const string Prefix = "skillmcp-";

    static readonly TimeSpan BetweenTries = TimeSpan.FromMilliseconds(2);

    readonly string folder;

    ControlGroup(string folder) => this.folder = folder;

    /// <summary>The file that a process enters the group by.</summary>
    public string Entrance => Path.Combine(folder, "cgroup.procs");

    /// <exception cref="SkillException">This machine lets no group be made.</exception>
    public static ControlGroup Create(int processes)
    {
        foreach (var parent in Parents())
        {
            var folder = Path.Combine(parent, $"{Prefix}{Environment.ProcessId}-{Guid.NewGuid():N}");
            if (TryCreate(folder, processes + OfTheSandbox))
            {
                RemoveAbandoned(parent);
                return new ControlGroup(folder);
            }
        }
        throw new SkillException(
            "As root, processes can only be bounded by a control group (pids), and none can be made here: run skillmcp as another user.");
    }

    /// <summary>Removes the group once the last of its processes has ended.</summary>
    public async ValueTask DisposeAsync()
    {
        for (var tries = 0; !TryRemove(folder); tries++)
        {
            if (tries == MaxTries)
            {
                throw new SkillException($"Processes of a sandbox go on in {folder}: end them by hand.");
            }
            await Task.Delay(BetweenTries);
        }
    }

    static bool TryCreate(string folder, int processes)
    {
        try
        {
            Directory.CreateDirectory(folder);
            File.WriteAllText(Path.Combine(folder, "pids.max"), processes.ToString(CultureInfo.InvariantCulture));
            return true;
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            TryRemove(folder);
            return false;
        }
    }

    /// <summary>Removes the groups of servers that were ended in the middle of a run. One in which something runs stays.</summary>
    static void RemoveAbandoned(string parent)
    {
        foreach (var folder in Directory.EnumerateDirectories(parent, $"{Prefix}*"))
        {
            if (!Directory.Exists($"/proc/{Path.GetFileName(folder).Split('-')[1]}"))
            {
                TryRemove(folder);
            }
        }
    }

    static bool TryRemove(string folder)
    {
        try
        {
            if (Directory.Exists(folder))
            {
                Directory.Delete(folder);
            }
            return true;
        }
        catch (Exception busy) when (busy is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <summary>Where a group may be made, in the order in which to try: in the own group, beside it, at the top.</summary>
    static IEnumerable<string> Parents()
    {
        foreach (var mount in Mounts())
        {
            var own = Path.Join(mount.Folder, mount.Group);
            yield return own;
            yield return Path.GetDirectoryName(own) ?? mount.Folder;
            yield return mount.Folder;
        }
    }

    /// <summary>Where the groups that bound processes are mounted, and which is this process's own.</summary>
    static IEnumerable<(string Folder, string Group)> Mounts()
    {
        var groups = File.ReadLines("/proc/self/cgroup").Select(line => line.Split(':', 3)).ToList();
        foreach (var line in File.ReadLines("/proc/self/mountinfo"))
        {
            var (mount, kind) = (line.Split(" - ")[0].Split(' '), line.Split(" - ")[^1].Split(' '));
            var controller = kind[0] switch
            {
                "cgroup2" => "",
                "cgroup" when kind[^1].Split(',').Contains("pids") => "pids",
                _ => null,
            };
            var group = groups.FirstOrDefault(entry => controller is not null && entry[1].Split(',').Contains(controller));
            if (group is not null)
            {
                yield return (mount[4], group[2]);
            }
        }
    }
}
