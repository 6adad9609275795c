-- The SKILL.md that a version was read from, where the other columns do not say all of it, and what its author put beside it.
alter table skill_version add column document text not null default '';
alter table skill_version add column files text not null default '[]';

-- The bytes of files, once for all versions that hold them.
create table file_content (
    project  text not null,
    digest   text not null,
    content  blob not null,
    primary key (project, digest)
) strict;

drop view current_skill;

-- A skill as it is now. One whose version is missing stays visible, and its hash will not match.
create view current_skill as
select skill.key, skill.id, skill.project, skill.name, skill.version, skill.revision, skill.status, skill.status_reason, skill.pinned,
       skill.confidence, skill.source, skill.author, skill.client, skill.task,
       skill.successes_verified, skill.successes_evidenced, skill.successes_self_reported,
       skill.partials_verified, skill.partials_evidenced, skill.partials_self_reported,
       skill.failures_verified, skill.failures_evidenced, skill.failures_self_reported,
       skill.recent_weight, skill.recent_score,
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
       coalesce(skill_version.content_hash, '') as content_hash
  from skill
  left join skill_version on skill_version.skill = skill.key and skill_version.number = skill.version;
