-- Every skill that was added and not purged. One that is not in the table of skills any more was removed by another program.
create table inventory (
    id       text not null primary key,
    project  text not null,
    name     text not null
) strict, without rowid;

insert into inventory (id, project, name) select id, project, name from skill;

-- A report is sealed together with the skill that it is of. One that another program had changed before stays noticed.
update execution set seal = '' where seal <> (select hash from execution_seal where execution_seal.key = execution.key);

drop view execution_seal;

create view execution_seal as
select key, skill,
       row_hash(id, skill, version, way, principal, bound, weight, outcome, grade, at, retrieval, task, also, notes, not_for,
                evidence_kind, evidence_observed, evidence_expected, evidence_check, remembered)
       || iif(withheld is null, '', row_hash(withheld)) as hash
  from execution;

update execution
   set seal = (select hash from execution_seal where execution_seal.key = execution.key)
 where seal <> '';
