using System.Text.Json;
using SkillMcp.Packaging;

namespace SkillMcp.Tests.Packaging;

public sealed class SkillJsonTests
{
    static readonly Guid Id = Guid.Parse("0199aaaa-0000-7000-8000-000000000001");
    static readonly Guid PartId = Guid.Parse("0199aaaa-0000-7000-8000-000000000002");
    static readonly Guid LostId = Guid.Parse("0199aaaa-0000-7000-8000-000000000003");
    static readonly Guid ExecutionId = Guid.Parse("0199aaaa-0000-7000-8000-000000000004");
    static readonly Guid BareId = Guid.Parse("0199aaaa-0000-7000-8000-000000000005");
    static readonly Guid RetrievalId = Guid.Parse("0199aaaa-0000-7000-8000-000000000006");

    // One member a line here, and the whole on one line where it is written.
    const string Everything = """
        {"id":"0199aaaa-0000-7000-8000-000000000001",
        "name":"deploy-web",
        "title":"Deploy web",
        "description":"Déploie \u003Cle\u003E 日本 \u0022site\u0022 \uD83D\uDE00",
        "category":"ops",
        "tags":["a","b"],
        "preconditions":["kubectl"],
        "steps":["push {image}"],
        "postconditions":["it answers"],
        "parameters":[{"name":"image","description":"which","example":"web","default":"","pattern":".\u002B"}],
        "components":[],
        "document":"---\nname: deploy-web\n---\n",
        "files":[{"path":"a.bin","digest":"039058c6f2c0cb492c533b0a4d14ef77cc0f78abccced5287d84a1a2011cfb81","size":3}],
        "project":"shop",
        "status":"archived",
        "status_reason":"failing: 3 of 4",
        "version":2,
        "revision":7,
        "pinned":true,
        "trials":false,
        "confidence":0.8,
        "source":"learned",
        "provenance":{"author":"agent","client":"claude-code 2.1","task":"deploy it"},
        "created_at":"2026-03-14T12:00:00.000Z",
        "updated_at":"2026-03-14T12:00:01.500Z",
        "last_used_at":"2026-03-14T12:00:02.000Z",
        "last_succeeded_at":"2026-03-14T12:00:03.000Z",
        "success_count":6,
        "partial_count":15,
        "failure_count":24,
        "record":{"successes":{"verified":1,"evidenced":2,"self_reported":3},
        "partials":{"verified":4,"evidenced":5,"self_reported":6},
        "failures":{"verified":7,"evidenced":8,"self_reported":9},
        "before_restore":{"successes":1,"partials":2,"failures":3}},
        "versions":[{"number":1,
        "title":"release","description":"How to release","category":"general","tags":[],"preconditions":[],"steps":[],
        "postconditions":[],"parameters":[],
        "components":[{"skill":"part","id":"0199aaaa-0000-7000-8000-000000000002","bindings":{"image":"web"}},
        {"skill":"","id":"0199aaaa-0000-7000-8000-000000000003","bindings":{}}],
        "document":"","files":[],
        "alternative":true,"after_failure":true,"retired":true,"reason":"composed","provenance":{"author":"person","client":"","task":""},
        "created_at":"2026-03-14T12:00:00.000Z","pitfalls":[]},
        {"number":2,"alternative":false,"way":1,"reason":"refined","provenance":{"author":"person","client":"","task":""},
        "created_at":"2026-03-14T12:00:00.000Z",
        "pitfalls":[{"text":"not on Friday","step":1,"seen":2,"is_tip":true,"passed":3,"seen_at":"2026-03-14T12:00:00+00:00"}]}],
        "executions":[{"id":"0199aaaa-0000-7000-8000-000000000004","version":2,"outcome":"not_used","grade":"self_reported",
        "at":"2026-03-14T12:00:00.000Z",
        "retrieval":"0199aaaa-0000-7000-8000-000000000006","task":"t","notes":"n","also":["u v","w"],
        "evidence":{"kind":"http_status","observed":"200","expected":"2xx","check":"curl"},
        "versions":[{"program":"terraform","version":"1.5.7","machine":"00000000000000aa","seen_at":"2026-03-14T12:00:00.000Z"},
        {"program":"jq","version":"1.6"}],"pitfall":{"text":"slow","step":0,"seen":1,
        "is_tip":false}},
        {"id":"0199aaaa-0000-7000-8000-000000000005","version":1,"outcome":"success","grade":"verified","at":"2026-03-14T12:00:00.000Z",
        "task":"","notes":"","bound":true,"weight":0.5,"not_for":"the mail server",
        "withheld":{"pitfall":{"text":"odd","step":1,"seen":1,"is_tip":true},"reason":"screened: mining",
        "is_not_for":true,"is_dropped":true}}],
        "contents":{"039058c6f2c0cb492c533b0a4d14ef77cc0f78abccced5287d84a1a2011cfb81":"AQID"}}
        """;

    static readonly Dictionary<Guid, SkillName> Names = new() { [PartId] = SkillName.Parse("part") };

    [Fact]
    public void A_skill_is_written_with_every_member_in_its_order() => Assert.Equal(OnOneLine(Everything), SkillJson.Write(Whole(), Names));

    [Fact]
    public void What_was_written_is_read_back_and_written_the_same()
    {
        var read = SkillJsonReader.Read(JsonElement.Parse(Everything), Sample.Noon.AddDays(1));

        // It belongs to the project that it is imported into.
        Assert.Equal(OnOneLine(Everything).Replace("\"shop\"", "\"\""), SkillJson.Write(read.Portable, Names));
        Assert.Equal((Id, true), (read.Id, read.HasHistory));
        Assert.Equal([PartId, LostId], read.Parts);
    }

    [Fact]
    public void A_time_that_is_not_known_is_left_out()
    {
        var whole = PortableSkill.Of(Sample.Skill(Sample.Procedure("deploy")));

        var line = SkillJson.Write(whole, new Dictionary<Guid, SkillName>());

        Assert.DoesNotContain("last_used_at", line);
        Assert.DoesNotContain("last_succeeded_at", line);
        Assert.Contains("\"executions\":[],\"contents\":{}}", line);
    }

    static string OnOneLine(string lines) => lines.ReplaceLineEndings("");

    static PortableSkill Whole()
    {
        var procedure = new Procedure
        {
            Title = "Deploy web",
            Description = "Déploie <le> 日本 \"site\" 😀",
            Category = "ops",
            Tags = ["a", "b"],
            Preconditions = ["kubectl"],
            Steps = Sample.Steps("push {image}"),
            Postconditions = ["it answers"],
            Parameters = [new Parameter { Name = "image", Description = "which", Example = "web", Default = "", Pattern = ".+" }],
            Document = "---\nname: deploy-web\n---\n",
            Files = [SkillFile.Of("a.bin", [1, 2, 3])],
        };
        var composite = new Procedure
        {
            Title = "release",
            Description = "How to release",
            Components = [new Component(PartId) { Bindings = new Dictionary<string, string> { ["image"] = "web" } }, new Component(LostId)],
        };
        var person = new Provenance(Author.Person);
        return new PortableSkill
        {
            Skill = Sample.Skill(procedure, Project.Parse("shop")) with
            {
                Id = Id,
                Lifecycle = new Lifecycle { Status = Status.Archived, Reason = "failing: 3 of 4" },
                Version = 2,
                Revision = 7,
                Pinned = true,
                HasTrials = false,
                Confidence = 0.8,
                Source = Source.Learned,
                Provenance = new Provenance(Author.Agent, "claude-code 2.1", "deploy it"),
                UpdatedAt = Sample.Noon.AddMilliseconds(1_500),
                LastUsedAt = Sample.Noon.AddSeconds(2),
                LastSucceededAt = Sample.Noon.AddSeconds(3),
                Record = new TrackRecord
                {
                    Successes = new Tally(1, 2, 3),
                    Partials = new Tally(4, 5, 6),
                    Failures = new Tally(7, 8, 9),
                    BeforeRestore = new ExecutionCounts(1, 2, 3),
                },
            },
            Versions =
            [
                new SkillVersion
                {
                    Number = 1,
                    Procedure = composite,
                    IsAlternative = true,
                    IsAfterFailure = true,
                    IsRetired = true,
                    Reason = "composed",
                    Provenance = person,
                    CreatedAt = Sample.Noon,
                },
                new SkillVersion
                {
                    Number = 2, Way = 1, Procedure = procedure, Reason = "refined", Provenance = person, CreatedAt = Sample.Noon,
                    Pitfalls = [new Pitfall { Text = "not on Friday", Step = 1, Seen = 2, IsTip = true, Passed = 3, SeenAt = Sample.Noon }],
                },
            ],
            Executions =
            [
                new Execution
                {
                    Id = ExecutionId,
                    Skill = Id,
                    Version = 2,
                    Outcome = Outcome.NotUsed,
                    EvidenceLevel = EvidenceLevel.SelfReported,
                    At = Sample.Noon,
                    IsBound = true,
                    Retrieval = RetrievalId, Task = "t", Also = ["u v", "w"], Notes = "n",
                    Evidence = new Evidence { Kind = EvidenceKind.HttpStatus, Observed = "200", Expected = "2xx", Check = "curl" },
                    Versions =
                    [
                        new ProgramVersion("terraform", "1.5.7") { Machine = "00000000000000aa", SeenAt = Sample.Noon },
                        new ProgramVersion("jq", "1.6"),
                    ],
                    Pitfall = new Pitfall { Text = "slow" },
                },
                new Execution
                {
                    Id = BareId,
                    Skill = Id,
                    Version = 1,
                    Outcome = Outcome.Success,
                    EvidenceLevel = EvidenceLevel.Verified,
                    At = Sample.Noon,
                    IsBound = true,
                    Weight = 0.5,
                    NotFor = "the mail server",
                    Withheld = new WithheldPitfall(new Pitfall { Text = "odd", Step = 1, IsTip = true }, "screened: mining")
                    {
                        IsNotFor = true,
                        IsDropped = true,
                    },
                },
            ],
            Contents = new Dictionary<string, ReadOnlyMemory<byte>> { [SkillFile.DigestOf([1, 2, 3])] = new byte[] { 1, 2, 3 } },
        };
    }
}
