namespace SkillMcp.Examples;

/// <summary>The workflows that the agent knows from the start, with their records.</summary>
static class KnownWorkflows
{
    public static Actor Person { get; } = new(Author.Person, "demonstration");

    public static async Task AddAsync(SkillMemory memory, CancellationToken cancel)
    {
        await memory.AddAsync(Deployment, new ExecutionCounts(Successes: 47, Partials: 0, Failures: 3), Person, cancel: cancel);
        await memory.AddAsync(Latency, new ExecutionCounts(Successes: 23, Partials: 5, Failures: 4), Person, cancel: cancel);
        await memory.AddAsync(Migration, new ExecutionCounts(Successes: 31, Partials: 0, Failures: 1), Person, cancel: cancel);
    }

    static Procedure Deployment => new()
    {
        Title = "kubernetes_rolling_deploy",
        Description = "Deploy a containerized service to Kubernetes using rolling update strategy",
        Category = "deployment",
        Tags = ["kubernetes", "deployment"],
        Preconditions = ["kubectl configured and authenticated to target cluster", "Docker image built and pushed to registry"],
        Steps = Steps(
            "Verify image: docker manifest inspect {registry}/{image}:{tag}",
            "Update image: kubectl set image deployment/{name} {name}={registry}/{image}:{tag} -n {namespace}",
            "Monitor rollout: kubectl rollout status deployment/{name} -n {namespace} --timeout=300s",
            "Verify pods: kubectl get pods -l app={name} -n {namespace}",
            "Smoke test: curl -f http://{service_host}/health",
            "Check logs: kubectl logs deployment/{name} --tail=50 | grep -E 'ERROR|FATAL'",
            "If issues: kubectl rollout undo deployment/{name} -n {namespace}"),
        Postconditions =
        [
            "All pods running new image version", "Health endpoint returning 200", "No ERROR-level logs in the last minute",
        ],
    };

    static Procedure Latency => new()
    {
        Title = "api_latency_investigation",
        Description = "Debug and resolve high API latency or timeout issues in a web service",
        Category = "debugging",
        Tags = ["debugging", "latency", "database"],
        Preconditions = ["Access to application logs", "Monitoring dashboard available"],
        Steps = Steps(
            "Check p95/p99 latency by route - identify the slow endpoints",
            "Search logs: grep 'slow_query' application.log | sort -k4 -rn | head -20",
            "Review N+1 query patterns in APM traces",
            "Check connection pool: look for 'pool_timeout' or 'connection refused'",
            "Run EXPLAIN ANALYZE on the slowest database queries",
            "Check for blocking synchronous calls to external services",
            "Apply fix: add index, optimize query, add caching, or convert to async",
            "Deploy and monitor p95 latency for 15 minutes"),
        Postconditions = ["p95 latency within SLA", "No timeout errors in last 5 minutes"],
    };

    static Procedure Migration => new()
    {
        Title = "postgresql_migration_deploy",
        Description = "Deploy a PostgreSQL database migration safely in production using Alembic",
        Category = "deployment",
        Tags = ["database", "migration", "postgresql"],
        Preconditions = ["Migration tested in staging", "Database backup completed within last 24 hours"],
        Steps = Steps(
            "Backup schema: pg_dump --schema-only {db_name} > schema_backup.sql",
            "Test on staging: alembic upgrade head",
            "Verify reversible: alembic downgrade -1 on staging",
            "Run on production: alembic upgrade head",
            "Verify schema: psql -c '\\d+ {table_name}'",
            "Run smoke tests",
            "Monitor error rates for 10 minutes",
            "If issues: alembic downgrade -1"),
    };

    static IReadOnlyList<Step> Steps(params string[] steps) => [.. steps.Select(Step.Parse)];
}
