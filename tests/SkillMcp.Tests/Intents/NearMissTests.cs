using SkillMcp.Intents;
using static SkillMcp.Tests.Intents.DescribedProcedure;

namespace SkillMcp.Tests.Intents;

/// <summary>Tasks that share nearly all words with a procedure that does not serve them, beside tasks that it serves.</summary>
public sealed class NearMissTests
{
    static readonly Dictionary<string, Procedure> Procedures = new[]
    {
        Doing("remove-dns-record", "Deletes a DNS record that is no longer needed from a public zone."),
        Doing("enable-disk-encryption", "Enables disk encryption on a company notebook through Intune and stores the recovery key."),
        Doing("add-nextcloud-page", "Adds a page to the Nextcloud configuration and reloads it."),
        Doing("icons-from-svg", "Makes the launcher icons of an app from an SVG in all densities."),
        Doing("docx-to-pdf", "Converts Word documents to PDF with LibreOffice headless."),
        Doing("requeue-dead-letters", "Moves the messages of a dead-letter queue in the production RabbitMQ back to their original queue."),
        Doing("take-soil-sample", "Takes a soil sample in a garden: depth, labelled jars and chain of custody."),
        Doing("create-mailbox", "Creates a shared mailbox in Exchange with full access for its users."),
        Doing("issue-invoice", "Issues an invoice from the approved order in the billing system and sends it by mail."),
        Doing("issue-certificate", "Obtains a TLS certificate for a host name with certbot."),
        Doing("remove-swap-file", "Takes a swap file out of use on a Linux host and deletes it."),
        Doing("scan-repository", "Scans a repository for secrets with gitleaks and reports them."),
        Doing("close-account", "Closes a customer's account at the customer's own request."),
        Doing("new-user", "Creates a login account for a colleague on a server, with SSH key access."),
        Doing("roll-out-firmware", "Rolls new firmware out to the sensors in the field in waves."),
        Doing("load-test", "Runs a load test against the shop and reports latency percentiles."),
        Doing("run-notebook", "Runs a Jupyter notebook for a month and turns it into an HTML report."),
    }.ToDictionary(procedure => procedure.Title);

    [Theory]
    [InlineData("remove-dns-record", "Leave the record old.example.org in the zone as it is and only tell me who still asks for it")]
    [InlineData("remove-dns-record", "Keep the DNS record of the old shop for now, just count the queries")]
    [InlineData("enable-disk-encryption", "Please leave the disk encryption of notebook nb-12 as it is, and report its status")]
    [InlineData("add-nextcloud-page", "Write the text of a page for the new colleagues, without touching the Nextcloud configuration")]
    [InlineData("take-soil-sample", "Take no soil sample today, only look up the depth")]
    [InlineData("take-soil-sample", "Don't take a sample before the farmer has agreed; check the jars")]
    public void What_is_to_be_left_alone_is_not_done(string procedure, string task) =>
        Assert.Contains(DifferenceKind.Negated, Kinds(procedure, task));

    [Theory]
    [InlineData("icons-from-svg", "Make an SVG from the old launcher icons")]
    [InlineData("icons-from-svg", "From the icons of the app make a clean SVG again")]
    [InlineData("docx-to-pdf", "Convert the PDF into an editable document")]
    [InlineData("issue-certificate", "Make the TLS certificate of the old host invalid")]
    [InlineData("remove-swap-file", "Put a swap file of 4 GB on the Linux host")]
    public void The_way_back_is_the_opposite(string procedure, string task) =>
        Assert.Contains(DifferenceKind.Opposite, Kinds(procedure, task));

    [Theory]
    [InlineData("requeue-dead-letters", "Throw the messages of orders.dlq in the production RabbitMQ away")]
    [InlineData("requeue-dead-letters", "Set up a dead-letter queue for the queue orders")]
    [InlineData("new-user", "Replace the certificate of the web server")]
    [InlineData("issue-invoice", "Send the customer a payment reminder by mail")]
    [InlineData("create-mailbox", "Create a distribution list for the choir in Exchange")]
    [InlineData("icons-from-svg", "Make the release build of the app with the new icons")]
    [InlineData("scan-repository", "Scan the repository for license problems")]
    [InlineData("close-account", "Close the supplier account of Lund & Sons")]
    [InlineData("run-notebook", "Run the document for March and turn it into a report")]
    public void Another_action_or_thing_differs(string procedure, string task) =>
        Assert.Contains(Kinds(procedure, task), kind => kind is DifferenceKind.Action or DifferenceKind.Object);

    [Theory]
    [InlineData("enable-disk-encryption", "Enable disk encryption on my private notebook at home")]
    [InlineData("issue-invoice", "Issue a test invoice in the sandbox of the billing system")]
    [InlineData("issue-invoice", "Issue an invoice from a made-up order in the demo tenant")]
    [InlineData("requeue-dead-letters", "Move the dead letters on the integration-test RabbitMQ back to their queue")]
    [InlineData("roll-out-firmware", "Roll the new firmware out to the sensors in the lab")]
    public void A_place_where_nothing_real_is_done_differs(string procedure, string task) =>
        Assert.Contains(DifferenceKind.Environment, Kinds(procedure, task));

    [Theory]
    [InlineData("issue-certificate", "How many TLS certificates may one get for a host name per week?")]
    [InlineData("new-user", "Which accounts exist on the server right now? I need the names for the audit.")]
    public void A_question_is_one_though_something_is_needed(string procedure, string task) =>
        Assert.Contains(DifferenceKind.Question, Kinds(procedure, task));

    [Theory]
    [InlineData("remove-dns-record", "I promised not to write after six, but please delete the DNS record old.example.org")]
    [InlineData("remove-dns-record", "The kids wouldn't leave the robot alone. Please remove the record beta.example.org")]
    [InlineData("remove-dns-record", "delete dns rec beta.example.org")]
    [InlineData("enable-disk-encryption", "Turn on the disk encryption of the notebook nb-12")]
    [InlineData("icons-from-svg", "Make the launcher icons from logo.svg")]
    [InlineData("docx-to-pdf", "Convert the five Word documents to PDF")]
    [InlineData("requeue-dead-letters", "requeue orders.dlq (rmq prod), fix is live")]
    [InlineData("take-soil-sample", "Please draw the quarterly sample behind the shed")]
    [InlineData("new-user", "New disk is in, so go ahead and create an account for Marek on bld-03")]
    [InlineData("issue-invoice", "Issue the invoice for order 4711 and mail it")]
    [InlineData("scan-repository", "Scan the repository for leaked secrets")]
    [InlineData("load-test", "Please run a load test against the shop")]
    [InlineData("run-notebook", "Run the churn notebook for March and put the report into the folder")]
    [InlineData("close-account", "Close the account of customer 4711 as she has asked")]
    public void A_task_that_is_served_does_not_differ(string procedure, string task) => Assert.Empty(Kinds(procedure, task));

    static IEnumerable<DifferenceKind> Kinds(string procedure, string task) =>
        Procedures[procedure].Differences(task).Select(difference => difference.Kind);
}
