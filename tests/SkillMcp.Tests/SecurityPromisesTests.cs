using System.Reflection;
using System.Text.RegularExpressions;
using SkillMcp.Tests.Admissions;
using SkillMcp.Tests.Commands;
using SkillMcp.Tests.EndToEnd;
using SkillMcp.Tests.Memory;
using SkillMcp.Tests.Safety;
using SkillMcp.Tests.Store;

namespace SkillMcp.Tests;

/// <summary>
/// Every sentence of the README's section "Security" is held by tests that fail when the promise breaks; rates are measured by a command
/// of the benchmarks. A sentence is named here by its beginning.
/// </summary>
public sealed partial class SecurityPromisesTests
{
    static readonly Promise[] Promises =
    [
        new("You, at this machine",
            Test<TrustCommandTests>(nameof(TrustCommandTests.What_is_rejected_is_put_away)),
            Test<ConsentTests>(nameof(ConsentTests.A_skill_is_purged_in_a_terminal_only))),
        new("An agent is not:",
            Test<AdmissionTests>(nameof(AdmissionTests.No_agent_gets_around_an_approval)),
            Test<AdmitCommandTests>(nameof(AdmitCommandTests.An_agent_admits_nothing))),
        new("Whoever can open the memory's file",
            Test<SealTests>(nameof(SealTests.Every_column_that_decides_something_is_under_a_seal))),
        new("Over HTTP there are no accounts yet",
            Test<HttpTests>(nameof(HttpTests.Only_this_machine_is_served)),
            Test<HttpTests>(nameof(HttpTests.Only_requests_of_this_machine_are_served))),
        new("The file, its log and its backups",
            Test<ReplacedFileTests>(nameof(ReplacedFileTests.The_file_and_all_that_is_made_beside_it_are_their_owners_alone))),

        new("What comes in (a run,",
            Test<AdmissionTests>(nameof(AdmissionTests.A_run_with_a_hostile_text_anywhere_leaves_nothing_but_a_line_on_record)),
            Test<DocumentTests>(nameof(DocumentTests.A_hostile_text_anywhere_is_refused_with_its_place))),
        new("Secrets of more than 350 formats",
            Test<SecretRedactorTests>(nameof(SecretRedactorTests.Every_format_is_its_own_and_there_are_enough_of_them)),
            Test<PasswordArgumentTests>(nameof(PasswordArgumentTests.A_password_is_taken_where_the_program_takes_it)),
            Test<SecretsEverywhereTests>(nameof(SecretsEverywhereTests.No_kind_of_secret_in_any_field_is_kept_logged_or_answered))),
        new("Placeholders of documentation",
            Test<PasswordArgumentTests>(nameof(PasswordArgumentTests.What_documentation_writes_for_a_secret_stays))),
        new("The screen reads the text as it is",
            Test<DeobfuscationTests>(nameof(DeobfuscationTests.Each_trick_has_a_reason_of_its_own)),
            Test<EncodedTextTests>(nameof(EncodedTextTests.An_order_is_refused_in_whatever_code)),
            Test<HiddenOrderTests>(nameof(HiddenOrderTests.An_order_is_read_however_it_is_hidden)),
            Test<HiddenOrderTests>(nameof(HiddenOrderTests.An_order_is_read_where_few_look))),
        new("What is decoded is refused only",
            Test<HiddenInstructionTests>(nameof(HiddenInstructionTests.Only_an_instruction_that_is_known_is_refused)),
            Test<OrderClassifierTests>(nameof(OrderClassifierTests.An_order_to_an_agent_is_known_in_ten_languages))),
        new("Rules are data:",
            Test<ScreeningRuleTests>(nameof(ScreeningRuleTests.A_rule_has_a_name_of_its_own_a_reason_and_an_example)),
            Test<ScreeningRuleTests>(nameof(ScreeningRuleTests.A_rule_finds_what_it_says_it_finds))),
        new("Each text passes, is quarantined",
            Test<AdmissionControlTests>(nameof(AdmissionControlTests.A_submission_is_admitted_quarantined_or_refused)),
            Test<AdmissionTests>(nameof(AdmissionTests.A_composite_is_screened_as_a_whole))),
        new("A refusal names the rule",
            Test<TrustTests>(nameof(TrustTests.A_refusal_names_the_rule_and_echoes_nothing))),
        new("Names, titles, tags and categories",
            Test<NameTests>(nameof(NameTests.Every_kind_of_name_is_read_as_words)),
            Test<NameTests>(nameof(NameTests.Approving_gives_the_name_back))),

        new("A quarantined skill is never retrieved",
            Test<AdmissionTests>(nameof(AdmissionTests.No_agent_gets_around_an_approval)),
            Test<TrustTests>(nameof(TrustTests.A_quarantined_skill_is_listed_with_its_findings_and_without_a_word_of_its_own))),
        new("A doubtful change waits beside the skill",
            Test<AdmissionTests>(nameof(AdmissionTests.A_doubtful_run_of_a_known_skill_does_not_touch_it)),
            Test<EndToEnd.DoubtfulNoteTests>(
                nameof(EndToEnd.DoubtfulNoteTests.A_doubtful_note_is_reviewed_and_reaches_agents_once_it_is_admitted)),
            Test<Memory.DoubtfulNoteTests>(
                nameof(Memory.DoubtfulNoteTests.What_a_doubtful_report_says_the_skill_is_not_for_waits_for_a_person)),
            Test<Memory.DoubtfulNoteTests>(
                nameof(Memory.DoubtfulNoteTests.A_note_that_was_dropped_does_not_wait_again_when_it_is_reported_again))),
        new("An approval is for the content",
            Test<AdmissionTests>(nameof(AdmissionTests.An_approval_is_for_what_was_read_and_nothing_that_took_its_place)),
            Test<AdmissionTests>(nameof(AdmissionTests.An_edit_of_what_was_approved_needs_a_new_approval))),
        new("`review`, `show`, `approve` and the client's question",
            Test<ConsentTests>(nameof(ConsentTests.What_a_default_hides_is_shown_wherever_a_person_decides)),
            Test<ConsentTests>(nameof(ConsentTests.The_text_of_files_is_shown_wherever_a_person_decides)),
            Test<ConsentTests>(nameof(ConsentTests.Of_a_composite_its_own_words_its_bindings_and_its_components_are_shown)),
            Test<VisibleTextTests>(nameof(VisibleTextTests.Who_decides_about_a_text_sees_what_is_hidden_in_it))),
        new("An accept that a client sends",
            Test<ConsentTests>(nameof(ConsentTests.An_accept_without_the_name_approves_nothing)),
            Test<ConsentTests>(nameof(ConsentTests.What_a_client_accepted_is_not_on_record_as_a_persons_word))),
        new("What its form cannot show whole",
            Test<ConsentTests>(nameof(ConsentTests.What_a_form_cannot_show_whole_is_approved_in_a_terminal_only)),
            Test<ConsentTests>(nameof(ConsentTests.Where_approvals_are_for_the_terminal_no_client_is_asked)),
            Test<ConsentTests>(nameof(ConsentTests.A_skill_is_purged_in_a_terminal_only))),
        new("What the screen refused, you can admit",
            Test<AdmitCommandTests>(nameof(AdmitCommandTests.What_a_person_admits_is_shown_first_then_active_and_on_record)),
            Test<AdmitCommandTests>(nameof(AdmitCommandTests.An_agent_admits_nothing))),
        new("Every change, and every text that is refused",
            Test<AdmissionTests>(nameof(AdmissionTests.Who_did_what_through_what_and_why_is_on_record)),
            Test<AuditChainTests>(nameof(AuditChainTests.A_record_that_was_changed_is_found_out)),
            Test<AuditChainTests>(nameof(AuditChainTests.A_record_is_only_ever_added_to))),
        new("A text, a status, an origin",
            Test<SealTests>(nameof(SealTests.A_skill_of_which_another_program_changed_something_is_quarantined_until_a_person_accepts_it)),
            Test<SealTests>(
                nameof(SealTests.A_report_that_another_program_changed_or_removed_quarantines_the_skill_when_it_is_read)),
            Test<SealTests>(nameof(SealTests.Reports_that_another_program_changed_are_named_and_quarantine_the_skill)),
            Test<SealTests>(
                nameof(SealTests.An_earlier_version_that_another_program_changed_quarantines_the_skill_until_a_person_accepts_it)),
            Test<SealTests>(nameof(SealTests.A_task_that_another_program_wrote_into_a_report_does_not_find_the_skill)),
            Test<DoctorCommandTests>(nameof(DoctorCommandTests.A_skill_that_another_program_changed_can_be_rejected))),
        new("A skill that was set free by another program",
            Test<DoctorCommandTests>(
                nameof(DoctorCommandTests.A_skill_that_another_program_set_free_is_not_accepted_before_a_person_read_why_it_was_kept))),
        new("A skill that another program removed",
            Test<SealTests>(nameof(SealTests.A_skill_that_another_program_removed_is_named_until_a_person_accepts_that)),
            Test<DoctorCommandTests>(nameof(DoctorCommandTests.What_another_program_removed_is_named_until_it_is_to_be_gone))),
        new("A trigger that another program added",
            Test<SealTests>(nameof(SealTests.Nothing_is_written_beside_a_trigger_of_another_program_and_doctor_takes_it_away))),
        new("What you purge is written out",
            Test<CommandTests>(nameof(CommandTests.What_was_purged_is_in_the_file_and_its_log_no_more_while_a_server_has_it_open))),
        new("Before each write",
            Test<ReplacedFileTests>(nameof(ReplacedFileTests.Nothing_is_acknowledged_once_the_file_was_removed)),
            Test<ReplacedFileTests>(nameof(ReplacedFileTests.A_read_says_within_a_second_that_the_file_is_gone))),
        new("A server goes on with a memory",
            Test<ReplacedFileTests>(
                nameof(ReplacedFileTests.A_backup_that_is_put_in_place_of_the_file_is_gone_on_with_and_nothing_acknowledged_is_lost)),
            Test<ReplacedFileTests>(nameof(ReplacedFileTests.What_is_no_memory_is_left_as_it_is_and_nothing_is_acknowledged))),
        new("Where the file itself was overwritten",
            Test<ReplacedFileTests>(
                nameof(ReplacedFileTests.A_backup_that_is_put_in_place_of_the_file_is_gone_on_with_and_nothing_acknowledged_is_lost)),
            Test<ReplacedFileTests>(nameof(ReplacedFileTests.A_backup_is_restored_while_servers_run_and_they_go_on_with_it))),
        new("The write-ahead log of another file",
            Test<ReplacedFileTests>(nameof(ReplacedFileTests.The_log_of_another_file_is_not_replayed_into_one))),

        new("What goes out stands between marks",
            Test<UntrustedBlockTests>(nameof(UntrustedBlockTests.Stored_text_reaches_a_model_only_inside_an_untrusted_block)),
            Test<UntrustedBlockTests>(nameof(UntrustedBlockTests.What_was_stored_is_inside_a_block_that_it_cannot_close))),
        new("Text and structure each say",
            Test<AnswerLengthTests>(
                nameof(AnswerLengthTests.Each_half_says_where_a_skill_is_from_that_it_is_data_and_what_to_do_with_it)),
            Test<AnswerLengthTests>(nameof(AnswerLengthTests.Each_half_of_an_answer_is_at_most_1_6_times_a_typical_procedure))),
        new("Control, bidirectional and tag characters",
            Test<VisibleTextTests>(nameof(VisibleTextTests.What_a_screen_does_not_show_is_left_out)),
            Test<MachinePathTests>(
                nameof(MachinePathTests.A_locked_file_is_named_without_its_path_to_the_model_and_with_it_in_the_log)),
            Test<TrustTests>(nameof(TrustTests.What_is_stored_changes_nothing_that_a_model_is_told_before_it_asks))),
        new("`skillmcp serve --quarantine-writes`",
            Test<AdmissionTests>(
                nameof(AdmissionTests.Where_agents_are_kept_apart_nothing_that_they_write_is_handed_out_and_what_people_write_is)),
            Test<TrustTests>(nameof(TrustTests.A_server_to_read_from_has_no_tool_that_writes))),
        new("`skillmcp screen` says",
            Test<ScreenCommandTests>(nameof(ScreenCommandTests.A_file_is_screened_as_it_is_added_and_imported)),
            Test<ScreenCommandTests>(nameof(ScreenCommandTests.Folders_and_zips_are_screened_with_their_files_as_they_are_imported)),
            Test<TrustCommandTests>(nameof(TrustCommandTests.Lines_of_JSON_are_answered_by_lines_of_JSON))),

        new("The model beside the rules",
            Test<LinearModelTests>(nameof(LinearModelTests.The_weights_that_come_with_the_program_are_read_as_they_are_written))),
        new("Each source of attacks below", Measured("train-screen")),
        new("A text of 4 KB takes", Measured("screening")),
        new("Time grows with the text alone",
            Test<PasswordArgumentTests>(nameof(PasswordArgumentTests.Text_made_to_be_slow_is_searched_in_linear_time)),
            Test<SecretFixedPointTests>(nameof(SecretFixedPointTests.Tokens_that_run_into_each_other_cannot_make_redacting_slow))),
        new("A third of the malicious skills", Measured("screening")),
        new("And some honest texts are quarantined", Measured("screening")),
    ];

    /// <summary>Sentences that promise nothing: what it is about, how its rates came about, and what the reader has to do.</summary>
    static readonly string[] Explanations =
    [
        "A skill is an instruction",
        "This is what that means here",
        "The false alarms of the collections",
        "Of 240 hidden orders",
        "An attack that is written as a natural procedure",
        "The screen is triage;",
        "Nor is a secret found",
        "A third of the hidden orders",
    ];

    public static TheoryData<string> Sentences => [.. SentencesOf(Section())];

    [Theory]
    [MemberData(nameof(Sentences))]
    public void A_sentence_is_held_by_a_test(string sentence) =>
        Assert.Single(Beginnings, beginning => sentence.StartsWith(beginning, StringComparison.Ordinal));

    [Fact]
    public void Nothing_is_held_that_is_not_said() => Assert.All(Beginnings, beginning =>
        Assert.Single(Sentences, sentence => sentence.Data.StartsWith(beginning, StringComparison.Ordinal)));

    [Fact]
    public void What_holds_a_sentence_is_a_test_or_a_command_that_the_section_names() => Assert.All(
        Promises.SelectMany(promise => promise.HeldBy.DefaultIfEmpty(new Proof("nothing", Holds: false))),
        proof => Assert.True(proof.Holds, proof.Name));

    static IEnumerable<string> Beginnings => Explanations.Concat(Promises.Select(promise => promise.Beginning));

    static string Section() => SectionSecurity().Match(File.ReadAllText(Path.Combine(Here.Solution, "README.md"))).Value;

    /// <summary>The sentences of a section, without headings, tables, code and emphasis.</summary>
    static IEnumerable<string> SentencesOf(string section) =>
        from paragraph in Break().Split(Code().Replace(section, ""))
        let text = Mark().Replace(paragraph, "$1").Trim()
        where !text.StartsWith('|') && !text.StartsWith('#')
        from sentence in EndOfSentence().Split(Blank().Replace(text, " "))
        where sentence.Length > 0
        select sentence;

    static Proof Test<T>(string name) =>
        new($"{typeof(T).Name}.{name}", Holds: typeof(T).GetMethod(name)?.GetCustomAttribute<FactAttribute>() is { Skip: null });

    static Proof Measured(string command) =>
        new($"benchmarks -- {command}", Holds: Section().Contains($"SkillMcp.Benchmarks -- {command} ", StringComparison.Ordinal));

    [GeneratedRegex(@"(?<=^## Security\n).*?(?=^## )", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex SectionSecurity();

    [GeneratedRegex("^```.*?^```", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Code();

    [GeneratedRegex(@"\n\s*\n|\n(?=\d+\. )")]
    private static partial Regex Break();

    // A number of a list, a heading within a paragraph, emphasis; of a link its words stay.
    [GeneratedRegex(@"^\d+\. |\*\*[^*]+\.\*\*|\*[^*]+\.\*|\*|\[([^\]]*)\]\([^)]*\)", RegexOptions.Multiline)]
    private static partial Regex Mark();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blank();

    [GeneratedRegex(@"(?<=[.?!])\s+(?=[A-Z`])|^\s+")]
    private static partial Regex EndOfSentence();

    /// <param name="Beginning">How the sentence begins.</param>
    /// <param name="HeldBy">What fails when it is not true any more.</param>
    sealed record Promise(string Beginning, params Proof[] HeldBy);

    /// <param name="Name">A test or a command.</param>
    /// <param name="Holds">Whether it is there and is run.</param>
    sealed record Proof(string Name, bool Holds);
}
