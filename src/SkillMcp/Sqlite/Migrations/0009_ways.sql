-- A skill has ways, each with its own record. A version that says the same in other words, or with another parameter, is of the way of
-- the version before it. The number of a way is that of the version that began it.
alter table skill_version add column way integer not null default 0;
-- Whether the version began its way right after another one had failed.
alter table skill_version add column after_failure integer not null default 0 check (after_failure in (0, 1));

update skill_version set way = number;

-- Of what was written before: a run with other values went on with the version before it.
update skill_version
   set way = coalesce((select max(begun.number)
                         from skill_version as begun
                        where begun.skill = skill_version.skill
                          and begun.number <= skill_version.number
                          and begun.is_alternative = 0
                          and begun.reason <> 'a run with other values'), number)
 where is_alternative = 0;

-- And so did what has the steps of an earlier one.
update skill_version
   set way = (select min(same.way)
                from skill_version as same
               where same.skill = skill_version.skill
                 and same.steps = skill_version.steps
                 and same.components = skill_version.components);

update skill_version
   set way = (select begun.way from skill_version as begun where begun.skill = skill_version.skill and begun.number = skill_version.way);

-- The texts of a version are long, and which way it is of is read for every candidate of a search.
create index skill_version_way on skill_version (skill, number, way);

-- What was executed of a way, and what is believed of it. Which way is current, and whether another one is an alternative or an earlier
-- one, is said by the versions.
create table way (
    skill                    integer not null references skill (key) on delete cascade,
    number                   integer not null,
    retired                  integer not null default 0 check (retired in (0, 1)),
    successes_verified       integer not null default 0,
    successes_evidenced      integer not null default 0,
    successes_self_reported  integer not null default 0,
    partials_verified        integer not null default 0,
    partials_evidenced       integer not null default 0,
    partials_self_reported   integer not null default 0,
    failures_verified        integer not null default 0,
    failures_evidenced       integer not null default 0,
    failures_self_reported   integer not null default 0,
    posterior                blob,                             -- derived from the executions; null: not derived yet
    belief                   real,                             -- derived: the 5 % quantile of the posterior
    decided_at               integer,                          -- when it last became or ceased to be the current way
    decision                 text    not null default '',      -- why
    primary key (skill, number)
) strict, without rowid;

insert into way (skill, number) select distinct skill, way from skill_version;

-- Why an earlier text was replaced is not known here: a person may have taken it back. It returns by a person's word alone, and so does
-- an alternative to what a person wrote later.
update way
   set retired = 1
 where number <> (select current.way
                    from skill
                    join skill_version as current on current.skill = skill.key and current.number = skill.version
                   where skill.key = way.skill)
   and (not exists (select 1
                      from skill_version as alternative
                     where alternative.skill = way.skill and alternative.way = way.number and alternative.is_alternative = 1)
        or exists (select 1
                     from skill_version as edited
                    where edited.skill = way.skill and edited.number > way.number
                      and edited.is_alternative = 0 and edited.author = 'person'));

-- The way that was followed, who reported it, whether the report named the retrieval that it followed, and how much it weighs in what is
-- believed of the way: null for what was reported before, which weighs by how it is known.
alter table execution add column way integer not null default 0;
alter table execution add column principal text not null default '';
alter table execution add column bound integer not null default 0 check (bound in (0, 1));
alter table execution add column weight real;

update execution
   set bound = retrieval is not null,
       way   = coalesce((select written.way
                           from skill_version as written
                          where written.skill = execution.skill and written.number = execution.version), version);

-- One retrieval counts once for each way of a skill: the run that mends what failed is another execution.
drop index execution_of_retrieval;
create unique index execution_of_retrieval on execution (retrieval, skill, way) where retrieval is not null;
create index execution_of_way on execution (skill, way, key);
create index execution_unbound on execution (skill, way, principal, at) where bound = 0;

-- Whether other ways of the skill are tried.
alter table skill add column trials integer not null default 1 check (trials in (0, 1));

drop view current_skill;

-- The posterior of a way sees what these were to show.
alter table skill drop column recent_weight;
alter table skill drop column recent_score;

-- A skill as it is now. One whose version is missing stays visible, and its hash will not match.
create view current_skill as
select skill.key, skill.id, skill.project, skill.name, skill.version, skill.revision, skill.status, skill.status_reason, skill.pinned,
       skill.trials, skill.confidence, skill.source, skill.author, skill.client, skill.task,
       skill.successes_verified, skill.successes_evidenced, skill.successes_self_reported,
       skill.partials_verified, skill.partials_evidenced, skill.partials_self_reported,
       skill.failures_verified, skill.failures_evidenced, skill.failures_self_reported,
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
       coalesce(skill_version.document, '') as document,
       coalesce(skill_version.files, '') as files,
       coalesce(skill_version.content_hash, '') as content_hash,
       coalesce(skill_version.way, skill.version) as way,
       way.belief as belief
  from skill
  left join skill_version on skill_version.skill = skill.key and skill_version.number = skill.version
  left join way           on way.skill = skill.key and way.number = skill_version.way;
