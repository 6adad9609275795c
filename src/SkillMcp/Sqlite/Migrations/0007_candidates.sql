-- Runs that succeeded and were not stored as skills: a second run of the same procedure, or a name, makes a skill of one.
-- They are handed over nowhere. What was told is one JSON object, so that a person can read it.
create table candidate (
    key                integer primary key,
    project            text    not null,
    id                 text    not null,
    skeleton           text    not null,                       -- the same for runs of one kind, whatever their values
    run                text    not null,
    retrieval          text,
    author             text    not null check (author in ('person', 'agent')),
    client             text    not null,
    quarantine_reason  text    not null,                       -- empty: it needs no approval
    at                 integer not null,
    content_hash       text    not null,
    unique (project, id)
) strict;

create index candidate_of_skeleton on candidate (project, skeleton);
create index candidate_at on candidate (project, at);
