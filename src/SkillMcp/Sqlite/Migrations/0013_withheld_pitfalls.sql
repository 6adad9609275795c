-- What a report would have become as a pitfall or a tip, and was kept apart, as JSON with its reason and the hash of both; null where
-- nothing was. No agent is given it; a person admits or drops it.
alter table execution add column withheld text;
create index execution_withheld on execution (key) where withheld is not null;
