using Dapper;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace SkillMcp.Sqlite;

sealed partial class SkillDatabase
{
    const int HeaderLength = 100;

    /// <summary>
    /// Saves what can be read of a damaged file into a new one, row by row. What refers to something that was lost is left out,
    /// and a skill of which a part was lost or changed is quarantined until a person has looked at it.
    /// </summary>
    /// <exception cref="SkillException">The new file exists already, or nothing can be read.</exception>
    public static async Task<SalvagedFile> SalvageAsync(string path, string file, AuditContext context, CancellationToken cancel)
    {
        var (damaged, target) = (Path.GetFullPath(path), Path.GetFullPath(file));
        if (!File.Exists(damaged))
        {
            throw new SkillException($"There is no file '{damaged}'.");
        }
        if (Path.Exists(target))
        {
            throw new SkillException($"'{target}' already exists, and is not written over. Name a new file.");
        }
        PrivateFile.CreateFolder(Path.GetDirectoryName(target)!);
        var folder = Directory.CreateTempSubdirectory("skillmcp-");
        var isWritten = false;
        try
        {
            PrivateFile.TryCreate(target);
            var saved = await SqliteFault.ExplainedAsync(
                target, () => SalvageAsync(CopyOf(damaged, folder.FullName), damaged, target, context, cancel));
            isWritten = true;
            return saved;
        }
        catch (SqliteException unreadable)
        {
            throw new SkillException(SqliteFault.NothingToSave(damaged, unreadable.Message));
        }
        finally
        {
            folder.Delete(recursive: true);
            if (!isWritten)
            {
                File.Delete(target);
            }
        }
    }

    /// <summary>Copies a damaged file and its log, so that nothing that is tried changes it.</summary>
    static string CopyOf(string damaged, string folder)
    {
        var copy = Path.Combine(folder, "damaged.db");
        File.Copy(damaged, copy);
        var isMended = MendHeader(copy);
        if (File.Exists(WriteAheadLog.PathOf(damaged)))
        {
            File.Copy(WriteAheadLog.PathOf(damaged), WriteAheadLog.PathOf(copy));
            // Of a damaged header it cannot be told whether the log is of this file: most likely it is.
            if (!isMended && WriteAheadLog.Stamps(copy) is { } log && !StampOf(copy).CanPrecede(log.First, log.Last))
            {
                File.Delete(WriteAheadLog.PathOf(copy));
            }
        }
        return copy;
    }

    static FileStamp StampOf(string copy)
    {
        using var stream = File.OpenRead(copy);
        var header = new byte[FileStamp.Length];
        stream.ReadAtLeast(header, header.Length, throwOnEndOfStream: false);
        return FileStamp.Of(header);
    }

    /// <summary>Writes the header that our files have where it is damaged: without it SQLite reads nothing.</summary>
    /// <returns>Whether it was damaged.</returns>
    static bool MendHeader(string copy)
    {
        using var stream = File.Open(copy, FileMode.Open);
        var header = new byte[HeaderLength];
        if (stream.ReadAtLeast(header, HeaderLength, throwOnEndOfStream: false) < HeaderLength)
        {
            return false;
        }
        var sound = SoundHeader();
        // All but what counts and marks: the name of the format, the size of pages, their parts, the format and the encoding.
        int[] needed = [.. Enumerable.Range(0, 24), .. Enumerable.Range(44, 4), .. Enumerable.Range(56, 4)];
        if (needed.All(at => header[at] == sound[at]))
        {
            return false;
        }
        foreach (var at in needed)
        {
            header[at] = sound[at];
        }
        stream.Position = 0;
        stream.Write(header);
        return true;
    }

    static byte[] SoundHeader()
    {
        using var connection = new SqliteConnection("Data Source=:memory:;Pooling=false");
        connection.Open();
        raw.sqlite3_exec(connection.Handle, "create table a (a); pragma user_version = 1;");
        var folder = Directory.CreateTempSubdirectory("skillmcp-");
        try
        {
            var file = Path.Combine(folder.FullName, "sound.db");
            connection.Execute("vacuum into @file", new { file });
            var header = File.ReadAllBytes(file)[..HeaderLength];
            // As it is in files that have a write-ahead log.
            (header[18], header[19]) = (2, 2);
            return header;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    static async Task<SalvagedFile> SalvageAsync(
        string copy, string damaged, string target, AuditContext context, CancellationToken cancel)
    {
        SalvagedRows rows;
        await using (var from = new SqliteConnection(ConnectionString(copy, SqliteOpenMode.ReadWrite)))
        await using (var into = new SqliteConnection(ConnectionString(target, SqliteOpenMode.ReadWriteCreate)))
        {
            await from.OpenAsync(cancel);
            await into.OpenAsync(cancel);
            rows = await SalvagedRows.CopyAsync(from, into, damaged, cancel);
        }
        await using var database = await OpenAsync(target, OpenMode.Existing, cancel);
        var gone = await database.ForgetGoneAsync(context, cancel);
        var quarantined = await database.AcceptSalvagedAsync(cancel);
        var retrievals = await database.WriteAsync(connection => Seals.DropChangedRetrievalsAsync(connection, cancel), cancel);
        IReadOnlyList<string> notWhole = retrievals > 0 ? [$"Left out: {TableMeaning.Of("retrieval", retrievals)}, not whole."] : [];
        await database.RebuildAsync(cancel);
        await database.WriteAsync(async connection =>
        {
            foreach (var key in await connection.QueryAsync<long>("select key from skill where seal = ''", cancel))
            {
                await Seals.AcceptAsync(connection, key, cancel);
            }
            return true;
        }, cancel);
        var found = await database.DiagnoseAsync(cancel);
        IReadOnlyList<string> lost = [.. rows.Lost, .. gone, .. notWhole];
        return new SalvagedFile(target, rows.Saved, lost, quarantined, [.. found.Problems, .. found.Repairable]);
    }

    /// <summary>Takes the skills that could not be saved off the list of skills, and lists those that were.</summary>
    /// <returns>Which are lost, in one sentence; nothing if none is.</returns>
    Task<IReadOnlyList<string>> ForgetGoneAsync(AuditContext context, CancellationToken cancel) => WriteAsync(async connection =>
    {
        await Inventory.MendIdsAsync(connection, cancel);
        var gone = await RemovedAsync(connection, cancel);
        await connection.ExecuteAsync("delete from inventory", cancel);
        await connection.ExecuteAsync("insert or ignore into inventory (id, project, name) select id, project, name from skill", cancel);
        // Those that have another name by now, too.
        foreach (var skill in await RecordedSkills.MissingAsync(connection, cancel))
        {
            var note = new AuditNote(
                AuditedAct.RemovalAccepted, Project.Parse(skill.Project), skill.Name, "not to be found in the damaged file");
            await SqliteSkillStore.AppendAsync(connection, AuditEntry.Of(note, context), cancel);
        }
        return (IReadOnlyList<string>)(gone.Count == 0
            ? []
            : [$"Lost: {TableMeaning.Of("skill", gone.Count)}: {string.Join(", ", gone.Select(skill => skill.Name))}."]);
    }, cancel);

    /// <summary>Quarantines the skills that are not whole, and takes what is left of them as their text.</summary>
    Task<IReadOnlyList<string>> AcceptSalvagedAsync(CancellationToken cancel) => WriteAsync(async connection =>
    {
        var names = new List<string>();
        var changed = (await ChangedOutsideAsync(connection, cancel)).Select(version => (version.Project, version.Skill)).ToHashSet();
        var unsealed = (await UnsealedAsync(connection, cancel)).Select(skill => skill.Key).ToHashSet();
        var skills = await connection.QueryAsync<SalvagedSkillRow>(
            "select key, project, name, id from skill order by name, project", cancel);
        foreach (var skill in skills.ToList())
        {
            if (!unsealed.Contains(skill.Key) && !changed.Contains((skill.Project, skill.Name)) && Column.IsId(skill.Id))
            {
                continue;
            }
            names.Add(skill.Name);
            await QuarantineSalvagedAsync(connection, skill, cancel);
        }
        return (IReadOnlyList<string>)names;
    }, cancel);

    static async Task QuarantineSalvagedAsync(SqliteConnection connection, SalvagedSkillRow skill, CancellationToken cancel)
    {
        await connection.ExecuteAsync("""
            update skill
               set id            = @id,
                   status        = 'quarantined',
                   status_reason = 'saved from a damaged file: a part of it was lost or changed',
                   seal          = ''
             where key = @key
            """, new { key = skill.Key, id = Column.Of(Column.Id(skill.Id)), cancel });
        var versions = await connection.QueryAsync<HashedRow>("""
            select skill.*, written.*, written.number = skill.version as is_current
              from skill
              join skill_version as written on written.skill = skill.key
             where skill.key = @key
            """, new { key = skill.Key, cancel });
        foreach (var version in versions.Where(version => !version.IsAsWritten).ToList())
        {
            await connection.ExecuteAsync(
                "update skill_version set content_hash = @hash where skill = @key and number = @number",
                new { key = skill.Key, number = version.Number, hash = version.ToProcedure().ContentHash(), cancel });
        }
    }
}

/// <summary>A skill that was saved from a damaged file.</summary>
sealed record SalvagedSkillRow(long Key, string Project, string Name, string Id);
