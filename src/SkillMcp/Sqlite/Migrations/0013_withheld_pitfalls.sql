-- What a report would have become as a pitfall or a tip, and was kept apart, as JSON with the reason; null where nothing was. No agent
-- is given it; a person admits or drops it.
alter table execution add column withheld text;
create index execution_withheld on execution (key) where withheld is not null;

-- It is under the seal of its report. That of a report without one stays as it was.
drop view execution_seal;

create view execution_seal as
select key, skill,
       row_hash(id, version, way, principal, bound, weight, outcome, grade, at, retrieval, task, also, notes, not_for,
                evidence_kind, evidence_observed, evidence_expected, evidence_check, remembered)
       || iif(withheld is null, '', row_hash(withheld)) as hash
  from execution;
