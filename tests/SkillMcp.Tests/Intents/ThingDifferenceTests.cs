using SkillMcp.Intents;
using static SkillMcp.Tests.Intents.DescribedProcedure;

namespace SkillMcp.Tests.Intents;

/// <summary>To what, with what and where: each kind with wordings that differ and wordings that must not.</summary>
public sealed class ThingDifferenceTests
{
    static readonly Dictionary<string, Procedure> Procedures = new[]
    {
        Doing("crowdin-push",
            "Uploads the English source file of the web app to Crowdin so that the translators can begin.", "crowdin upload sources"),
        Doing("hubspot-import", "Imports a list of contacts from a CSV file into HubSpot and assigns them to the sales owner."),
        Doing("invoice-cancel", "Cancels an issued invoice in the billing system, releases the order and tells the customer.",
            "Open it in Faktura"),
        Doing("video-web", "Transcodes a camera video for the web with ffmpeg.", "ffmpeg -i in.mov out.mp4"),
        Doing("postgres-to-s3", "Backs up a PostgreSQL database to an S3 bucket."),
        Doing("migration-undo", "Undo a migration that went wrong on staging.", "psql -d crm -f down.sql"),
        Doing("python-upgrade", "Upgrades the Python dependencies of a project safely."),
        Doing("k8s-rollback", "Rolls back a Kubernetes deployment to its previous revision.", "kubectl rollout undo deployment/{service}"),
        Doing("flush-cache", "Flushes the Redis cache of an application."),
        Doing("deploy-staging",
            "Deploys a service to the staging Kubernetes cluster with a rolling update.", "kubectl set image deployment/{service}"),
        Doing("deploy-anywhere", "Deploys a service to the staging cluster or another one.", "deploy --to {environment}"),
        Doing("wireguard-peer", "Adds a laptop or phone as a peer to the office WireGuard gateway."),
        Doing("dns-record", "Adds a DNS record to a public zone and checks the answer on the name servers."),
        Doing("docs-publish", "Builds the documentation with Sphinx and publishes the HTML to the docs server."),
        Doing("bitlocker-on", "Enables BitLocker disk encryption on a Windows laptop."),
        Doing("log-rotation", "Sets up log rotation for the log files of an application."),
        Doing("user-with-sudo", "Creates a Linux user with sudo rights and an SSH key."),
        Doing("git-secret", "Removes a leaked secret from the history of a git repository."),
        Doing("onboard", "Onboards a new employee with accounts, laptop and first week."),
        Doing("announce", "Announces a release in the Slack channel of the team."),
        Doing("invoice-run", "Sends the monthly invoices to all customers."),
        Doing("soil-sensors", "Calibrates the soil moisture sensors of the greenhouse."),
        Doing("add-product", "Adds a new product with photos and a price to the Shopify store."),
        Doing("sharpen-kitchen-knives", "Sharpen kitchen knives with a whetstone.", "hold the blade at 15 degrees"),
        Doing("terraform-production", "Applies a Terraform change to the production environment."),
        Doing("tls-set-up", "Sets up TLS certificates for a service."),
        Doing("monitoring-agent", "Installs the monitoring agent on a server."),
        Doing("disable-account", "Disables the account of an employee who leaves."),
        Doing("rotate-password", "Rotates the password of a PostgreSQL role."),
        Doing("vacuum-table", "Frees the space of a bloated PostgreSQL table."),
        Doing("create-release-branch", "Creates the branch of a release and freezes it."),
        Doing("grant-repo-access", "Gives a person write access to a GitHub repository."),
        Doing("replace-printer-toner", "Replaces the toner of the printer on the second floor."),
        Doing("write-postmortem", "Writes the postmortem of an incident."),
        Doing("translate-release-notes", "Translates the release notes into German and French."),
        Doing("clear-print-queue", "Clears the stuck queue of a printer on the Windows print server."),
        Doing("thaw-cells", "Thaws a vial of cells from the nitrogen tank and plates it."),
        Doing("bisect", "Finds the commit that introduced a regression with git bisect."),
    }.ToDictionary(procedure => procedure.Title);

    [Theory]
    [InlineData("crowdin-push", "Upload the new English strings to Lokalise")]
    [InlineData("crowdin-push", "Please upload the source file to Smartcat, the agency works there")]
    [InlineData("hubspot-import", "Import the contact list into Attio")]
    [InlineData("invoice-cancel", "Cancel the invoice for the subscription in Stripe")]
    [InlineData("video-web", "Send the camera video through AWS MediaConvert")]
    [InlineData("video-web", "Transcode the video for the web with HandBrake")]
    [InlineData("postgres-to-s3", "back up the mongodb database to s3")]
    [InlineData("postgres-to-s3", "back up redis to s3")]
    [InlineData("python-upgrade", "upgrade the node dependencies of the project")]
    [InlineData("k8s-rollback", "undo the last helm release")]
    [InlineData("flush-cache", "flush the DNS cache")]
    public void A_product_that_the_procedure_does_not_work_with_differs(string procedure, string task) =>
        Assert.Contains(DifferenceKind.System, Kinds(procedure, task));

    [Theory]
    [InlineData("Install monitoring for the cart service")]
    [InlineData("set up logging for cart")]
    [InlineData("configure autoscaling of the cart service")]
    [InlineData("Set up authentication for the service")]
    public void What_has_no_plural_is_no_name_of_a_service(string task) =>
        Assert.Contains(DifferenceKind.Object, Kinds("tls-set-up", task));

    [Theory]
    [InlineData("vacuum-table", "free space on the disk of db01")]
    [InlineData("vacuum-table", "free the space in the bucket")]
    [InlineData("create-release-branch", "create a branch for the login fix")]
    [InlineData("grant-repo-access", "give Tom access to the building")]
    [InlineData("replace-printer-toner", "replace the printer on the second floor")]
    [InlineData("write-postmortem", "write an invoice for customer Miller")]
    [InlineData("clear-print-queue", "the mail queue on the postfix server is stuck, clear it")]
    [InlineData("thaw-cells", "defrost the freezer in the cell culture room")]
    public void The_same_of_another_thing_or_place_differs(string procedure, string task) =>
        Assert.Contains(DifferenceKind.Object, Kinds(procedure, task));

    [Theory]
    [InlineData("vacuum-table", "free the space of the orders table")]
    [InlineData("vacuum-table", "free space in postgres, the events table is bloated")]
    [InlineData("create-release-branch", "create a branch for the release 2.4")]
    [InlineData("create-release-branch", "create the release branch for the app")]
    [InlineData("grant-repo-access", "give Tom access to the cart repo")]
    [InlineData("replace-printer-toner", "replace the cartridge of the printer")]
    [InlineData("replace-printer-toner", "the printer upstairs is out of toner, replace it")]
    [InlineData("write-postmortem", "write the postmortem for the outage of the payment service")]
    [InlineData("translate-release-notes", "translate the notes of release 3.2 into German")]
    public void The_same_of_the_same_thing_does_not(string procedure, string task) => Assert.Empty(Kinds(procedure, task));

    [Theory]
    [InlineData("write-postmortem", "read the postmortem of yesterday's incident")]
    [InlineData("translate-release-notes", "write the release notes for 3.2")]
    public void A_text_is_written_read_or_translated(string procedure, string task) =>
        Assert.Contains(DifferenceKind.Action, Kinds(procedure, task));

    [Theory]
    [InlineData("disable-account", "disable MFA for Tom")]
    [InlineData("disable-account", "disable SSO for Tom")]
    public void An_abbreviation_that_is_a_word_is_no_name(string procedure, string task) =>
        Assert.Contains(DifferenceKind.Object, Kinds(procedure, task));

    [Theory]
    [InlineData("Set up grafana for the cart service")]
    [InlineData("set up Thanos for the cart service")]
    [InlineData("configure sentry for our billing service")]
    public void A_name_beside_that_of_the_service_is_none_of_a_service(string task) =>
        Assert.Contains(DifferenceKind.Object, Kinds("tls-set-up", task));

    [Theory]
    [InlineData("tls-set-up", "set up tls for the cart service")]
    [InlineData("tls-set-up", "set up HTTPS for the cart service")]
    [InlineData("tls-set-up", "set up certificates for the service")]
    [InlineData("tls-set-up", "set up cart with certificates")]
    [InlineData("deploy-staging", "deploy cart for the shop service to staging")]
    public void What_may_be_the_name_of_what_it_is_done_to_does_not_differ(string procedure, string task) =>
        Assert.DoesNotContain(DifferenceKind.Object, Kinds(procedure, task));

    [Theory]
    [InlineData("crowdin-push", "Upload the source file to Crowdin for Marit, she is in Lyon")]
    [InlineData("crowdin-push", "Can you upload the new source strings for the translators in Tampere?")]
    [InlineData("hubspot-import", "Import the 300 contacts from Hanover for Mr. Okafor")]
    [InlineData("invoice-cancel", "Cancel the invoice of Olsen & Lund")]
    [InlineData("migration-undo", "undo the last postgres migration")]
    [InlineData("postgres-to-s3", "Back up the orders database, the Redis cache needn't be saved")]
    [InlineData("flush-cache", "empty the redis cache of the shop")]
    [InlineData("flush-cache", "flush the cache of the customer portal")]
    [InlineData("git-secret", "remove the leaked AWS key from the history of the repo")]
    [InlineData("deploy-staging", "release cart to the staging cluster")]
    public void A_person_a_town_or_a_product_told_of_beside_does_not_differ(string procedure, string task) =>
        Assert.DoesNotContain(Kinds(procedure, task), kind => kind is DifferenceKind.System or DifferenceKind.Object);

    [Theory]
    [InlineData("deploy-staging", "deploy cart to production")]
    [InlineData("deploy-staging", "deploy the search service to the lab cluster")]
    [InlineData("deploy-staging", "deploy cart to my local minikube")]
    [InlineData("terraform-production", "apply the terraform change to the sandbox account")]
    [InlineData("wireguard-peer", "Add a peer to the WireGuard gateway of the test lab")]
    [InlineData("docs-publish", "Build the Sphinx documentation and publish it on the preview server")]
    [InlineData("dns-record", "Add an A record to the private zone")]
    [InlineData("bitlocker-on", "enable BitLocker on a Windows server")]
    [InlineData("video-web", "transcode the video for the TV")]
    public void Another_place_differs(string procedure, string task) => Assert.Contains(DifferenceKind.Environment, Kinds(procedure, task));

    [Theory]
    [InlineData("deploy-anywhere", "deploy cart to production")]
    [InlineData("deploy-staging", "deploy cart to the test system")]
    [InlineData("flush-cache", "flush the redis cache on staging")]
    [InlineData("wireguard-peer", "wg peer for Dario's phone")]
    [InlineData("dns-record", "Add a record to the zone of the training department")]
    [InlineData("docs-publish", "Build the docs and publish them on the docs server")]
    [InlineData("bitlocker-on", "enable BitLocker on the laptop of Ms. Lund")]
    public void A_place_that_the_procedure_serves_or_leaves_open_does_not_differ(string procedure, string task) =>
        Assert.DoesNotContain(DifferenceKind.Environment, Kinds(procedure, task));

    [Theory]
    [InlineData("invoice-cancel", "Cancel the order 20811 in the billing system")]
    [InlineData("dns-record", "Add a health check for the public zone")]
    [InlineData("log-rotation", "Set up a rotation of the on-call duty among the admins")]
    [InlineData("user-with-sudo", "create a linux user without sudo")]
    [InlineData("git-secret", "remove a leaked secret from the Slack channel")]
    [InlineData("onboard", "onboard a new employee's dog")]
    [InlineData("video-web", "Convert the camera photos to JPEG for the web")]
    [InlineData("soil-sensors", "calibrate the thermometers of the greenhouse")]
    [InlineData("sharpen-kitchen-knives", "sharpen the lawnmower blade")]
    [InlineData("deploy-staging", "deploy the database schema to the staging cluster")]
    public void Another_thing_differs(string procedure, string task) => Assert.Contains(DifferenceKind.Object, Kinds(procedure, task));

    [Theory]
    [InlineData("deploy-staging", "roll out the new image of the search service on the staging cluster")]
    [InlineData("deploy-staging", "Deploy cart to staging")]
    [InlineData("announce", "tell the team in Slack that 2.4.0 is out")]
    [InlineData("announce", "post the release notes for v5 to our slack channel")]
    [InlineData("invoice-run", "invoice all customers")]
    [InlineData("soil-sensors", "calibrate the moisture probes in the hothouse")]
    [InlineData("add-product", "Add our new candle to the store by Friday")]
    [InlineData("terraform-production", "apply the reviewed terraform plan in prod")]
    [InlineData("bisect", "find out which commit introduced the slow startup")]
    [InlineData("bisect", "bisect slow startup")]
    [InlineData("rotate-password", "reset the password of the database user analytics")]
    [InlineData("disable-account", "disable the login of Tom")]
    [InlineData("monitoring-agent", "set up monitoring on web01")]
    [InlineData("bitlocker-on", "turn on encryption on Ana's laptop")]
    public void A_thing_in_other_words_does_not_differ(string procedure, string task) =>
        Assert.DoesNotContain(DifferenceKind.Object, Kinds(procedure, task));

    [Theory]
    [InlineData("invoice-cancel", "Cancel the order 20811 in the billing system", "for issued invoices; you ask for orders")]
    [InlineData("crowdin-push", "Upload the source file to Lokalise", "for Crowdin; you ask for Lokalise")]
    [InlineData("dns-record", "Add an A record to the private zone", "for the public zone; you ask for the private zone")]
    [InlineData("user-with-sudo", "create a linux user without sudo", "for what is with sudo rights; you ask for one without sudo")]
    public void What_differs_reads_as_english(string procedure, string task, string expected) =>
        Assert.Contains(expected, Between(procedure, task).Select(difference => difference.Phrase));

    static IEnumerable<DifferenceKind> Kinds(string procedure, string task) =>
        Between(procedure, task).Select(difference => difference.Kind);

    static IReadOnlyList<IntentDifference> Between(string procedure, string task) => Procedures[procedure].Differences(task);
}
