using System.Runtime.InteropServices;
using Dapper;
using Microsoft.Data.Sqlite;

namespace SkillMcp.Sqlite;

/// <summary>
/// The stored vectors of one model in memory: reading them from the file for each search would take longer than comparing them.
/// Vectors are only appended. What was replaced or deleted since stays until the next reload, so a search asks the file which of the
/// vectors that it found are still there.
/// </summary>
/// <param name="model">The model.</param>
/// <param name="dimensions">The length of its vectors. Others, such as those of an earlier build of the model, are left out.</param>
/// <param name="schemaVersion">SQLite's count of changes to the schema: keys start again if a table is recreated.</param>
sealed class VectorCache(string model, int dimensions, long schemaVersion)
{
    // Reloaded when this many and half of all were appended, for as many may have been replaced.
    const int MinReload = 10_000;

    readonly int width = Int8Vector.PaddedLength(dimensions);
    readonly Dictionary<long, int> places = [];
    readonly List<string> projects = [];
    sbyte[][] blocks = [];
    long[] keys = [];
    float[] inverseNorms = [];
    int[] skillOf = [];
    int count;
    long[] skills = [];
    string[] projectOf = [];
    int skillCount;
    long newest;
    int firstLoaded;

    /// <summary>An empty cache, before the first search.</summary>
    public static VectorCache None { get; } = new("", 0, 0);

    /// <summary>The vectors that it holds now.</summary>
    public VectorTable Table => new()
    {
        Width = width,
        Count = count,
        Blocks = blocks,
        Keys = keys,
        InverseNorms = inverseNorms,
        SkillOf = skillOf,
        SkillCount = skillCount,
        Skills = skills,
        ProjectOf = projectOf,
    };

    /// <summary>The cache brought up to the snapshot that a connection reads; a new one if this one cannot be.</summary>
    /// <remarks>
    /// One caller at a time, and before its connection has read anything else: a later caller then never reads an older state.
    /// </remarks>
    public static async Task<VectorCache> RefreshedAsync(
        VectorCache cache, SqliteConnection connection, string model, int dimensions, CancellationToken cancel)
    {
        var state = await connection.QuerySingleAsync<VectorTableRow>("""
            select coalesce((select seq from sqlite_sequence where name = 'skill_vector'), 0) as newest,
                   (select schema_version from pragma_schema_version) as schema_version
            """, cancel);
        var current = cache.CanRead(state, model, dimensions) ? cache : new VectorCache(model, dimensions, state.SchemaVersion);
        if (current.newest < state.Newest)
        {
            await current.AppendNewAsync(connection, cancel);
            current.newest = state.Newest;
        }
        if (current.firstLoaded == 0)
        {
            current.firstLoaded = current.count;
        }
        return current;
    }

    bool CanRead(VectorTableRow state, string wantedModel, int wantedDimensions) =>
        (model, dimensions, schemaVersion) == (wantedModel, wantedDimensions, state.SchemaVersion)
        && newest <= state.Newest
        && count - firstLoaded <= Math.Max(MinReload, firstLoaded);

    async Task AppendNewAsync(SqliteConnection connection, CancellationToken cancel)
    {
        await foreach (var row in connection.QueryUnbufferedAsync<VectorRow>("""
            select skill_vector.key, skill_vector.skill, skill.project, skill_vector.vector
              from skill_vector
              join skill on skill.key = skill_vector.skill
             where skill_vector.key > @newest
               and skill_vector.model = @model
               and length(skill_vector.vector) = @dimensions
             order by skill_vector.key
            """, new { newest, model, dimensions, cancel }))
        {
            Append(row);
            // If this is cancelled, the next search continues here.
            newest = row.Key;
        }
    }

    void Append(VectorRow row)
    {
        if (count == blocks.Length * VectorTable.BlockSize)
        {
            Array.Resize(ref blocks, blocks.Length + 1);
            blocks[^1] = new sbyte[VectorTable.BlockSize * width];
        }
        if (count == keys.Length)
        {
            var capacity = Math.Max(VectorTable.BlockSize, 2 * count);
            Array.Resize(ref keys, capacity);
            Array.Resize(ref inverseNorms, capacity);
            Array.Resize(ref skillOf, capacity);
        }
        var vector = blocks[count / VectorTable.BlockSize].AsSpan(count % VectorTable.BlockSize * width, dimensions);
        MemoryMarshal.Cast<byte, sbyte>(row.Vector.AsSpan()).CopyTo(vector);
        (keys[count], inverseNorms[count], skillOf[count]) = (row.Key, Int8Vector.InverseNorm(vector), PlaceOf(row));
        count++;
    }

    /// <summary>The place of a skill. SQLite may give the key of a purged skill to a new one, also of another project.</summary>
    int PlaceOf(VectorRow row)
    {
        if (!places.TryGetValue(row.Skill, out var place))
        {
            place = skillCount++;
            if (place == skills.Length)
            {
                var capacity = Math.Max(VectorTable.BlockSize, 2 * place);
                Array.Resize(ref skills, capacity);
                Array.Resize(ref projectOf, capacity);
            }
            skills[place] = row.Skill;
            places[row.Skill] = place;
        }
        projectOf[place] = Shared(row.Project);
        return place;
    }

    string Shared(string project)
    {
        if (projects.Find(known => known == project) is { } shared)
        {
            return shared;
        }
        projects.Add(project);
        return project;
    }
}

/// <summary>The largest key that was ever given to a vector, and SQLite's count of changes to the schema.</summary>
sealed record VectorTableRow(long Newest, long SchemaVersion);

/// <summary>A stored vector, with the skill that it belongs to.</summary>
sealed record VectorRow(long Key, long Skill, string Project, byte[] Vector);
