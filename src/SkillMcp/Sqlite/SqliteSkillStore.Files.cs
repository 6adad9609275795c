using Dapper;
using Microsoft.Data.Sqlite;

namespace SkillMcp.Sqlite;

sealed partial class SqliteSkillStore
{
    /// <summary>Stores the contents of files. Content that is stored already is written again only if it was damaged.</summary>
    static async Task KeepFilesAsync(
        SqliteConnection connection, Project project, IReadOnlyDictionary<string, ReadOnlyMemory<byte>> contents, CancellationToken cancel)
    {
        foreach (var (digest, content) in contents)
        {
            // As object, because Dapper takes a byte[] for a list of values.
            await connection.ExecuteAsync("""
                insert into file_content (project, digest, content)
                values (@project, @digest, @content)
                on conflict do update set content = excluded.content where content <> excluded.content
                """, new { project = project.Name, digest, content = (object)content.ToArray(), cancel });
        }
    }

    /// <summary>Copies the contents of files from one project to another.</summary>
    static async Task CopyFilesAsync(SqliteConnection connection, FileCopy? copy, CancellationToken cancel)
    {
        if (copy is not null)
        {
            await connection.ExecuteAsync("""
                insert into file_content (project, digest, content)
                select @to, digest, content
                  from file_content
                 where project in ('', @from)
                   and digest in (select value from json_each(@digests))
                on conflict do nothing
                """, new { from = copy.From.Name, to = copy.To.Name, digests = Column.Of(copy.Digests), cancel });
        }
    }

    public Task<ReadOnlyMemory<byte>?> ContentAsync(
        Project project, string digest, CancellationToken cancel) => database.ReadAsync(async connection =>
    {
        var kept = await connection.QueryAsync<FileContentRow>("""
            select project, digest, content
              from file_content
             where project in ('', @project)
               and digest = @digest
            """, new { project = project.Name, digest, cancel });
        var sound = kept.FirstOrDefault(row => SkillFile.DigestOf(row.Content) == digest);
        return sound is null ? (ReadOnlyMemory<byte>?)null : sound.Content;
    }, cancel);

    /// <summary>Checks that the contents of a version's files are stored.</summary>
    /// <exception cref="SkillException">The content of a file is not stored; the message names the file.</exception>
    static async Task RequireFilesAsync(SqliteConnection connection, long key, IReadOnlyList<SkillFile> files, CancellationToken cancel)
    {
        if (files.Count == 0)
        {
            return;
        }
        var lost = await connection.QueryAsync<string>("""
            select held.value ->> 'path'
              from json_each(@files) as held
             where not exists (select 1
                                 from skill
                                 join file_content on file_content.project in ('', skill.project)
                                                  and file_content.digest = held.value ->> 'digest'
                                where skill.key = @key)
             order by held.key
            """, new { files = Column.Of(files), key, cancel });
        if (lost.FirstOrDefault() is { } path)
        {
            throw new SkillException($"The content of '{path}' is missing: submit the file again.");
        }
    }

    /// <summary>Deletes the contents that no version refers to. Shared contents may be referred to by versions of any project.</summary>
    static Task ForgetFilesAsync(SqliteConnection connection, string project, CancellationToken cancel) =>
        connection.ExecuteAsync("""
            delete from file_content
             where project = @project
               and digest not in (select held.value ->> 'digest'
                                    from skill
                                    join skill_version on skill_version.skill = skill.key
                                    join json_each(iif(json_valid(skill_version.files), skill_version.files, '[]')) as held
                                   where @project in ('', skill.project)
                                     and skill_version.files <> '[]'
                                     and held.value ->> 'digest' is not null)
            """, new { project, cancel });
}
