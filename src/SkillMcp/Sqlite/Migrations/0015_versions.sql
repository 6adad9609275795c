-- The versions of the programs that a run used, as JSON, each with the machine and the time that it was seen at; null where it shows none.
alter table execution add column versions text;
create index execution_versions on execution (key) where versions is not null;
create index execution_versions_of_skill on execution (skill) where versions is not null;

-- They are under the seal of their report. That of a report without any stays as it was.
drop view execution_seal;

create view execution_seal as
select key, skill,
       row_hash(id, skill, version, way, principal, bound, weight, outcome, grade, at, retrieval, task, also, notes, not_for,
                evidence_kind, evidence_observed, evidence_expected, evidence_check, remembered)
       || iif(withheld is null, '', row_hash(withheld))
       || iif(versions is null, '', row_hash('versions', versions)) as hash
  from execution;
