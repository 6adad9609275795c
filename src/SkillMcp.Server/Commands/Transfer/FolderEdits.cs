using System.Text;
using SkillMcp.Packaging;
using SkillMcp.Server.Clients;
using SkillMcp.Server.Commands.Invocation;
using SkillMcp.Server.Commands.Output;

namespace SkillMcp.Server.Commands.Transfer;

/// <summary>
/// What a person has made of skills in a client's folder, as proposals to the memory: the person's own, which wait because an agent can
/// write there too. A skill has one at a time, the newest edit.
/// </summary>
/// <param name="memory">The memory.</param>
/// <param name="client">Whose folder it is.</param>
sealed class FolderEdits(SkillMemory memory, SkillsFolder client)
{
    readonly Actor actor = new(CompositionRoot.Person.Author, $"skills folder of {client.Title}");

    /// <summary>Proposes what is in the folder, if that was not done before.</summary>
    /// <returns>The entry, which knows of the proposal.</returns>
    /// <exception cref="SkillException">It cannot be proposed.</exception>
    public async Task<ManagedSkill> ProposeAsync(Skill skill, ManagedSkill known, SkillOnDisk disk, CancellationToken cancel)
    {
        var files = disk.Read();
        var digest = DigestOf(files);
        if (known.Proposed == digest)
        {
            return known;
        }
        if (skill.Procedure.IsComposite)
        {
            throw new SkillException($"Its steps are those of other skills: make the change with 'skillmcp edit {skill.Name}'.");
        }
        var edited = SkillFolder.Read(files, skill.Name.Value);
        var reason = $"edited in the skills folder of {client.Title}, where version {known.Version} was";
        // What was learned since the edit began must not be undone unseen: the proposal is of the version that was edited.
        var read = skill with { Version = known.Version };
        var earlier = await PendingAsync(skill, known, cancel);
        var proposal = await memory.ProposeAsync(read, edited.Procedure, reason, actor, edited.Contents, earlier, cancel);
        return known with { Proposed = digest, Proposal = proposal.Id == skill.Id ? null : proposal.Name.Value };
    }

    /// <summary>Rejects what waits of a skill whose edit is not in the folder any more, unless it was restored over the edit.</summary>
    /// <returns>The entry without it.</returns>
    public async Task<ManagedSkill> WithdrawAsync(Skill skill, ManagedSkill known, CancellationToken cancel)
    {
        if (known.Proposed is null)
        {
            return known;
        }
        if (await PendingAsync(skill, known, cancel) is { } pending)
        {
            await memory.RejectAsync(pending, CompositionRoot.Person, cancel);
            Terminal.Line($"{pending.Name} was rejected: the edit that it proposed was undone.");
        }
        return known with { Proposed = null, Proposal = null };
    }

    /// <summary>The proposal of the last edit, if it waits; null if it was decided on, or the name is another's by now.</summary>
    public async Task<Skill?> PendingAsync(Skill skill, ManagedSkill known, CancellationToken cancel) =>
        await OfNameAsync(skill, known, cancel) is { Lifecycle.Status: Status.Quarantined } waiting ? waiting : null;

    /// <summary>Whether the edit that is in the folder was approved: then the memory has it, and has changed since.</summary>
    public async Task<bool> IsApprovedAsync(Skill skill, ManagedSkill known, SkillOnDisk disk, CancellationToken cancel) =>
        known.Proposal is not null
        && known.Proposed == DigestOf(disk.Read())
        && await OfNameAsync(skill, known, cancel) is null
        && (await memory.VersionsAsync(skill, cancel)).Any(
            version => version.Number > known.Version && version.Provenance == Provenance.Of(actor));

    // Whoever can write the list of an export must not decide about other proposals.
    async Task<Skill?> OfNameAsync(Skill skill, ManagedSkill known, CancellationToken cancel) =>
        known.Proposal is { } proposed
        && SkillName.From(proposed) is { } name
        && await memory.FindAsync(name, cancel) is { } found
        && found.Provenance == Provenance.Of(actor)
        && (await memory.TargetAsync(found, cancel))?.Id == skill.Id
            ? found
            : null;

    static string DigestOf(IReadOnlyList<FolderFile> files) => SkillFile.DigestOf(Encoding.UTF8.GetBytes(string.Join(
        '\n', files.Select(file => $"{file.Path} {FileDigest.Of(file.Content.Span)}").Order(StringComparer.Ordinal))));
}
