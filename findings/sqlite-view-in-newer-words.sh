#!/usr/bin/env bash
# SQLite 3.39.3 (sql.js 1.8.0) on a file with a view that SQLite 3.45.2 (sql.js 1.12.0) made.
# One would guess that an older SQLite fails at such a view alone, when it is used: a view that calls an unknown function does so.
# Seen: a view with "group_concat(x, '' order by y)", which 3.44 brought, closes the whole file to it. The simplest read of another table
# ends in "malformed database schema".
# Exits non-zero where that is no longer so.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-fund --no-audit newer@npm:sql.js@1.12.0 older@npm:sql.js@1.8.0 >/dev/null

cat > look.js <<'JS'
const read = (SQL, bytes) => {
  const file = new SQL.Database(bytes);
  try { return file.exec('select word from note')[0].values[0][0]; } catch (fault) { return fault.message; }
};
(async () => {
  const [newer, older] = [await require('newer')(), await require('older')()];
  const make = view => {
    const file = new newer.Database();
    file.run("create table note (word text); insert into note values ('tea')");
    file.run(view);
    return file.export();
  };
  const unknownFunction = read(older, make('create view hashed as select no_such_function(word) as hash from note'));
  const newerWords = read(older, make("create view joined as select group_concat(word, '' order by word) as words from note"));
  console.log(`a view that calls an unknown function: ${unknownFunction}`);
  console.log(`a view in newer words: ${newerWords}`);
  process.exit(unknownFunction === 'tea' && newerWords.includes('malformed database schema') ? 0 : 1);
})();
JS
node look.js
