using System.Security.Cryptography;

namespace SkillMcp.Tests.Store;

/// <summary>
/// A migration that was edited after it ran on a file leaves that file without what the edit added, and nothing tells it apart
/// from one that ran the newer text. What is to change goes into a migration of its own.
/// </summary>
public sealed class MigrationTests
{
    /// <summary>The SHA-256 of each migration when it landed. A new one adds a line; no line is ever changed.</summary>
    static readonly Dictionary<string, string> Landed = new()
    {
        ["0001_skill_memory.sql"] = "06ae2f438a21be7b730a4a4d9846e4aedc40930163a045f7c4783a123501bf76",
        ["0002_past_tasks_and_vectors.sql"] = "09179dc45903b24fed175cfd1c3b3009af9bbe3bab6b3f2d4a34fce026679ba9",
        ["0003_audit_and_proposals.sql"] = "838ea900540480a01164c04a332ea48b99026299b11983029b3ca57c3cf83b51",
        ["0004_documents_and_files.sql"] = "8ed1e4357018507e30b06064bd063c7f40b95041c4cdb8c1226436f448fd290a",
        ["0005_other_words.sql"] = "a583f4c36bede37d432363725e4e6e1411f61ddc92356d121102accabbef3e16",
        ["0006_vectors.sql"] = "5e0864537ba89eb6d5cf6b99cf496595d91a316c6bd55bbe6dfe04a16a9c57cf",
        ["0007_candidates.sql"] = "540d67f2b7e66ee986403fefaeded37d467dff10aa7ac9b15dcf2eab2b72db0f",
        ["0009_ways.sql"] = "cde18bbd8437476253b147d75d1268f2c89630a079beb0d86eb50fbbdb748163",
        ["0011_not_for.sql"] = "bcba351bf8385054decf83c67399870035a526c9a97474cdfbf105ce54941508",
        ["0008_tips.sql"] = "66b4b14fe4fbb55e5decf8e70d76bd39feafd82380b774e2fd963ef68c88328e",
        ["0010_pitfalls.sql"] = "130d7d5dc7086726c8fede3fd082da81c9f21225e523fd1bf2340239a27aacaa",
        ["0012_seals.sql"] = "c8a7029041b05ca7e0479655c7d438dbb37c4929957790c83b994bdb890f3d1d",
        ["0013_withheld_pitfalls.sql"] = "802dcd2e56d4014d752f6ab5a61d5dd8ed48460ace67937d5fe7d337272b78f7",
        ["0014_inventory.sql"] = "53a012b84bb1fd09fdd3d69b5787f2c92aa7e75b39e5712f1ad4de2993b7396c",
        ["0015_versions.sql"] = "9fe931e7dbd046125f91a55d59964f27c84e219d7afd8b6d4f29a9e7bdbe8ae7",
        ["0016_assignments.sql"] = "dfa08b9dad146061dc002051b4a025e0030c0dbd5fb3ce302438ec73679d5f5c",
        ["0017_sealed_retrievals.sql"] = "65fb789d0f984a28d5a85d715bab917dd42984a57b926fd768a44de77a5c2ae5",
        ["0018_import_sources.sql"] = "2ee45edac624f352a556a5e81aae4a62f96e47b7f1154d52c57291a58c263e1c",
    };

    [Fact]
    public void A_migration_that_landed_is_never_edited_renamed_or_removed()
    {
        var files = Directory.GetFiles(Path.Combine(Here.Solution, "src", "SkillMcp", "Sqlite", "Migrations"));

        var hashes = files.ToDictionary(file => Path.GetFileName(file), HashOf);

        Assert.Equal(Landed.OrderBy(entry => entry.Key), hashes.OrderBy(entry => entry.Key));
    }

    /// <summary>Of the text with the line ends that it is committed with.</summary>
    static string HashOf(string file) =>
        Convert.ToHexStringLower(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(File.ReadAllText(file).ReplaceLineEndings("\n"))));
}
