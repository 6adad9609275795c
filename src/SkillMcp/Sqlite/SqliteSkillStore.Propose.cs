using Dapper;
using Microsoft.Data.Sqlite;

namespace SkillMcp.Sqlite;

public sealed partial class SqliteSkillStore
{
    public Task<Saved> ProposeAsync(Project project, Skill proposal, Skill target, string reason, CancellationToken cancel) => database.WriteAsync(async connection =>
    {
        var saved = await AddAsync(connection, project, proposal, reason, first: null, AuditedAct.Proposed, cancel);
        if (saved == Saved.Done)
        {
            await connection.ExecuteAsync("""
                insert into proposed_change (proposal, target, base)
                select key, @target, @version from skill where id = @id
                """, new { id = Column.Of(proposal.Id), target = Column.Of(target.Id), version = target.Version, cancel });
        }
        return saved;
    }, cancel);

    public Task<Skill?> TargetAsync(Project project, Guid proposal, CancellationToken cancel) => database.ReadAsync(async connection =>
    {
        var rows = (await connection.QueryAsync<SkillRow>("""
            select target.*
              from skill
              join proposed_change on proposed_change.proposal = skill.key
              join current_skill as target on target.id = proposed_change.target
             where skill.id = @id
               and target.project in ('', @project)
            """, new { id = Column.Of(proposal), project = project.Name, cancel })).ToList();
        return (await WholeAsync(connection, project, rows, cancel)).FirstOrDefault();
    }, cancel);

    /// <summary>Makes a proposal the next version of the skill that it is to change; false where it is none, or that skill is gone.</summary>
    /// <exception cref="SkillException">That skill has another text by now, which the proposal would take back unseen.</exception>
    static async Task<bool> AdoptProposalAsync(SqliteConnection connection, Project project, SkillRow proposal, CancellationToken cancel)
    {
        var target = await connection.QuerySingleOrDefaultAsync<SkillRow>("""
            select target.*
              from proposed_change
              join current_skill as target on target.id = proposed_change.target
             where proposed_change.proposal = @key
            """, new { key = proposal.Key, cancel });
        if (target is null)
        {
            return false;
        }
        var proposed = await connection.QuerySingleAsync<ProposedRow>("""
            select proposed_change.base, skill_version.reason
              from proposed_change
              join skill_version on skill_version.skill = proposed_change.proposal
             where proposed_change.proposal = @key
             order by skill_version.number desc
             limit 1
            """, new { key = proposal.Key, cancel });
        if (proposed.Base != target.Version)
        {
            throw new SkillException($"'{target.Name}' was changed since '{proposal.Name}' was proposed: it was version {proposed.Base} and is version {target.Version}. Look at what it says now, make the change to that, and reject '{proposal.Name}'.");
        }
        var skill = proposal.ToSkill(project, []);
        var number = 1 + await connection.QuerySingleAsync<int>("select max(number) from skill_version where skill = @key", new { key = target.Key, cancel });
        var version = new SkillVersion { Number = number, Procedure = skill.Procedure, Provenance = skill.Provenance, Reason = proposed.Reason, CreatedAt = Acting.Now.At };
        await InsertAsync(connection, target.Key, version, cancel);
        await connection.ExecuteAsync("""
            update skill
               set version    = @number,
                   revision   = revision + 1,
                   updated_at = @at
             where key = @key
            """, new { key = target.Key, number, at = Column.Of(Acting.Now.At), cancel });
        await connection.ExecuteAsync("delete from skill where key = @key", new { key = proposal.Key, cancel });
        await SearchIndex.DeriveAsync(connection, target.Key, target.Id, cancel);
        await AppendAsync(connection, AuditEntry.Of(AuditedAct.Approved, skill.Project, target.Name, $"version {Told(number, skill.Procedure)}, proposed as {proposal.Name}"), cancel);
        return true;
    }
}

/// <summary>What a proposal was made from, and why.</summary>
sealed record ProposedRow(int Base, string Reason);
