#!/usr/bin/env bash
# Tomlyn 2.10.2: SyntaxParser.Parse of a text that begins with a byte order mark.
# One would guess that the mark is skipped, or is an error. Seen: it is neither. The text parses without a diagnostic, every span is
# one character too early, and so a key that is cut out of the text by its span has lost its last letter.
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
    <ImplicitUsings>enable</ImplicitUsings>
    <Nullable>enable</Nullable>
  </PropertyGroup>
  <ItemGroup>
    <PackageReference Include="Tomlyn" Version="2.10.2" />
  </ItemGroup>
</Project>
X
cat >Program.cs <<'X'
using Tomlyn.Parsing;

var text = "\uFEFFmodel = 1\n";
var document = SyntaxParser.Parse(text);
var span = document.KeyValues.First().Key!.Span;
var key = text[span.Start.Offset..(span.End.Offset + 1)];
Console.WriteLine($"errors: {document.HasErrors}; the text at the key's span: {key.Replace("\uFEFF", "(mark)")}");
return !document.HasErrors && key == "\uFEFFmode" ? 0 : 1;
X
dotnet run
