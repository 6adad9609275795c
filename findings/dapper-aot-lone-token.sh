#!/usr/bin/env bash
# Dapper.AOT 1.1.0: a CancellationToken that is the only member of the parameter object is not passed on.
# One would guess that `new { cancel }` can be cancelled as `new { x, cancel }` can. Seen: with a token that is cancelled already, the
# second throws OperationCanceledException and the first runs to its end, without a warning. The token itself as parameters works.
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
    <InterceptorsNamespaces>$(InterceptorsNamespaces);Dapper.AOT</InterceptorsNamespaces>
    <NoWarn>$(NoWarn);DAP018</NoWarn>
  </PropertyGroup>
  <ItemGroup>
    <PackageReference Include="Dapper" Version="2.1.86" />
    <PackageReference Include="Dapper.AOT" Version="1.1.0" />
    <PackageReference Include="Microsoft.Data.Sqlite" Version="11.0.0" />
  </ItemGroup>
</Project>
X
cat >Program.cs <<'X'
using Dapper;
using Microsoft.Data.Sqlite;

[module: DapperAot]

await using var connection = new SqliteConnection("Data Source=:memory:");
await connection.OpenAsync();
var cancel = new CancellationToken(canceled: true);
var alone = await EndsAsync(() => connection.QuerySingleAsync<long>("SELECT 1", new { cancel }));
var beside = await EndsAsync(() => connection.QuerySingleAsync<long>("SELECT @x", new { x = 1, cancel }));
var itself = await EndsAsync(() => connection.QuerySingleAsync<long>("SELECT 1", cancel));
Console.WriteLine($"new {{ cancel }}: {alone}; new {{ x, cancel }}: {beside}; cancel: {itself}");
return (alone, beside, itself) == ("ran", "cancelled", "cancelled") ? 0 : 1;

static async Task<string> EndsAsync(Func<Task<long>> query)
{
    try
    {
        await query();
        return "ran";
    }
    catch (OperationCanceledException)
    {
        return "cancelled";
    }
}
X
dotnet run
