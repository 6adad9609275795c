-- What a report says that the skill is not for, in a few words; empty where it says nothing of that.
alter table execution add column not_for text not null default '';
create index execution_not_for on execution (skill, key) where not_for <> '';

-- Whether a skill was only named, as one that may fit.
alter table retrieved_skill add column possible integer not null default 0 check (possible in (0, 1));
