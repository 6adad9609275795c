using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace SkillMcp.Server.Clients;

/// <summary>What .NET does not tell of a file on Linux: what kind it is, without opening it, and whose.</summary>
/// <param name="IsRegular">Whether it is a file, and not a pipe, a socket or a device.</param>
/// <param name="Owner">The number of the user whose it is.</param>
sealed partial record UnixFile(bool IsRegular, uint Owner)
{
    // Of the Linux interface: statx and the layout of its result, which is the same on every processor.
    const int FromCurrentFolder = -100;
    const uint KindAndOwner = 0x1 | 0x8;
    const int OwnerOffset = 20;
    const int ModeOffset = 28;
    const int ResultLength = 256;
    const int KindMask = 0xF000;
    const int RegularKind = 0x8000;

    /// <summary>The number of the user that this process acts for.</summary>
    public static uint CurrentUser => GetEffectiveUser();

    /// <summary>Null where there is no file or the system does not tell.</summary>
    /// <param name="path">Its path. A link means what it leads to.</param>
    public static UnixFile? At(string path)
    {
        Span<byte> result = stackalloc byte[ResultLength];
        if (!OperatingSystem.IsLinux() || StatX(FromCurrentFolder, path, 0, KindAndOwner, result) != 0)
        {
            return null;
        }
        var kind = BinaryPrimitives.ReadUInt16LittleEndian(result[ModeOffset..]) & KindMask;
        return new UnixFile(kind == RegularKind, BinaryPrimitives.ReadUInt32LittleEndian(result[OwnerOffset..]));
    }

    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int StatX(int folder, string path, int flags, uint mask, Span<byte> result);

    [LibraryImport("libc", EntryPoint = "geteuid")]
    private static partial uint GetEffectiveUser();
}
