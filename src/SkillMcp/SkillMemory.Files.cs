using SkillMcp.Packaging;
using SkillMcp.Safety;

namespace SkillMcp;

/// <summary>What comes through the door beside the fields: the document that they were read from, and the files of its folder.</summary>
public sealed partial class SkillMemory
{
    /// <summary>A procedure and what its files hold, as both come in.</summary>
    sealed record Brought(Procedure Procedure, IReadOnlyDictionary<string, ReadOnlyMemory<byte>> Contents);

    static readonly IReadOnlyDictionary<string, ReadOnlyMemory<byte>> NoContents = new Dictionary<string, ReadOnlyMemory<byte>>();

    /// <summary>Takes the secrets out of everything, and doubts what a person has to read.</summary>
    /// <returns>What is left, and who brings it with the doubt that there is.</returns>
    /// <exception cref="SkillException">A part is refused, which is on record now, or does not fit what was said of it.</exception>
    async Task<(Brought Clean, Provenance By)> ReceivedAsync(Brought brought, Provenance by, string skill, CancellationToken cancel)
    {
        if (brought.Procedure.Document.Length > Procedure.LongestDocument)
        {
            throw new SkillException($"Nothing was stored: {SkillFile.Markdown} has {brought.Procedure.Document.Length:N0} characters and may have {Procedure.LongestDocument:N0}: move parts of it to files beside it.");
        }
        CheckFiles(brought);
        var clean = Cleaned(brought);
        // Two names may differ in their secrets alone.
        CheckPlaces(clean.Procedure.Files);
        return (clean, await ScreenedAsync(clean, by, skill, cancel));
    }

    async Task<Provenance> ScreenedAsync(Brought clean, Provenance by, string skill, CancellationToken cancel)
    {
        var document = clean.Procedure.Document.Length == 0 ? ScreeningResult.Clean : FileScreen.OfText(SkillFile.Markdown, clean.Procedure.Document);
        // A list of them is handed out with the skill.
        var names = FileScreen.OfText("names of files", string.Join('\n', clean.Procedure.Files.Select(file => file.Path)));
        foreach (var screening in clean.Procedure.Files.Where(file => clean.Contents.ContainsKey(file.Digest)).Select(file => Screened(file, clean.Contents[file.Digest].Span)).Prepend(names).Prepend(document))
        {
            cancel.ThrowIfCancellationRequested();
            if (screening.Verdict == ScreeningVerdict.Refuse)
            {
                throw await RefusedAsync(by, skill, screening, cancel);
            }
            by = screening.Verdict == ScreeningVerdict.Quarantine && by.Doubt.Length == 0 ? by with { Doubt = $"{Lifecycle.Screened}: {screening.Summary}" } : by;
        }
        return by;
    }

    static ScreeningResult Screened(SkillFile file, ReadOnlySpan<byte> content) =>
        FileScreen.TextOf(content) is { } read ? FileScreen.OfText(file.Path, read.Text) : FileScreen.OfBinary(file.Path, content);

    static void CheckPlaces(IReadOnlyList<SkillFile> files)
    {
        if (SkillFile.MistakesIn(files).FirstOrDefault() is { } mistake)
        {
            throw new SkillException($"Nothing was stored: {mistake}.");
        }
    }

    static void CheckFiles(Brought brought)
    {
        CheckPlaces(brought.Procedure.Files);
        if (brought.Procedure.Files.FirstOrDefault(file => brought.Contents.TryGetValue(file.Digest, out var content) && (content.Length != file.Size || SkillFile.DigestOf(content.Span) != file.Digest)) is { } other)
        {
            throw new SkillException($"Nothing was stored: what was given for the file '{other.Path}' has another digest or size than the file.");
        }
    }

    /// <summary>
    /// Everything without its secrets, each of which is one parameter wherever it stands. Fields that were read from the document are
    /// read from it again: it still says them.
    /// </summary>
    static Brought Cleaned(Brought brought)
    {
        var redactor = new SecretRedactor();
        var (procedure, contents) = (brought.Procedure, new Dictionary<string, ReadOnlyMemory<byte>>(StringComparer.Ordinal));
        var texts = procedure.Files.Where(file => brought.Contents.ContainsKey(file.Digest)).DistinctBy(file => file.Digest)
            .ToDictionary(file => file.Digest, file => FileScreen.TextOf(brought.Contents[file.Digest].Span), StringComparer.Ordinal);
        // What the last text gives away is taken out of the first too.
        var fields = Cleaned(procedure, redactor);
        var document = redactor.Redact(procedure.Document);
        var first = texts.ToDictionary(text => text.Key, text => text.Value is { } read ? redactor.Redact(read.Text) : "", StringComparer.Ordinal);
        var paths = procedure.Files.Select(file => redactor.Redact(file.Path)).ToList();
        fields = Cleaned(fields, redactor);
        document = redactor.Redact(document);
        var digests = new Dictionary<string, SkillFile>(StringComparer.Ordinal);
        foreach (var (digest, read) in texts)
        {
            var bytes = read is { } text && redactor.Redact(first[digest]) is var clean && clean != text.Text ? text.Encoding.GetBytes(clean) : brought.Contents[digest];
            var file = SkillFile.Of("", bytes.Span);
            digests[digest] = file;
            contents[file.Digest] = bytes;
        }
        return new Brought((document == procedure.Document ? fields : Reread(procedure, fields, document, redactor)) with
        {
            Document = document,
            Files = [.. procedure.Files.Zip(paths, (file, path) => digests.GetValueOrDefault(file.Digest, file) with { Path = redactor.Redact(path) })],
        }, contents);
    }

    static Procedure Reread(Procedure before, Procedure fields, string document, SecretRedactor redactor)
    {
        try
        {
            var (was, now) = (SkillMarkdown.Read(before.Document, before.Title), SkillMarkdown.Read(document, fields.Title));
            return Bare(was).ContentHash() == Bare(before.WithParametersOfSteps()).ContentHash() && Bare(Cleaned(now, redactor)).ContentHash() == Bare(now).ContentHash() ? now : fields;
        }
        catch (SkillException)
        {
            return fields;
        }
    }

    static Procedure Bare(Procedure procedure) => procedure with { Document = "", Files = [] };

    /// <summary>Keeps what files hold where a skill of a project is about to refer to it.</summary>
    async Task KeepAsync(Project where, Procedure procedure, IReadOnlyDictionary<string, ReadOnlyMemory<byte>> contents, CancellationToken cancel)
    {
        if (procedure.Files.Count > 0 && contents.Count > 0)
        {
            await store.KeepAsync(where, [.. contents.Values], cancel);
        }
    }

    /// <summary>Copies what files hold from one project to another: a proposal and the skill that it would change may be of two.</summary>
    async Task CarryAsync(Project from, Project to, Procedure procedure, CancellationToken cancel)
    {
        if (procedure.Files.Count > 0 && from != to)
        {
            await store.KeepAsync(to, [.. (await ContentsAsync(procedure.Files, cancel)).Values], cancel);
        }
    }
}
