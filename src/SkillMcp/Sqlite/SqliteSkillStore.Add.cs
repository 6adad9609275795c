using Dapper;
using Microsoft.Data.Sqlite;

namespace SkillMcp.Sqlite;

public sealed partial class SqliteSkillStore
{
    public Task<Saved> AddAsync(Project project, Skill skill, string reason, Execution? first, CancellationToken cancel) =>
        database.WriteAsync(connection => AddAsync(connection, project, skill, reason, first, AuditedAct.Added, cancel), cancel);

    static async Task<Saved> AddAsync(SqliteConnection connection, Project project, Skill skill, string reason, Execution? first, AuditedAct act, CancellationToken cancel)
    {
        if (await IsTakenAsync(connection, skill, cancel))
        {
            return Saved.NameTaken;
        }
        var key = await InsertAsync(connection, skill, cancel);
        var version = new SkillVersion { Number = skill.Version, Procedure = skill.Procedure, Provenance = skill.Provenance, Reason = reason, CreatedAt = skill.CreatedAt };
        await InsertAsync(connection, key, version, cancel);
        foreach (var pitfall in skill.Pitfalls)
        {
            await KeepPitfallAsync(connection, key, skill.Version, pitfall, skill.CreatedAt, cancel);
        }
        if (first is not null)
        {
            await AppendAsync(connection, await RecordOfAsync(connection, project, first, cancel), first, cancel);
            await RememberAsync(connection, key, first, cancel);
        }
        await SearchIndex.DeriveAsync(connection, key, Column.Of(skill.Id), cancel);
        await AppendAsync(connection, act, skill, $"{Word.Of(skill.Lifecycle.Status)}, version {Told(skill.Version, skill.Procedure)}", cancel);
        return Saved.Done;
    }

    /// <summary>Whether another skill of its project has the skill's name.</summary>
    static Task<bool> IsTakenAsync(SqliteConnection connection, Skill skill, CancellationToken cancel) =>
        connection.QuerySingleAsync<bool>("""
            select exists (select 1 from skill where name = @name and project = @project and id <> @id)
            """, new { name = skill.Name.Value, project = skill.Project.Name, id = Column.Of(skill.Id), cancel });

    /// <returns>The skill's key.</returns>
    static Task<long> InsertAsync(SqliteConnection connection, Skill skill, CancellationToken cancel) =>
        connection.QuerySingleAsync<long>("""
            insert into skill (id, project, name, version, revision, status, status_reason, pinned, confidence, source, author, client, task,
                               successes_verified, successes_evidenced, successes_self_reported,
                               partials_verified, partials_evidenced, partials_self_reported,
                               failures_verified, failures_evidenced, failures_self_reported,
                               recent_weight, recent_score,
                               successes_before_restore, partials_before_restore, failures_before_restore,
                               created_at, updated_at, last_used_at, last_succeeded_at)
            values (@id, @project, @name, @version, @revision, @status, @statusReason, @pinned, @confidence, @source, @author, @client, @task,
                    @successesVerified, @successesEvidenced, @successesSelfReported,
                    @partialsVerified, @partialsEvidenced, @partialsSelfReported,
                    @failuresVerified, @failuresEvidenced, @failuresSelfReported,
                    @recentWeight, @recentScore,
                    @successesBeforeRestore, @partialsBeforeRestore, @failuresBeforeRestore,
                    @createdAt, @updatedAt, @lastUsedAt, @lastSucceededAt)
            returning key
            """, new
        {
            id = Column.Of(skill.Id),
            project = skill.Project.Name,
            name = skill.Name.Value,
            version = skill.Version,
            revision = skill.Revision,
            status = Column.Of(skill.Lifecycle.Status),
            statusReason = skill.Lifecycle.Reason,
            pinned = skill.Pinned,
            confidence = skill.Confidence,
            source = Column.Of(skill.Source),
            author = Column.Of(skill.Provenance.Author),
            client = skill.Provenance.Client,
            task = skill.Provenance.Task,
            successesVerified = skill.Record.Successes.Verified,
            successesEvidenced = skill.Record.Successes.Evidenced,
            successesSelfReported = skill.Record.Successes.SelfReported,
            partialsVerified = skill.Record.Partials.Verified,
            partialsEvidenced = skill.Record.Partials.Evidenced,
            partialsSelfReported = skill.Record.Partials.SelfReported,
            failuresVerified = skill.Record.Failures.Verified,
            failuresEvidenced = skill.Record.Failures.Evidenced,
            failuresSelfReported = skill.Record.Failures.SelfReported,
            recentWeight = skill.Record.RecentWeight,
            recentScore = skill.Record.RecentScore,
            successesBeforeRestore = skill.Record.BeforeRestore.Successes,
            partialsBeforeRestore = skill.Record.BeforeRestore.Partials,
            failuresBeforeRestore = skill.Record.BeforeRestore.Failures,
            createdAt = Column.Of(skill.CreatedAt),
            updatedAt = Column.Of(skill.UpdatedAt),
            lastUsedAt = Column.Of(skill.LastUsedAt),
            lastSucceededAt = Column.Of(skill.LastSucceededAt),
            cancel,
        });

    static async Task InsertAsync(SqliteConnection connection, long key, SkillVersion version, CancellationToken cancel)
    {
        var content = Content.Of(version.Procedure);
        await RequireFilesAsync(connection, key, version.Procedure.Files, cancel);
        await connection.ExecuteAsync("""
            insert into skill_version (skill, number, title, description, category, tags, preconditions, steps, postconditions, parameters, components,
                                       document, files, content_hash, is_alternative, author, client, task, reason, created_at)
            values (@key, @number, @title, @description, @category, @tags, @preconditions, @steps, @postconditions, @parameters, @components,
                    @document, @files, @contentHash, @isAlternative, @author, @client, @task, @reason, @createdAt)
            """, new
        {
            key,
            number = version.Number,
            title = content.Title,
            description = content.Description,
            category = content.Category,
            tags = content.Tags,
            preconditions = content.Preconditions,
            steps = content.Steps,
            postconditions = content.Postconditions,
            parameters = content.Parameters,
            components = content.Components,
            document = content.Document,
            files = content.Files,
            contentHash = version.Procedure.ContentHash(),
            isAlternative = version.IsAlternative,
            author = Column.Of(version.Provenance.Author),
            client = version.Provenance.Client,
            task = version.Provenance.Task,
            reason = version.Reason,
            createdAt = Column.Of(version.CreatedAt),
            cancel,
        });
    }
}
