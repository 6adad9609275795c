#!/usr/bin/env bash
# C# 14 (.NET SDK 10): `none ? null : array` for a ReadOnlyMemory<byte>? gives a value, and not null.
# One would guess that null becomes "no value". Seen: the conditional has the type of the array; a null array converts to an empty memory,
# and that to a nullable with a value. An `if`, or a cast of null, gives null.
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
    <Nullable>enable</Nullable>
  </PropertyGroup>
</Project>
X
cat >Program.cs <<'X'
using System;

var (alone, cast) = (Alone(true), Cast(true));
Console.WriteLine($"null: {alone.HasValue}; cast: {cast.HasValue}");
return alone.HasValue && !cast.HasValue ? 0 : 1;

static ReadOnlyMemory<byte>? Alone(bool isNone) => isNone ? null : new byte[3];

static ReadOnlyMemory<byte>? Cast(bool isNone) => isNone ? (ReadOnlyMemory<byte>?)null : new byte[3];
X
dotnet run
