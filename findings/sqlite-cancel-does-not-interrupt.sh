#!/usr/bin/env bash
# Microsoft.Data.Sqlite 11.0.0: cancelling a token does not interrupt a statement that runs.
# One would guess that ExecuteScalarAsync ends soon after its token is cancelled, as with other providers. Seen: it is checked before the
# statement starts and never again; a query of about a second runs to its end and gives its result, and nothing is thrown.
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
    <PackageReference Include="Microsoft.Data.Sqlite" Version="11.0.0" />
  </ItemGroup>
</Project>
X
cat >Program.cs <<'X'
using System.Diagnostics;
using Microsoft.Data.Sqlite;

await using var connection = new SqliteConnection("Data Source=:memory:");
await connection.OpenAsync();
await using var command = connection.CreateCommand();
command.CommandText = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5000000) SELECT count(*) FROM n";
using var cancel = new CancellationTokenSource(TimeSpan.FromMilliseconds(50));
var watch = Stopwatch.StartNew();
var count = await command.ExecuteScalarAsync(cancel.Token);
Console.WriteLine($"cancelled at 50 ms; {count} rows after {watch.ElapsedMilliseconds} ms");
return count is 5_000_000L && cancel.IsCancellationRequested ? 0 : 1;
X
dotnet run
