using SkillMcp.Sessions;
using SkillMcp.Tests.Memory;

namespace SkillMcp.Tests.Retrieval;

/// <summary>
/// The same action on the same thing, elsewhere: another registry, cluster, bucket, branch, database, host or cloud than the procedure
/// has. It is named and not handed over whole, whether it is asked for or recalled at a prompt.
/// </summary>
public sealed class OtherPlaceTests
{
    // @ begins a procedure, + is a step of it, x asks for it elsewhere, = asks for it in other words or with other values.
    const string Rows = """
        @ Publish the package to the local feed
        + node build.js --production
        + mkdir -p ../feed
        + npm pack --pack-destination ../feed
        + node publish.js acme-csv-{version}.tgz --feed ../feed
        x publish the package to the public npm registry
        x publish the package to npmjs
        x publish the package to GitHub Packages
        x publish the package to the company registry
        x publish the package to PyPI
        x publish acme-csv 1.5.0 to the public registry
        = publish the package to the local feed
        = publish acme-csv 1.5.0 to the local feed
        = please publish version 2.0.1 of the package to our local feed
        = release the package to the local feed
        = publish the package locally to the feed
        = push the package to the local feed

        @ Package the library and publish it to the local feed
        + mkdir -p ../{feed}
        + npm pack --pack-destination ../{feed}
        + node publish.js {package}.tgz --feed ../{feed}
        x package the library and publish it to the public npm registry
        x package the library and publish it to the company registry
        = package the library and publish it to the local feed
        = pack the library and publish it to the local feed

        @ Deploy the api to the staging cluster
        + docker build -t registry.example.com/api:{tag} .
        + docker push registry.example.com/api:{tag}
        + kubectl set image deployment/api api=registry.example.com/api:{tag} -n staging
        + kubectl rollout status deployment/api -n staging --timeout=60s
        x deploy the api to the production cluster
        x deploy the api to the customer's cluster
        x deploy the api to the edge nodes
        x deploy the api to the on-premises cluster
        x deploy the api to Azure
        x deploy the api to Heroku
        = deploy the api to the staging cluster
        = deploy api 2.7.0 to staging
        = roll out the api to the staging cluster
        = deploy the api service to stage
        = ship api 1.3.9 to staging

        @ Back up the table to the archive bucket
        + pg_dump -t {table} shop > {table}.sql
        + gzip -f {table}.sql
        + aws s3 cp {table}.sql.gz s3://acme-archive/{table}.sql.gz
        x back up the orders table to the tape library
        x back up the orders table to the NAS
        x back up the orders table to a USB drive
        x back up the orders table to Google Cloud Storage
        x back up the orders table to the standby server
        = back up the orders table to the archive bucket
        = back up the users table to the archive bucket
        = back up the orders table to s3
        = dump the orders table into the archive bucket
        = make a backup of the invoices table in the archive bucket
        = back up the customers table

        @ Merge the translations branch into the release branch
        + git checkout release/{version}
        + git merge --no-ff translations
        + git push origin release/{version}
        x merge the translations branch into develop
        x merge the translations branch into the hotfix branch
        x merge the design branch into the release branch
        x merge the translations branch into trunk
        = merge the translations branch into the release branch
        = merge the translations into the release branch
        = merge the translations branch into release 2.4

        @ Run the migrations on the reporting database
        + ./migrate status --dsn {dsn}
        + ./migrate up --dsn {dsn}
        + ./migrate verify --dsn {dsn}
        x run the migrations on the billing database
        x run the migrations on the orders database
        x run the migrations on the customer database
        x run the migrations on the warehouse
        = run the migrations on the reporting database
        = run migrations on the reporting db
        = run the pending migrations on the reporting database
        = apply the migrations to the reporting database

        @ Push the image to the internal registry
        + docker login {registry}
        + docker tag app:latest {registry}/app:{tag}
        + docker push {registry}/app:{tag}
        x push the image to Docker Hub
        x push the image to the public registry
        x push the image to ECR
        x push the image to the customer's registry
        = push the image to the internal registry
        = push the app image 3.2 to the internal registry
        = push the docker image to our internal registry
        = upload the image to the internal registry

        @ Install the monitoring agent on the database hosts
        + apt-get install -y node-exporter
        + systemctl enable --now node-exporter
        + curl -sf http://{host}:9100/metrics
        x install the monitoring agent on the build machines
        x install the monitoring agent on the laptops
        x install the monitoring agent on the mail servers
        x install the monitoring agent on the routers
        = install the monitoring agent on the database hosts
        = install the monitoring agent on the database servers
        = set up the monitoring agent on the db hosts
        = install the monitoring agent on database host db07

        @ Sync the product images to the cdn bucket
        + aws s3 sync images s3://{bucket}/images
        + aws cloudfront create-invalidation --distribution-id {distribution} --paths "/images/*"
        + curl -sfI https://cdn.example.com/images/probe.png
        x sync the product images to the backup disk
        x sync the product images to the partner's server
        x sync the product images to Azure
        = sync the product images to the cdn bucket
        = sync product images to the CDN
        = synchronize the product images with the cdn bucket
        = copy the product images to the cdn bucket

        @ Load the price list into the shop catalog
        + ./load check {file}
        + ./load run {file} --target catalog
        + ./load verify --target catalog
        x load the price list into the pricing spreadsheet
        x load the price list into the partner's catalog
        x load the price list into the warehouse scanner
        = load the price list into the shop catalog
        = load the new price list into the shop's catalog
        = import the price list into the shop catalog

        @ Create the vm in the Frankfurt region
        + hcloud server create --name {name} --type {type} --location fsn1
        + hcloud server describe {name}
        + ssh root@{name} uptime
        x create the vm in the Virginia region
        x create the vm on AWS
        x create the vm on the vmware cluster
        = create the vm in the Frankfurt region
        = create vm build-7 in the Frankfurt region
        = set up a new vm in the frankfurt region

        @ Restore the dump into the analytics database
        + createdb analytics_new
        + pg_restore -d analytics_new {dump}
        + psql -c 'alter database analytics_new rename to analytics'
        x restore the dump into the production database
        x restore the dump into the live database
        x restore the dump into the prod db
        = restore the dump into the analytics database
        = restore last night's dump into the analytics db

        @ Vacuum the tables of the production database
        + psql -h db1 -c 'vacuum analyze {table}'
        + psql -h db1 -c 'select relname, n_dead_tup from pg_stat_user_tables'
        + psql -h db1 -c 'select pg_size_pretty(pg_database_size(current_database()))'
        x vacuum the tables of the reporting database
        x vacuum the tables of the archive database
        = vacuum the tables of the production database
        = vacuum the tables of the prod db

        @ Rebuild the indexes of the billing database
        + psql billing -c 'reindex database billing'
        + psql billing -c 'analyze'
        + psql billing -c 'select count(*) from pg_stat_user_indexes'
        = rebuild the indexes of the billing database
        = rebuild the indexes of the production billing database
        = rebuild the indexes of the billing database in production

        @ Push the docs to main
        + mkdocs build --strict
        + git commit -am '{message}'
        + git push origin main
        x push the docs to release
        x push the docs to develop
        x push the docs to release/2.4
        x push the docs to the hotfix branch
        = push the docs to main
        = push the docs to the main branch

        @ Merge the release branch into main
        + git checkout main
        + git merge --no-ff release/{version}
        + git push origin main
        x merge the release branch into develop
        x merge release/2.4 into develop
        = merge the release branch into main
        = merge release/2.4 into main
        = please merge the release branch back into the main branch

        @ Cut the release branch from develop
        + git checkout develop
        + git checkout -b release/{version}
        + git push -u origin release/{version}
        x cut the release branch from main
        x cut release/3.1 from main
        = cut the release branch from develop
        = cut release/3.1 from develop

        @ Protect the main branch of the repository
        + gh api repos/{repo}/branches/main/protection -X PUT
        + gh api repos/{repo}/branches/main/protection
        + gh repo view {repo}
        x protect the release branch of the repository
        = protect the main branch of the repository

        @ Push the commits to a branch
        + git add -A
        + git commit -m '{message}'
        + git push origin {branch}
        = push the commits to the develop branch
        = push the commits to the staging branch
        """;

    [Fact]
    public async Task What_is_to_go_elsewhere_is_never_handed_over_whole()
    {
        await using var open = await FilledAsync();

        Assert.Empty(await HandedAsync(open, 'x').Where(answer => answer.Whole.Length > 0 || answer.Recalled.Length > 0).ToListAsync());
    }

    [Fact]
    public async Task What_is_asked_in_other_words_is_handed_over_whole()
    {
        await using var open = await FilledAsync();

        Assert.Empty(await HandedAsync(open, '=')
            .Where(answer => answer.Whole != answer.Procedure || answer.Recalled != answer.Procedure)
            .ToListAsync());
    }

    static async IAsyncEnumerable<Answer> HandedAsync(OpenMemory open, char kind)
    {
        var procedure = "";
        foreach (var line in Rows.Split('\n').Where(line => line.Length > 0))
        {
            procedure = line[0] == '@' ? NameOf(line[2..]) : procedure;
            if (line[0] == kind)
            {
                var task = line[2..];
                var retrieved = await open.Memory.RetrieveAsync(new RetrieveRequest { Task = task });
                var recalled = RecallRequest.Of(task) is { } request ? await open.Memory.RecallAsync(request) : null;
                yield return new Answer(procedure, task, WholeOf(retrieved), WholeOf(recalled?.Answer));
            }
        }
    }

    static string WholeOf(Retrieved? answer) => answer?.Matches.FirstOrDefault(match => match.IsWhole)?.Skill.Name.Value ?? "";

    static async Task<OpenMemory> FilledAsync()
    {
        var open = await OpenMemory.NewAsync();
        foreach (var rows in Rows.Split("@ ", StringSplitOptions.RemoveEmptyEntries).Select(part => part.Split('\n')))
        {
            var procedure = new Procedure
            {
                Title = NameOf(rows[0]),
                Description = rows[0],
                Steps = [.. rows.Where(row => row.StartsWith("+ ", StringComparison.Ordinal)).Select(row => Step.Parse(row[2..]))],
            };
            await open.Memory.AddAsync(procedure.WithParametersOfSteps(), new ExecutionCounts(), OpenMemory.Person);
        }
        return open;
    }

    // As a name is drafted: the words that say something.
    static string NameOf(string title) =>
        string.Join('-', title.ToLowerInvariant().Split(' ').Where(word => word is not ("the" or "to" or "it" or "in" or "on" or "into")));

    sealed record Answer(string Procedure, string Task, string Whole, string Recalled);
}
