using System.Text;
using SkillMcp.Fields;
using SkillMcp.Safety;

namespace SkillMcp.Admissions;

/// <summary>
/// Screens names as the words that a reader sees in them: "ignore-all-previous-instructions" is a sentence. Names are shown outside
/// of the mark that the text of a skill stands in: in lists, addresses, suggestions and errors.
/// </summary>
static class NameScreen
{
    static readonly PassedTexts Passed = new((place, name) => ContentScreen.Of([new Passage(place, name)]));

    /// <summary>Screens the names in a value, those of one field together, because a sentence can be spread over several tags.</summary>
    public static IEnumerable<ScreeningResult> Of<T>(T textual) where T : ITextual<T> =>
        from entry in TextEntry.AllOf(textual)
        let name = NameIn(entry)
        where name.Length > 0
        group name by entry.Field.Place into names
        select Of(names.Key, names);

    /// <summary>Whether a name may not be shown before a person has approved it.</summary>
    /// <remarks>Beside its words it is read as it is written, which is how it is screened with the rest of a skill.</remarks>
    public static bool IsDoubtful(string name) =>
        Of(TextField.Name.Place, [name]).Verdict != ScreeningVerdict.Pass || Passed.Screen("line", name).Verdict != ScreeningVerdict.Pass;

    /// <summary>The name of a new skill: what its title gives, or one that says nothing if that is doubtful.</summary>
    public static SkillName NameOf(Procedure procedure) => OrNeutral(SkillName.Of(procedure), procedure);

    /// <summary>The name of a skill with another text: a new title gives it a new name.</summary>
    public static SkillName NameOf(Skill skill, Procedure text) =>
        text.Title == skill.Procedure.Title ? skill.Name : NameOf(text);

    /// <summary>A name, or one that says nothing if it, or the title that it was made of, is doubtful.</summary>
    public static SkillName OrNeutral(SkillName name, Procedure procedure)
    {
        // Capital letters, which part words, are in the title alone.
        var isDoubtful = IsDoubtful(name.Value) || SkillName.From(procedure.Title) == name && IsDoubtful(procedure.Title);
        return isDoubtful ? SkillName.FromHash(procedure.ContentHash()) : name;
    }

    static ScreeningResult Of(string place, IEnumerable<string> names) => Passed.Screen(place, string.Join('\n', names.Select(WordsOf)));

    /// <summary>The name that a text is; of a phase's heading, that of the phase; empty for any other text.</summary>
    static string NameIn(TextEntry entry)
    {
        var isName = entry.Field.IsName || entry.Field == TextField.Step && Step.IsHeadingText(entry.Text);
        return isName ? entry.Text : "";
    }

    /// <summary>
    /// The words of a name, parted by blanks: at every sign that is no letter or digit, and where a capital letter begins one.
    /// </summary>
    static string WordsOf(string name)
    {
        var words = new StringBuilder(name.Length + 8);
        for (var at = 0; at < name.Length; at++)
        {
            var begins = at > 0 && char.IsUpper(name[at])
                && (char.IsLower(name[at - 1]) || at + 1 < name.Length && char.IsUpper(name[at - 1]) && char.IsLower(name[at + 1]));
            words.Append(begins ? " " : "").Append(IsOfWord(name[at]) ? name[at] : ' ');
        }
        return words.ToString();
    }

    static bool IsOfWord(char c) => char.IsLetterOrDigit(c) || char.IsSurrogate(c) || c is '\'' or '’' || char.GetUnicodeCategory(c) is
        System.Globalization.UnicodeCategory.NonSpacingMark or System.Globalization.UnicodeCategory.SpacingCombiningMark;
}
