#!/usr/bin/env bash
# OpenAI for .NET 2.15.0 and openai for JavaScript 7.59.0, with OPENAI_BASE_URL set.
# One would guess that both are clients of that address: it is the variable that proxies and local models are told to set.
# Seen: the one for JavaScript is. The one for .NET goes to api.openai.com, with the key, until its options say otherwise.
# Exits non-zero where that is no longer so.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
export OPENAI_BASE_URL=http://127.0.0.1:9/v1
npm install --silent --no-fund --no-audit openai@7.59.0 >/dev/null
javascript=$(node --input-type=module -e "import OpenAI from 'openai'; console.log(new OpenAI({ apiKey: 'none' }).baseURL)")
cat >look.cs <<'X2'
#:package OpenAI@2.15.0
#:property NoWarn=OPENAI001
Console.WriteLine(new OpenAI.Chat.ChatClient("model", "none").Endpoint);
X2
dotnet=$(dotnet run look.cs | tail -n 1)
echo "JavaScript: $javascript"
echo ".NET: $dotnet"
[ "$javascript" = "$OPENAI_BASE_URL" ] && [ "$dotnet" = https://api.openai.com/v1 ]
