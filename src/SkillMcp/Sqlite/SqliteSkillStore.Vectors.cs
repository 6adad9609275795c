using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using Dapper;
using Microsoft.Data.Sqlite;

namespace SkillMcp.Sqlite;

public sealed partial class SqliteSkillStore
{
    /// <remarks>
    /// Every vector is read and compared.
    /// That is fast enough up to about fifty thousand skills, and there is no vector index that could be stale.
    /// </remarks>
    public Task<IReadOnlyList<Candidate>> SearchVectorsAsync(
        Project project,
        ModelVector vector,
        IReadOnlyList<Guid> others,
        string? category,
        int limit,
        CancellationToken cancel) => database.ReadAsync(async connection =>
    {
        var wanted = others.Select(Column.Of).ToHashSet(StringComparer.Ordinal);
        var cosines = await CosinesAsync(connection, project, vector, category, cancel);
        var near = cosines
            .OrderByDescending(one => one.Cosine)
            .Take(limit)
            .UnionBy(cosines.Where(one => wanted.Contains(one.Id)), one => one.Key)
            .ToDictionary(one => one.Id, StringComparer.Ordinal);
        var nearestFirst = near.Values.OrderByDescending(one => one.Cosine).Select(one => one.Key);
        var candidates = await CandidatesAsync(connection, [.. nearestFirst], cancel);
        return (IReadOnlyList<Candidate>)
            [.. candidates.Select(candidate => candidate with { CosineSimilarity = near[Column.Of(candidate.Id)].Cosine })];
    }, cancel);

    static async Task<List<(long Key, string Id, double Cosine)>> CosinesAsync(
        SqliteConnection connection, Project project, ModelVector vector, string? category, CancellationToken cancel)
    {
        var cosines = new List<(long, string, double)>();
        await foreach (var row in connection.QueryUnbufferedAsync<VectorRow>("""
            select skill.key, skill.id, skill_vector.vector
              from skill_vector
              join skill on skill.key = skill_vector.skill
              join skill_version as written on written.skill = skill.key and written.number = skill.version
             where skill_vector.model = @model
               and skill_vector.content_hash = written.content_hash
               and skill.status = 'active'
               and (skill.project = @project
                    or skill.project = ''
                       and not exists (select 1 from skill as own where own.name = skill.name and own.project = @project))
               and (@category is null
                    or exists (select 1 from current_skill where key = skill.key and category = @category))
            """, new { model = vector.Model, project = project.Name, category, cancel }))
        {
            if (Cosine(row.Vector, vector.Values.Span) is { } cosine)
            {
                cosines.Add((row.Key, row.Id, cosine));
            }
        }
        return cosines;
    }

    /// <summary>The cosine similarity of a stored vector and another; null if they cannot be compared.</summary>
    static float? Cosine(byte[] stored, ReadOnlySpan<float> other)
    {
        var values = MemoryMarshal.Cast<byte, float>(stored);
        if (values.Length != other.Length)
        {
            return null;
        }
        var cosine = TensorPrimitives.CosineSimilarity(values, other);
        // A vector of zeros has no direction.
        return float.IsFinite(cosine) ? cosine : null;
    }

    public Task<IReadOnlyList<Skill>> WithoutVectorAsync(
        Project project, string model, int limit, CancellationToken cancel) => database.ReadAsync(async connection =>
    {
        var rows = await connection.QueryAsync<SkillRow>("""
            select current_skill.*
              from current_skill
              left join skill_vector on skill_vector.skill = current_skill.key and skill_vector.model = @model
             where current_skill.status = 'active'
               and current_skill.project in ('', @project)
               and (skill_vector.skill is null or skill_vector.content_hash <> current_skill.content_hash)
             order by current_skill.key
             limit @limit
            """, new { project = project.Name, model, limit, cancel });
        return await LoadAsync(connection, project, rows.ToList(), cancel);
    }, cancel);

    public Task KeepVectorsAsync(
        Project project,
        IReadOnlyList<(Skill Skill, ModelVector Vector)> vectors,
        CancellationToken cancel) => database.WriteAsync(async connection =>
    {
        foreach (var (skill, vector) in vectors)
        {
            await connection.ExecuteAsync("""
                insert into skill_vector (skill, model, content_hash, vector)
                select key, @model, content_hash, @vector
                  from current_skill
                 where id = @id
                   and content_hash = @hash
                    on conflict (skill, model) do update
                   set content_hash = excluded.content_hash, vector = excluded.vector
                """, new
            {
                model = vector.Model,
                // As object, because Dapper takes a byte[] for a list of values.
                vector = (object)MemoryMarshal.AsBytes(vector.Values.Span).ToArray(),
                id = Column.Of(skill.Id),
                hash = skill.Procedure.ContentHash(),
                cancel,
            });
        }
        return vectors.Count;
    }, cancel);
}

/// <summary>A stored vector, as the bytes of its floats, and the skill that it belongs to.</summary>
sealed record VectorRow(long Key, string Id, byte[] Vector);
