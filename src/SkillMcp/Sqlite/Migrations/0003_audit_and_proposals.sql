-- The record of changes: what was done and what was refused, by whom and why. The hash of each line is over its fields and the hash
-- of the line before it; lines are only ever added, and numbers are never given twice.
create table audit (
    number   integer primary key autoincrement,
    at       integer not null,
    author   text    not null check (author in ('person', 'agent')),
    client   text    not null,
    act      text    not null,
    project  text    not null,
    skill    text    not null,
    detail   text    not null,
    reason   text    not null,
    hash     text    not null
) strict;

create trigger audit_is_not_changed before update on audit
begin
    select raise(abort, 'the record of changes is only ever added to');
end;

create trigger audit_is_not_shortened before delete on audit
begin
    select raise(abort, 'the record of changes is only ever added to');
end;

-- A quarantined skill that is to become the next version of another one once it is approved,
-- as long as that is at the version that it was made from: otherwise it would take newer versions back.
create table proposed_change (
    proposal  integer primary key references skill (key) on delete cascade,
    target    text    not null,
    base      integer not null
) strict;
