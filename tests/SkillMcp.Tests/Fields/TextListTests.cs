using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using SkillMcp.Fields;
using SkillMcp.Server.Presentation;

namespace SkillMcp.Tests.Fields;

/// <summary>
/// A type that holds texts lists them in one method. These tests walk the types by reflection: a text that can be reached and is not in
/// the list would be stored without being redacted, screened or hashed.
/// </summary>
public sealed class TextListTests
{
    // What is a name, an identifier or a label of ours, and no text of an author.
    static readonly HashSet<Type> NotTexts =
    [
        typeof(SkillName), typeof(Project), typeof(Guid), typeof(DateTimeOffset), typeof(TrackRecord),
        typeof(ProposedChange), typeof(FileCopy), typeof(RecordChange), typeof(RememberedTasks), typeof(Assignment),
    ];

    // Facts are compared with conditions, and are not stored. A session is a hash of ours.
    // A composite as it is laid out, a skill as it was read, and what another program left of it, are judged and not stored.
    static readonly HashSet<string> NotStored =
    [
        "RetrieveRequest.Context", "RetrieveRequest.Session", "Report.Session", "RefineRequest.Session",
        "SkillChange.Before", "SkillChange.LaidOut", "CorrectedExecution.Earlier", "AuditNote.Detail",
        "SkillFile.Digest", "RunCandidate.Skeleton", "Lifecycle.Left", "ProgramVersion.Machine",
    ];

    public static TheoryData<Type> Textual =>
        [.. typeof(Procedure).Assembly.GetTypes().Where(type => type is { IsClass: true, IsAbstract: false } && IsTextual(type))];

    [Theory]
    [MemberData(nameof(Textual))]
    public void Every_text_that_can_be_reached_is_in_the_list(Type type)
    {
        var filler = new Filler();
        var filled = filler.Fill(type, type.Name);

        var listed = Listed(type, filled).Select(entry => entry.Text).ToHashSet();

        Assert.NotEmpty(filler.Texts);
        Assert.Empty(filler.Texts.Where(text => !listed.Contains(text.Key)).Select(text => text.Value));
    }

    [Fact]
    public void Every_text_of_a_procedure_changes_its_hash()
    {
        var procedure = (Procedure)new Filler().Fill(typeof(Procedure), nameof(Procedure));
        var texts = TextEntry.AllOf(procedure);

        var hashes = Enumerable.Range(0, texts.Count).Select(at => procedure.VisitTexts(new Changing(at)).ContentHash());

        Assert.Equal(texts.Count, hashes.Where(hash => hash != procedure.ContentHash()).Distinct().Count());
    }

    [Fact]
    public void A_text_of_no_list_has_no_number()
    {
        var whole = Sample.CompositeOf("whole", Sample.Skill(Sample.Procedure("part")));
        var bound = whole with
        {
            Components = [whole.Components[0] with { Bindings = new Dictionary<string, string> { ["host"] = "web1" } }],
        };

        Assert.All(TextEntry.AllOf(bound), entry => Assert.Equal(0, entry.Number));
    }

    [Fact]
    public void Whatever_changes_the_hash_of_a_procedure_changes_what_a_person_is_shown()
    {
        var procedure = (Procedure)new Filler().Fill(typeof(Procedure), nameof(Procedure));
        var around = new ProcedureSurroundings(new Dictionary<string, ReadOnlyMemory<byte>>(), new Dictionary<Guid, SkillName>());
        var (hash, shown) = (procedure.ContentHash(), Shown(procedure));

        var mutants = Mutants.Of(procedure).Cast<Procedure>().Where(mutant => mutant.ContentHash() != hash).ToList();

        Assert.True(mutants.Count > TextEntry.AllOf(procedure).Count, "a digest or an absent value is hashed too");
        Assert.All(mutants, mutant => Assert.NotEqual(shown, Shown(mutant)));
        Assert.All(TextEntry.AllOf(procedure), entry => Assert.Contains(entry.Text, shown));

        string Shown(Procedure one) => string.Join('\n', ProcedureLines.Of(one, around));
    }

    static bool IsTextual(Type type) =>
        type.GetInterfaces().Any(implemented => implemented.IsGenericType && implemented.GetGenericTypeDefinition() == typeof(ITextual<>));

    static IReadOnlyList<TextEntry> Listed(Type type, object value) => (IReadOnlyList<TextEntry>)typeof(TextEntry)
        .GetMethod(nameof(TextEntry.AllOf))!.MakeGenericMethod(type).Invoke(null, [value])!;

    /// <summary>Changes one text, by its place in the list.</summary>
    sealed class Changing(int place) : TextVisitor
    {
        int at;

        protected override string Visit(TextField field, int number, string text) => at++ == place ? text + "x" : text;
    }

    /// <summary>Copies of a value that each differ in one place, whatever the types are that it is made of.</summary>
    static class Mutants
    {
        const string Invisible = "\u200b";

        public static IEnumerable<object?> Of(object value) => value switch
        {
            string text => [text + "x", text + Invisible],
            Step step => [Step.Parse(step.Text + "x"), Step.Parse(step.Text + Invisible)],
            Guid => [Guid.NewGuid()],
            bool flag => [!flag],
            int or long => [Convert.ChangeType(41, value.GetType(), CultureInfo.InvariantCulture)],
            IDictionary<string, string> map => OfMap(map),
            IEnumerable list => OfList(list),
            _ => OfRecord(value),
        };

        static IEnumerable<object?> OfMap(IDictionary<string, string> map) =>
        [
            new Dictionary<string, string>(),
            .. map.Select(pair => new Dictionary<string, string> { [pair.Key + "x"] = pair.Value }),
            .. map.Select(pair => new Dictionary<string, string> { [pair.Key] = pair.Value + "x" }),
        ];

        static IEnumerable<object?> OfList(IEnumerable list)
        {
            var items = list.Cast<object>().ToList();
            var item = list.GetType().GetElementType()!;
            yield return Array.CreateInstance(item, 0);
            yield return ArrayOf(item, [.. items, items[0]]);
            foreach (var other in Of(items[0]))
            {
                yield return ArrayOf(item, [other!, .. items.Skip(1)]);
            }
        }

        static Array ArrayOf(Type item, List<object> items)
        {
            var array = Array.CreateInstance(item, items.Count);
            ((IList)items).CopyTo(array, 0);
            return array;
        }

        static IEnumerable<object?> OfRecord(object value)
        {
            foreach (var property in value.GetType().GetProperties().Where(property => property.SetMethod is not null))
            {
                var isOptional = new NullabilityInfoContext().Create(property).WriteState == NullabilityState.Nullable;
                IEnumerable<object?> absent = (isOptional, property.PropertyType == typeof(string)) switch
                {
                    (true, true) => [null, ""],
                    (true, _) => [null],
                    _ => [],
                };
                foreach (var other in property.GetValue(value) is { } present ? Of(present).Concat(absent) : [])
                {
                    var copy = value.GetType().GetMethod("<Clone>$")!.Invoke(value, [])!;
                    property.SetValue(copy, other);
                    yield return copy;
                }
            }
        }
    }

    /// <summary>Builds a value with a text of its own wherever there can be one.</summary>
    sealed class Filler
    {
        const string Digest = "digest";

        // No two numbers are equal: a version that is the skill's own is not visited twice.
        int numbers;

        /// <summary>Where each text was put.</summary>
        public Dictionary<string, string> Texts { get; } = [];

        public object Fill(Type type, string place)
        {
            var value = RuntimeHelpers.GetUninitializedObject(type);
            // Fields of which no property is meant to be set, such as caches, stay as a constructor would leave them.
            foreach (var property in type.GetProperties(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic))
            {
                if (property.SetMethod is not null && property.GetIndexParameters().Length == 0)
                {
                    var at = $"{type.Name}.{property.Name}";
                    property.SetValue(value, NotStored.Contains(at) ? Empty(property.PropertyType) : Of(property.PropertyType, at));
                }
            }
            return value;
        }

        object? Of(Type type, string place)
        {
            type = Nullable.GetUnderlyingType(type) ?? type;
            if (type == typeof(string))
            {
                return Text(place);
            }
            if (type == typeof(Step))
            {
                return Step.Parse(Text(place));
            }
            if (type == typeof(ReadOnlyMemory<byte>))
            {
                return (ReadOnlyMemory<byte>)System.Text.Encoding.UTF8.GetBytes(Text(place));
            }
            if (type == typeof(int))
            {
                return ++numbers;
            }
            if (NotTexts.Contains(type) || type.IsPrimitive || type.IsEnum)
            {
                return Empty(type);
            }
            if (type.IsGenericType && type.IsAssignableTo(typeof(IEnumerable)))
            {
                return Collection(type, place);
            }
            return Fill(type, place);
        }

        object Collection(Type type, string place)
        {
            var items = type.GetGenericArguments();
            if (items is [var item])
            {
                var list = Array.CreateInstance(item, 1);
                list.SetValue(Of(item, place), 0);
                return list;
            }
            var dictionary = (IDictionary)Activator.CreateInstance(typeof(Dictionary<,>).MakeGenericType(items))!;
            // The contents of a file stand by its digest, which is not a text.
            var key = items[1] == typeof(ReadOnlyMemory<byte>) ? Digest : Of(items[0], place);
            dictionary.Add(key ?? SkillName.Parse("a"), Of(items[1], place));
            return dictionary;
        }

        static object? Empty(Type type)
        {
            if (type == typeof(string))
            {
                return Digest;
            }
            if (type.IsGenericType && type.IsAssignableTo(typeof(IEnumerable)))
            {
                var items = type.GetGenericArguments();
                return items is [var item]
                    ? Array.CreateInstance(item, 0)
                    : Activator.CreateInstance(typeof(Dictionary<,>).MakeGenericType(items));
            }
            return type.IsValueType ? Activator.CreateInstance(type) : null;
        }

        string Text(string place)
        {
            var text = $"text{Texts.Count + 1}";
            Texts.Add(text, place);
            return text;
        }
    }
}
