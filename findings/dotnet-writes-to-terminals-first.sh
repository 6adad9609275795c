#!/usr/bin/env bash
# .NET 10 on Linux: a console program that writes to a terminal sends ESC [ ? 1 h ESC = (the cursor keys in application mode) before its
# first character, be it through Console.Out, Console.Error or the bare bytes of Console.OpenStandardOutput, and does not take it back at
# its end. One would guess that bytes which are written are all that is sent. Seen: the class Console sets the terminal up at first use;
# with TERM=dumb, or into a pipe, nothing is added. A test that reads a program through a terminal has to leave that out.
# Exits non-zero where that is no longer so. Needs script(1), of util-linux.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
cat >finding.csproj <<'P'
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup>
    <OutputType>Exe</OutputType>
    <TargetFramework>net10.0</TargetFramework>
  </PropertyGroup>
</Project>
P
cat >Program.cs <<'P'
using System;

using var output = Console.OpenStandardOutput();
output.Write("hello\n"u8);
P
dotnet build --output out --verbosity quiet --nologo
seen() { TERM=$1 script -qec out/finding /dev/null </dev/null | tr -d '\r' | od -An -c | tr -d ' \n'; }
piped=$(out/finding | od -An -c | tr -d ' \n')
printf '%s\n' "a terminal: $(seen xterm-256color)" "a dumb one: $(seen dumb)" "a pipe:     $piped"
[[ $(seen xterm-256color) == *'033[?1h033=hello'* && $(seen dumb) != *033* && $piped == 'hello\n' ]]
