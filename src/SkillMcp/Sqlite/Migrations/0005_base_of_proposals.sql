-- The version of the target that a proposal was made from: once that is another, the proposal would take newer versions back.
alter table proposed_change add column base integer not null default 0;

update proposed_change
   set base = coalesce((select version from skill where skill.id = proposed_change.target), 0);
