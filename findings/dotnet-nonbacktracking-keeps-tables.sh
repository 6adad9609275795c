#!/usr/bin/env bash
# .NET 10: a Regex with RegexOptions.NonBacktracking grows with every new text that it reads, and never shrinks.
# One would guess that a pattern is as large as it is written, since its documentation promises linear time and says nothing of memory.
# Seen: the automaton is made while texts are read, and kept for as long as the Regex is: 400 texts of 300 words leave 2.8 MB of one pattern,
# and a process with a hundred such patterns held 100 MB.
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
using System.Linq;
using System.Text.RegularExpressions;

const string Pattern = @"\b(?:delete|remove|drop)\b.{0,60}\b(?:backups?|logs?|tables?)\b";
var random = new Random(7);
var linear = Measured(RegexOptions.NonBacktracking | RegexOptions.IgnoreCase);
var usual = Measured(RegexOptions.IgnoreCase);
Console.WriteLine($"kept by the pattern after 400 texts: {linear} KB, without the option {usual} KB");
return linear > 1_000 && linear > 20 * Math.Max(usual, 1) ? 0 : 1;

long Measured(RegexOptions options)
{
    var regex = new Regex(Pattern, options);
    regex.IsMatch("a first text");
    var before = GC.GetTotalMemory(forceFullCollection: true);
    for (var text = 0; text < 400; text++)
    {
        regex.IsMatch(Text());
    }
    var after = GC.GetTotalMemory(forceFullCollection: true);
    GC.KeepAlive(regex);
    return (after - before) / 1024;
}

// Sentences in which the first words of a match stand often, at ever other distances.
string Text() => string.Join(' ', Enumerable.Range(0, 300).Select(_ => Words()[random.Next(Words().Length)]));

static string[] Words() => ["delete", "remove", "drop", "the", "old", "file", "backup", "of", "a", "service", "and", "log", "it", "table-top"];
X
dotnet run
