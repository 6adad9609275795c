namespace SkillMcp.Server.Commands.Demo;

/// <summary>The three skills of <c>skillmcp demo</c>, with their records.</summary>
static class DemoSkills
{
    public static IReadOnlyList<(Procedure Procedure, ExecutionCounts Record)> All { get; } =
    [
        (new Procedure
        {
            Title = "kubernetes_rolling_deploy",
            Description = "Deploy a containerized service to Kubernetes using rolling update strategy",
            Category = "deployment",
            Tags = ["kubernetes", "deployment"],
            Preconditions = ["kubectl configured and authenticated to target cluster", "Docker image built and pushed to registry"],
            Steps = Steps(
                "1. Verify image: docker manifest inspect {registry}/{image}:{tag}",
                "2. Update image: kubectl set image deployment/{name} {name}={registry}/{image}:{tag} -n {namespace}",
                "3. Monitor rollout: kubectl rollout status deployment/{name} -n {namespace} --timeout=300s",
                "4. Verify pods: kubectl get pods -l app={name} -n {namespace}",
                "5. Smoke test: curl -f http://{service_host}/health",
                "6. Check logs: kubectl logs deployment/{name} --tail=50 | grep -E 'ERROR|FATAL'",
                "7. If issues: kubectl rollout undo deployment/{name} -n {namespace}"),
            Postconditions =
            [
                "All pods running new image version",
                "Health endpoint returning 200",
                "No ERROR-level logs in the last minute",
            ],
        }, new ExecutionCounts(Successes: 47, Partials: 0, Failures: 3)),

        (new Procedure
        {
            Title = "api_latency_investigation",
            Description = "Debug and resolve high API latency or timeout issues in a web service",
            Category = "debugging",
            Tags = ["debugging", "latency", "database"],
            Preconditions = ["Access to application logs", "Monitoring dashboard available"],
            Steps = Steps(
                "1. Check p95/p99 latency by route - identify the slow endpoints",
                "2. Search logs: grep 'slow_query' application.log | sort -k4 -rn | head -20",
                "3. Review N+1 query patterns in APM traces",
                "4. Check connection pool: look for 'pool_timeout' or 'connection refused'",
                "5. Run EXPLAIN ANALYZE on the slowest database queries",
                "6. Check for blocking synchronous calls to external services",
                "7. Apply fix: add index, optimize query, add caching, or convert to async",
                "8. Deploy and monitor p95 latency for 15 minutes"),
            Postconditions = ["p95 latency within SLA", "No timeout errors in last 5 minutes"],
        }, new ExecutionCounts(Successes: 23, Partials: 5, Failures: 4)),

        (new Procedure
        {
            Title = "postgresql_migration_deploy",
            Description = "Deploy a PostgreSQL database migration safely in production using Alembic",
            Category = "deployment",
            Tags = ["database", "migration", "postgresql"],
            Preconditions = ["Migration tested in staging", "Database backup completed within last 24 hours"],
            Steps = Steps(
                "1. Backup schema: pg_dump --schema-only {db_name} > schema_backup.sql",
                "2. Test on staging: alembic upgrade head",
                "3. Verify reversible: alembic downgrade -1 on staging",
                "4. Run on production: alembic upgrade head",
                @"5. Verify schema: psql -c '\d+ {table_name}'",
                "6. Run smoke tests",
                "7. Monitor error rates for 10 minutes",
                "8. If issues: alembic downgrade -1"),
        }, new ExecutionCounts(Successes: 31, Partials: 0, Failures: 1)),
    ];

    static IReadOnlyList<Step> Steps(params string[] steps) => [.. steps.Select(Step.Parse)];
}
