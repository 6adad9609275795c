using SkillMcp.Tests.Memory;

namespace SkillMcp.Tests.Retrieval;

/// <summary>
/// A procedure for one environment, region or target is named, and not handed over, for another one: in any language, in a name, and
/// where the task says that it is not for that of the procedure.
/// </summary>
public sealed class OtherDestinationTests
{
    // @ begins a procedure with its name, + is a step of it, x asks for another destination, = asks for it, or leaves it open.
    const string Rows = """
        @ reset-test-database: Reset the test database of the shop
        + dropdb --if-exists shop_test
        + createdb shop_test
        + psql -d shop_test -f schema.sql
        x reset the production database of the shop
        x reset the prod database of the shop
        x reset the live database of the shop
        x reset the test database of the warehouse
        x prevent the reset of the test database of the shop
        = reset the test database of the shop
        = reset the shop's test database
        = reset the shop database
        = please reset our test database

        @ deploy-api-staging: Deploy the api to the staging cluster
        + kubectl config use-context staging
        + kubectl set image deployment/api api=registry.example.com/api:{tag} -n api
        + kubectl rollout status deployment/api -n api --timeout=300s
        x deploy the api to production
        x deploy-api-production
        x deploy the api to preprod
        x deploy the api to pre-production
        x deploy the api anywhere but staging
        x deploy the api to every cluster except staging
        x deploy the api to all clusters other than staging
        x deploy the api not to staging but to production
        x deploy the api to production, not to staging
        x deploy the web, not the api, to staging
        x make it impossible to deploy the api to staging
        x dry run: deploy the api to staging
        x despliega la api en producción
        x implante a api em produção
        x deploye die api in die produktionsumgebung
        x 将 api 部署到生产环境
        x apiを本番にデプロイして
        x задеплой api на прод
        x non distribuire l'api in staging
        = deploy the api to staging
        = deploy the api to staging, not to production
        = deploy the api only to staging, not production
        = deploy api 2.3.0 to the staging cluster
        = deploy the api to the staging environment without downtime
        = roll out the api on staging
        = deploy the api
        = despliega la api en staging
        = implante a api em staging
        = 将 api 部署到 staging

        @ restart-workers-eu: Restart the queue workers in the eu-west-1 cluster
        + aws eks update-kubeconfig --region eu-west-1 --name shop-eu
        + kubectl rollout restart deployment/worker -n queue
        + kubectl rollout status deployment/worker -n queue
        x restart the queue workers in us-east-1
        x restart the queue workers in ap-southeast-2
        x restart the queue workers in eu-west-2
        x restart the queue workers in eastus
        x restart the queue workers in the us cluster
        x restart the queue workers in Frankfurt
        x restart the queue workers on-prem
        x restart the queue workers in all regions except eu-west-1
        x prevent the restart of the queue workers in eu-west-1
        = restart the queue workers in eu-west-1
        = restart the queue workers in the eu cluster
        = restart the queue workers in Ireland
        = restart the queue workers
        = tell us when the queue workers are back: restart the queue workers in the eu-west-1 cluster

        @ drain-shop-nodes: Drain the nodes of the shop cluster
        + aws eks update-kubeconfig --region eu-central-1 --name shop
        + kubectl drain {node} --ignore-daemonsets
        + kubectl get pods -o wide
        x drain the nodes of the shop cluster in us-east-2
        = drain the nodes of the shop cluster in eu-central-1
        = drain the nodes of the shop cluster

        @ purge-image-cache: Purge the image cache
        + aws cloudfront list-distributions --region {region}
        + aws cloudfront create-invalidation --paths "/images/*" --region {region}
        + curl -sfI https://{host}/images/probe.png
        = purge the image cache in us-east-1
        = purge the image cache in production
        = purge the image cache in ap-south-1

        @ flush-session-store: Flush the session store
        + kubectl config use-context {environment}
        + kubectl exec deploy/sessions -- redis-cli flushdb
        + kubectl rollout status deploy/sessions
        = flush the session store on production
        = flush the session store of staging

        @ rotate-broker-password: Rotate the password of the message broker
        + kubectl config use-context staging
        + kubectl create secret generic broker --from-literal=password={password}
        + kubectl rollout restart deploy/broker
        x rotate the password of the message broker in production
        = rotate the password of the message broker in staging
        = rotate the password of the message broker

        @ backup-orders: Back up the orders database to S3
        + pg_dump -Fc -d orders -f orders.dump
        + aws s3 cp orders.dump s3://backups/orders/{date}.dump
        + aws s3 ls s3://backups/orders/{date}.dump
        x back up the orders database to the NAS
        x back up the orders database to glacier
        = back up the orders database to S3
        = back up the orders database

        @ publish-library: Publish a release of the library to npm
        + npm ci
        + npm version {level}
        + npm publish
        x publish a release of the library to the internal registry
        x publish the release of the library everywhere but npm
        x publish a release of the library to PyPI
        = publish a release of the library to npm
        = publish a release of the library to npm, not to PyPI
        = publish a release of the library to the npm registry

        @ deploy-shop-production: 部署服务到生产环境
        + kubectl config use-context prod-cn
        + kubectl set image deployment/shop shop={image} -n shop
        + kubectl rollout status deployment/shop -n shop
        x 部署服务到测试环境
        = 部署服务到生产环境
        """;

    [Fact]
    public async Task What_is_for_another_destination_is_never_handed_over_whole()
    {
        await using var open = await FilledAsync();

        Assert.Empty(await HandedAsync(open, 'x').Where(answer => answer.Whole == answer.Procedure).ToListAsync());
    }

    [Fact]
    public async Task What_fits_the_destination_or_leaves_it_open_is_handed_over_whole()
    {
        await using var open = await FilledAsync();

        Assert.Empty(await HandedAsync(open, '=').Where(answer => answer.Whole != answer.Procedure).ToListAsync());
    }

    [Theory]
    [InlineData("deploy the api to production", "", "")]
    [InlineData("deploy the api", "environment", "")]
    [InlineData("deploy the api", "", "environment=production")]
    public async Task What_is_opened_by_name_for_another_destination_warns(string task, string argument, string fact)
    {
        await using var open = await FilledAsync();

        var answer = await open.Memory.RetrieveAsync(new RetrieveRequest
        {
            Task = task,
            Skill = SkillName.Parse("deploy-api-staging"),
            Arguments = argument == "" ? new Dictionary<string, string>() : new Dictionary<string, string> { [argument] = "production" },
            Context = fact == "" ? [] : [fact],
        });

        Assert.True(answer.Matches[0].IsWhole);
        Assert.Contains("another place than this is asked for: for staging; you ask for production", answer.Matches[0].Warnings);
    }

    [Fact]
    public async Task What_the_task_opens_by_name_for_another_destination_warns()
    {
        await using var open = await FilledAsync();

        var other = await open.Memory.RetrieveAsync(new RetrieveRequest { Task = "use deploy-api-staging to deploy to production" });
        var same = await open.Memory.RetrieveAsync(new RetrieveRequest { Task = "follow deploy-api-staging" });

        Assert.Contains(other.Matches[0].Warnings, warning => warning.Contains("you ask for production", StringComparison.Ordinal));
        Assert.Empty(same.Matches[0].Warnings);
    }

    static async IAsyncEnumerable<Answer> HandedAsync(OpenMemory open, char kind)
    {
        var procedure = "";
        foreach (var line in Rows.Split('\n').Where(line => line.Length > 0))
        {
            procedure = line[0] == '@' ? line[2..line.IndexOf(':')] : procedure;
            if (line[0] == kind)
            {
                var answer = await open.Memory.RetrieveAsync(new RetrieveRequest { Task = line[2..] });
                var whole = answer.Matches.FirstOrDefault(match => match.IsWhole);
                yield return new Answer(procedure, line[2..], whole?.Skill.Name.Value ?? "");
            }
        }
    }

    static async Task<OpenMemory> FilledAsync()
    {
        var open = await OpenMemory.NewAsync();
        foreach (var rows in Rows.Split("@ ", StringSplitOptions.RemoveEmptyEntries).Select(part => part.Split('\n')))
        {
            var (name, description) = rows[0].Split(": ") is [var first, var second] ? (first, second) : throw new FormatException(rows[0]);
            var procedure = new Procedure
            {
                Title = name,
                Description = description,
                Steps = [.. rows.Where(row => row.StartsWith("+ ", StringComparison.Ordinal)).Select(row => Step.Parse(row[2..]))],
            };
            await open.Memory.AddAsync(procedure.WithParametersOfSteps(), new ExecutionCounts(), OpenMemory.Person);
        }
        return open;
    }

    sealed record Answer(string Procedure, string Task, string Whole);
}
