using SkillMcp.Intents;

namespace SkillMcp.Tests.Intents;

/// <summary>Procedures of the kinds that most memories hold, by a short name.</summary>
static class EverydayProcedures
{
    static readonly (string Name, string Title, string Description)[] All =
    [
        ("flush", "redis-flush-cache", "Flush the Redis cache of an application"),
        ("publish", "npm-publish-package", "Publish an npm package to the registry"),
        ("apply", "terraform-apply-production", "Apply a Terraform change to production"),
        ("back up", "postgres-backup-to-s3", "Back up a PostgreSQL database to an S3 bucket"),
        ("restore", "postgres-restore-from-s3", "Restore a PostgreSQL database from a dump in an S3 bucket"),
        ("deploy", "k8s-rolling-deploy-staging", "Deploy a service to the staging Kubernetes cluster with a rolling update"),
        ("roll back", "k8s-rollback-deployment", "Roll back a Kubernetes deployment to its previous revision"),
        ("enable", "windows-bitlocker-enable", "Enable BitLocker disk encryption on a Windows laptop"),
        ("issue", "letsencrypt-issue-nginx", "Issue a Let's Encrypt TLS certificate for an nginx site"),
        ("clean up", "docker-cleanup-disk", "Free disk space on a Docker host"),
        ("transcode", "video-transcode-web", "Transcode a video for the web with ffmpeg"),
        ("drain", "k8s-drain-node", "Drain a Kubernetes node before maintenance"),
        ("close", "jira-sprint-close", "Close a sprint in Jira and move what is open"),
        ("reset", "kafka-reset-consumer-offset", "Reset the offsets of a Kafka consumer group"),
        ("invoice", "monthly-invoice-run", "Send the monthly invoices to all customers"),
        ("file", "expense-report-travel", "File an expense report for a business trip"),
        ("scrub", "git-remove-secret-history", "Remove a leaked secret from the history of a git repository"),
    ];

    /// <summary>What differs between a task and the procedure of a short name.</summary>
    public static IReadOnlyList<IntentDifference> Differences(string procedure, string task)
    {
        var (_, title, description) = All.Single(one => one.Name == procedure);
        return DescribedProcedure.Doing(title, description).Differences(task);
    }
}
