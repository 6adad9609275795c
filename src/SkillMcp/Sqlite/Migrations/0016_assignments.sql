-- The retrievals that would have handed a skill over while uplift was measured, with what was drawn: whether it was withheld. How a task
-- ended stands with its first retrieval. One that another program changed is not used.
create table assignment (
    skill      integer not null references skill (key) on delete cascade,
    number     integer not null,                               -- from 1 in each skill
    retrieval  text    not null,
    first      text    not null,                               -- the retrieval that it was drawn at
    version    integer not null,
    withheld   integer not null check (withheld in (0, 1)),
    percent    integer not null check (percent between 1 and 100),
    session    text    not null,
    at         integer not null,
    outcome    text    check (outcome in ('success', 'partial', 'failure')),
    read       integer not null check (read in (0, 1)),        -- whether the outcome was read in a log
    seal       text    not null default '',
    primary key (skill, number),
    unique (skill, retrieval)
) strict, without rowid;

create index assignment_of_retrieval on assignment (retrieval);
create index assignment_at on assignment (at);

create view assignment_seal as
select assignment.skill, assignment.number,
       row_hash(skill.id, assignment.number, retrieval, first, assignment.version, withheld, percent, session, at, outcome, read) as hash
  from assignment
  join skill on skill.key = assignment.skill;
