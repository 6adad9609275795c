-- The hash of a skill's row and of everything else that decides what is handed over of it, and the hash of a report. What another program
-- changed no longer matches: such a skill is quarantined, such a report is not used, until a person accepts it.
alter table skill add column seal text not null default '';
alter table skill add column reports integer not null default 0;    -- how many executions it has
alter table execution add column seal text not null default '';

-- What was written and is not sealed yet, within a transaction.
create index execution_unsealed on execution (skill) where seal = '';

-- What the seals must be. row_hash is a function of skillmcp's own: the SHA-256 of its arguments. Other programs can read the file
-- without it; of SQLite they need no newer one than for the tables.
create view execution_seal as
select key, skill,
       row_hash(id, version, way, principal, bound, weight, outcome, grade, at, retrieval, task, also, notes, not_for,
                evidence_kind, evidence_observed, evidence_expected, evidence_check, remembered) as hash
  from execution;

create view skill_seal as
select skill.key,
       row_hash(skill.id, skill.project, skill.name, skill.version, skill.revision, skill.status, skill.status_reason, skill.pinned,
                skill.trials, skill.confidence, skill.source, skill.author, skill.client, skill.task,
                skill.successes_verified, skill.successes_evidenced, skill.successes_self_reported,
                skill.partials_verified, skill.partials_evidenced, skill.partials_self_reported,
                skill.failures_verified, skill.failures_evidenced, skill.failures_self_reported,
                skill.successes_before_restore, skill.partials_before_restore, skill.failures_before_restore,
                skill.created_at, skill.updated_at, skill.last_used_at, skill.last_succeeded_at, skill.reports,
                (select group_concat(hash, '')
                   from (select row_hash(number, content_hash, is_alternative, author, client, task, reason, created_at,
                                         way, after_failure) as hash
                           from skill_version
                          where skill_version.skill = skill.key
                          order by number)),
                (select group_concat(hash, '')
                   from (select row_hash(number, retired,
                                         successes_verified, successes_evidenced, successes_self_reported,
                                         partials_verified, partials_evidenced, partials_self_reported,
                                         failures_verified, failures_evidenced, failures_self_reported,
                                         posterior, belief, decided_at, decision) as hash
                           from way
                          where way.skill = skill.key
                          order by number)),
                (select group_concat(hash, '')
                   from (select row_hash(version, step, text, fingerprint, seen, at, tip, passed) as hash
                           from pitfall
                          where pitfall.skill = skill.key
                          order by pitfall.key)),
                (select row_hash(target, base) from proposed_change where proposal = skill.key)) as hash
  from skill;

-- What is in the file now is taken as it is.
update execution set seal = (select hash from execution_seal where execution_seal.key = execution.key);
update skill set reports = (select count(*) from execution where execution.skill = skill.key);
update skill set seal = (select hash from skill_seal where skill_seal.key = skill.key);
