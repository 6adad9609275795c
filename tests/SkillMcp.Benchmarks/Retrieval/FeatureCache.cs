using SkillMcp.Retrieval;

namespace SkillMcp.Benchmarks.Retrieval;

static class FeatureCache
{
    public static void Write(string file, IReadOnlyList<TrainingSet> sets)
    {
        using var w = new BinaryWriter(File.Create(file));
        w.Write(sets.Count);
        foreach (var s in sets)
        {
            w.Write(s.Set); w.Write(s.Name); w.Write((int)s.Kinds); w.Write(s.Queries.Count);
            foreach (var q in s.Queries)
            {
                w.Write(q.AskedWords); w.Write(q.KnownShare); w.Write(q.HasAnswer); w.Write(q.KeepsAnswer); w.Write(q.Candidates.Count);
                foreach (var c in q.Candidates)
                {
                    w.Write(c.IsRight); w.Write(c.IsKept);
                    foreach (var v in c.Features) { w.Write((float)v); }
                }
            }
        }
    }

    public static IReadOnlyList<TrainingSet> Read(string file)
    {
        using var r = new BinaryReader(new BufferedStream(File.OpenRead(file), 1 << 20));
        var sets = new List<TrainingSet>();
        for (var n = r.ReadInt32(); n > 0; n--)
        {
            var (set, name, kinds) = (r.ReadString(), r.ReadString(), (EvidenceKinds)r.ReadInt32());
            var queries = new List<TrainingQuery>();
            for (var m = r.ReadInt32(); m > 0; m--)
            {
                var (asked, known, has, keeps) = (r.ReadInt32(), r.ReadDouble(), r.ReadBoolean(), r.ReadBoolean());
                var candidates = new List<TrainingCandidate>();
                for (var k = r.ReadInt32(); k > 0; k--)
                {
                    var (right, kept) = (r.ReadBoolean(), r.ReadBoolean());
                    var features = new double[RelevanceFeatures.All.Count];
                    for (var i = 0; i < features.Length; i++) { features[i] = r.ReadSingle(); }
                    candidates.Add(new TrainingCandidate(features, right, kept));
                }
                queries.Add(new TrainingQuery(asked, known, candidates, has, keeps));
            }
            sets.Add(new TrainingSet(set, name, kinds, queries));
        }
        return sets;
    }
}
