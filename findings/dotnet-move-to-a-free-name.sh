#!/usr/bin/env bash
# .NET 10 on Linux: File.Move(from, to) without overwrite does not claim a free name: of two that move a file there at once, both can
# succeed, and one file is lost. One would guess that the second is refused, as with link(2). Seen: where nothing is at the name, .NET looks
# and then renames. FileMode.CreateNew (O_EXCL) gives the name to one.
# Exits non-zero where that is no longer so.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
cat >finding.csproj <<'X'
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup>
    <OutputType>Exe</OutputType>
    <TargetFramework>net10.0</TargetFramework>
  </PropertyGroup>
</Project>
X
cat >Program.cs <<'X'
using System;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

var (moved, created) = (0, 0);
for (var round = 0; round < 1500; round++)
{
    moved += Both(n => { File.WriteAllText($"m{round}.{n}", ""); File.Move($"m{round}.{n}", $"m{round}"); });
    created += Both(_ => new FileStream($"c{round}", FileMode.CreateNew).Dispose());
}
Console.WriteLine($"both succeeded: moving {moved} times of 1500, creating {created}");
return moved > 0 && created == 0 ? 0 : 1;

static int Both(Action<int> take)
{
    using var start = new Barrier(2);
    var took = new[] { 0, 1 }.Select(n => Task.Factory.StartNew(() =>
    {
        start.SignalAndWait();
        try
        {
            take(n);
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }, TaskCreationOptions.LongRunning)).ToArray();
    return took.All(task => task.GetAwaiter().GetResult()) ? 1 : 0;
}
X
dotnet run
