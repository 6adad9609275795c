-- Whether it is a tip: what a run that went well says to the next one, rather than what went wrong.
alter table pitfall add column tip integer not null default 0 check (tip in (0, 1));
