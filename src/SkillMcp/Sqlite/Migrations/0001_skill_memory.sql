-- What is known of a skill but its text. Times are milliseconds since 1970 UTC, ids lower-case UUIDs.
create table skill (
    key                       integer primary key,
    id                        text    not null unique,
    project                   text    not null,                -- empty: everybody's
    name                      text    not null,
    version                   integer not null,                -- which skill_version is the skill
    revision                  integer not null,
    status                    text    not null check (status in ('active', 'quarantined', 'archived')),
    status_reason             text    not null,
    pinned                    integer not null check (pinned in (0, 1)),
    confidence                real    not null check (confidence between 0 and 1),
    source                    text    not null check (source in ('manual', 'learned', 'imported', 'composed')),
    author                    text    not null check (author in ('person', 'agent')),
    client                    text    not null,
    task                      text    not null,
    successes_verified        integer not null,
    successes_evidenced       integer not null,
    successes_self_reported   integer not null,
    partials_verified         integer not null,
    partials_evidenced        integer not null,
    partials_self_reported    integer not null,
    failures_verified         integer not null,
    failures_evidenced        integer not null,
    failures_self_reported    integer not null,
    recent_weight             real    not null,
    recent_score              real    not null,
    successes_before_restore  integer not null,
    partials_before_restore   integer not null,
    failures_before_restore   integer not null,
    created_at                integer not null,
    updated_at                integer not null,
    last_used_at              integer,
    last_succeeded_at         integer,
    unique (name, project)
) strict;

create index skill_of_project on skill (project, name);

-- What a skill says. The lists are JSON, so that a person can read and edit them.
create table skill_version (
    skill           integer not null references skill (key) on delete cascade,
    number          integer not null,
    title           text    not null,
    description     text    not null,
    category        text    not null,
    tags            text    not null,
    preconditions   text    not null,
    steps           text    not null,
    postconditions  text    not null,
    parameters      text    not null,
    components      text    not null,
    content_hash    text    not null,
    is_alternative  integer not null check (is_alternative in (0, 1)),
    author          text    not null check (author in ('person', 'agent')),
    client          text    not null,
    task            text    not null,
    reason          text    not null,
    created_at      integer not null,
    primary key (skill, number)
) strict;

-- A skill as it is now. One whose version is missing stays visible, and its hash will not match.
create view current_skill as
select skill.key, skill.id, skill.project, skill.name, skill.version, skill.revision, skill.status, skill.status_reason, skill.pinned,
       skill.confidence, skill.source, skill.author, skill.client, skill.task,
       skill.successes_verified, skill.successes_evidenced, skill.successes_self_reported,
       skill.partials_verified, skill.partials_evidenced, skill.partials_self_reported,
       skill.failures_verified, skill.failures_evidenced, skill.failures_self_reported,
       skill.recent_weight, skill.recent_score,
       skill.successes_before_restore, skill.partials_before_restore, skill.failures_before_restore,
       skill.created_at, skill.updated_at, skill.last_used_at, skill.last_succeeded_at,
       coalesce(skill_version.title, '') as title,
       coalesce(skill_version.description, '') as description,
       coalesce(skill_version.category, '') as category,
       coalesce(skill_version.tags, '') as tags,
       coalesce(skill_version.preconditions, '') as preconditions,
       coalesce(skill_version.steps, '') as steps,
       coalesce(skill_version.postconditions, '') as postconditions,
       coalesce(skill_version.parameters, '') as parameters,
       coalesce(skill_version.components, '') as components,
       coalesce(skill_version.content_hash, '') as content_hash
  from skill
  left join skill_version on skill_version.skill = skill.key and skill_version.number = skill.version;

-- What went wrong before.
create table pitfall (
    key          integer primary key,
    skill        integer not null references skill (key) on delete cascade,
    version      integer not null,
    step         integer not null,                             -- from 1; 0: the skill as a whole
    text         text    not null,
    fingerprint  text    not null,
    seen         integer not null,
    at           integer not null,
    unique (skill, step, fingerprint)
) strict;

-- What was reported, in the order in which it was.
create table execution (
    key                integer primary key,
    id                 text    not null unique,
    skill              integer not null references skill (key) on delete cascade,
    version            integer not null,
    outcome            text    not null check (outcome in ('success', 'partial', 'failure', 'not_used')),
    grade              text    not null check (grade in ('self_reported', 'evidenced', 'verified')),
    at                 integer not null,
    retrieval          text,
    task               text    not null,
    notes              text    not null,
    evidence_kind      text,
    evidence_observed  text,
    evidence_expected  text,
    evidence_check     text,
    pitfall            integer references pitfall (key) on delete set null
) strict;

create index execution_of_skill on execution (skill, key);
create index execution_of_pitfall on execution (pitfall) where pitfall is not null;

-- One retrieval counts once for each skill.
create unique index execution_of_retrieval on execution (retrieval, skill) where retrieval is not null;

-- What was handed out.
create table retrieval (
    id       text    not null primary key,
    project  text    not null,
    task     text    not null,
    at       integer not null
) strict, without rowid;

create index retrieval_at on retrieval (at);

create table retrieved_skill (
    retrieval  text    not null references retrieval (id) on delete cascade,
    position   integer not null,
    skill      text    not null,
    version    integer not null,
    primary key (retrieval, position)
) strict, without rowid;

create index retrieved_skill_of_skill on retrieved_skill (skill);

-- Derived from the current versions: which composite refers to which skill.
create table component (
    composite  integer not null references skill (key) on delete cascade,
    component  text    not null,
    primary key (composite, component)
) strict, without rowid;

create index component_in on component (component);

-- Derived from the current versions of active skills: the stems that they are found by, with a space between.
-- The tokenizer splits there and leaves the rest as it is.
create virtual table skill_search using fts5 (name, description, tags, steps, tokenize = 'ascii');
create virtual table skill_word using fts5vocab (skill_search, row);

-- The generation of stems that skill_search holds.
create table search_generation (generation integer not null) strict;
insert into search_generation values (0);
