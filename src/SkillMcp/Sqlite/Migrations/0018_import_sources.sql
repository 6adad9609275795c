-- What was read at the places that skills are imported from, so that the same program does not read and screen it again while it is the
-- same. It is about the files of this machine, and nothing that an agent reads depends on it.
create table import_source (
    project   text    not null,
    place     text    not null,
    hash      text    not null,                                   -- of all that was read there
    rules     text    not null,                                   -- of the program that read it
    skill     integer references skill (key) on delete cascade,   -- null if it was refused
    name      text    not null,                                   -- what it calls itself
    content   text    not null,                                   -- the hash of the text that is stored of it
    refusal   text    not null,                                   -- why it was refused
    findings  text    not null,                                   -- what the screen found
    primary key (project, place)
) strict, without rowid;

create index import_source_of_skill on import_source (skill);
