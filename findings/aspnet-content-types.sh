#!/usr/bin/env bash
# ASP.NET Core 10, FileExtensionContentTypeProvider: its table is about what web servers serve, and not about source code.
# One would guess that .ts, .java, .yaml, .toml, .py and .jsonl are texts there. Seen: .ts is a video, .java is unknown bytes, and the
# others are missing.
# Exits non-zero where that is no longer so.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
cat >finding.csproj <<'X'
<Project Sdk="Microsoft.NET.Sdk.Web">
  <PropertyGroup>
    <TargetFramework>net10.0</TargetFramework>
    <ImplicitUsings>enable</ImplicitUsings>
    <Nullable>enable</Nullable>
  </PropertyGroup>
</Project>
X
cat >Program.cs <<'X'
using Microsoft.AspNetCore.StaticFiles;

var types = new FileExtensionContentTypeProvider();
var seen = string.Join(", ", new[] { "ts", "java", "yaml", "toml", "py", "jsonl" }
    .Select(extension => $"{extension}: {(types.TryGetContentType($"a.{extension}", out var type) ? type : "none")}"));
Console.WriteLine(seen);
return seen == "ts: video/vnd.dlna.mpeg-tts, java: application/octet-stream, yaml: none, toml: none, py: none, jsonl: none" ? 0 : 1;
X
dotnet run
