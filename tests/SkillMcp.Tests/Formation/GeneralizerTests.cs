using CsCheck;
using SkillMcp.Formation;

namespace SkillMcp.Tests.Formation;

public sealed class GeneralizerTests
{
    [Theory]
    [InlineData(
        "kubectl rollout status deployment/cart --namespace production",
        "kubectl rollout status deployment/{deployment} --namespace {namespace}")]
    [InlineData("kubectl get pods -n staging", "kubectl get pods -n {namespace}")]
    [InlineData("kubectl get deployment cart", "kubectl get deployment {deployment}")]
    [InlineData("docker push rec-service:abc123", "docker push {image}:{tag}")]
    [InlineData("docker pull registry.example.org:5000/team/cart:2.1", "docker pull {image}:{tag}")]
    [InlineData("Verify image: docker manifest inspect web:1.2", "Verify image: docker manifest inspect {image}:{tag}")]
    [InlineData("curl -f https://cart.example.org/health", "curl -f https://{host}/health")]
    [InlineData("curl http://api.example.org:8080/v1/users", "curl http://{host}:{port}/v1/users")]
    [InlineData("pip install requests==2.31.0", "pip install requests=={version}")]
    [InlineData("git checkout v1.2.3", "git checkout {version}")]
    [InlineData("git revert 9f8e7d6c", "git revert {commit}")]
    [InlineData("psql -h db7 -U shop -d orders", "psql -h {host} -U {user} -d {database}")]
    [InlineData("ssh deploy@web1", "ssh {host}")]
    [InlineData("scp app.tar.gz deploy@web1:/tmp/", "scp app.tar.gz {host}:/tmp/")]
    [InlineData(
        "helm upgrade shop ./chart --set image.tag=7f3 --set replicas=3",
        "helm upgrade shop ./chart --set image.tag={tag} --set replicas={replicas}")]
    [InlineData("aws s3 sync dist s3://shop-assets --region eu-west-1", "aws s3 sync dist s3://{bucket} --region {region}")]
    [InlineData("kubectl logs deployment/cart --tail=50", "kubectl logs deployment/{deployment} --tail={tail}")]
    [InlineData("find . -mtime -7", "find . -mtime {mtime}")]
    [InlineData("cd /home/alice/shop/deploy", "cd /home/{user}/{project}/deploy")]
    [InlineData("tail -f /srv/shop/app.log", "tail -f /srv/{project}/app.log")]
    [InlineData("Mail the report to ops@example.org on 2026-03-14", "Mail the report to {email} on {date}")]
    [InlineData("ping 10.1.2.3", "ping {ip}")]
    [InlineData("./ship --from 10.1.2.3 --service v2.0.0", "./ship --from {ip} --service {version}")]
    [InlineData("aws ec2 stop-instances --instance-ids i-0abc1234def567890", "aws ec2 stop-instances --instance-ids {instance_ids}")]
    public void What_clearly_varies_becomes_a_placeholder(string run, string procedure) => Assert.Equal([procedure], General(run));

    // A database that is dropped by its name, while another is restored, is somebody's data.
    [Theory]
    [InlineData("dropdb orders", "dropdb {database}")]
    [InlineData("createdb orders", "createdb {database}")]
    [InlineData("dropit orders", "dropit {database}")]
    [InlineData("s9ctl drop orders", "s9ctl drop {database}")]
    [InlineData("Tell the team which orders are lost", "Tell the team which orders are lost")]
    public void A_value_is_replaced_in_every_command_that_it_stands_in(string run, string procedure)
    {
        var first = Procedure(run, "pg_restore -d orders orders.dump");
        var general = Generalizer.Generalize(first, "Restore the orders database", []);
        Assert.Equal([procedure, "pg_restore -d {database} {database}.dump"], general.Steps.Select(step => step.Text));
    }

    [Theory]
    [InlineData("sudo apt install certbot python3-certbot-nginx")]
    [InlineData("systemctl restart nginx")]
    [InlineData("cat /etc/nginx/nginx.conf")]
    [InlineData("curl -fsSL https://get.docker.com -o install.sh")]
    [InlineData("curl http://127.0.0.1/health")]
    [InlineData("proxy 8080:127.0.0.1 check")]
    [InlineData("kubectl get pods --output json")]
    [InlineData("chmod -R 755 public")]
    [InlineData("npm run build")]
    [InlineData("kubectl get pods -n kube-system")]
    [InlineData("kubectl create secret generic db")]
    [InlineData("kubectl scale deploy --all --replicas=0")]
    [InlineData("cut -f 2 /usr/local/share/list")]
    [InlineData("Spread the services to other nodes/pods")]
    [InlineData("dotnet test --configuration Release")]
    [InlineData("Check the dashboard and wait for the team's approval")]
    public void What_is_part_of_the_procedure_stays(string step) => Assert.Equal([step], General(step));

    [Theory]
    [InlineData("kubectl get pods -n {namespace} --context prod")]
    [InlineData("echo $HOME/v1.2.3 ${TAG}")]
    [InlineData("awk '{print $1}' access.log")]
    [InlineData("""curl -d '{"host": "10.0.0.1"}' localhost""")]
    [InlineData("docker inspect --format='{{.Config.Image}}' web")]
    [InlineData("grep \"10.0.0.1 v1.2.3\" log")]
    [InlineData("for f in *.log; do gzip $f; done")]
    public void What_has_placeholders_or_is_code_stays(string step) => Assert.Equal([step], General(step));

    [Fact]
    public void The_same_literal_is_the_same_placeholder_in_every_step()
    {
        var general = Generalizer.Generalize(Procedure(
            "docker build -t cart:2.1 .",
            "kubectl set image deployment/cart cart=cart:2.1 --namespace staging",
            "Check the staging dashboard",
            "npm run staging",
            "ship --to staging"));

        Assert.Equal(
            [
                "docker build -t {deployment}:{tag} .",
                "kubectl set image deployment/{deployment} {deployment}={deployment}:{tag} --namespace {namespace}",
                "Check the {namespace} dashboard",
                "npm run {namespace}",
                "ship --to {namespace}",
            ],
            general.Steps.Select(step => step.Text));
        Assert.Equal(
            [("deployment", "cart"), ("tag", "2.1"), ("namespace", "staging")],
            general.Parameters.Select(parameter => (parameter.Name, parameter.Example)));
    }

    [Theory]
    [InlineData("cd /home/deploy/shop/", "Then deploy the release")]
    [InlineData("git checkout -b release", "npm run release")]
    [InlineData("kubectl get pods -n build", "npm run build")]
    [InlineData("git checkout -b release", "npm run build:release")]
    public void A_word_of_the_language_means_another_thing_elsewhere(string first, string second) =>
        Assert.Equal(second, General(first, second).Last());

    [Theory]
    [InlineData("kubectl get pods -n team-a", "ship team-a", "ship {namespace}")]
    [InlineData("ping db1.example.org", "Tell the owner of db1.example.org", "Tell the owner of {host}")]
    public void What_is_not_a_word_of_the_language_is_the_same_everywhere(string first, string second, string general) =>
        Assert.Equal(general, General(first, second).Last());

    [Fact]
    public void Other_literals_of_one_kind_get_numbers() =>
        Assert.Equal(["rsync -p {port} {host} {host_2}"], General("rsync -p 22 db1.example.org db2.example.org"));

    [Fact]
    public void A_count_that_changes_within_the_run_is_part_of_it() =>
        Assert.Equal(
            ["ship scale --replicas=1", "ship scale --replicas=3 --wait={wait}"],
            General("ship scale --replicas=1", "ship scale --replicas=3 --wait=60s"));

    [Fact]
    public void What_its_author_described_keeps_its_name()
    {
        var described = new Parameter { Name = "stage", Description = "where", Example = "prod" };
        var general = Generalizer.Generalize(Procedure("kubectl get pods -n prod") with { Parameters = [described] });

        Assert.Equal("kubectl get pods -n {stage}", general.Steps[0].Text);
        Assert.Equal("where", Assert.Single(general.Parameters).Description);
    }

    [Fact]
    public void What_its_author_declared_is_bound_wherever_it_stands()
    {
        Parameter[] declared = [new() { Name = "new_version", Example = "4.1.0" }, new() { Name = "app", Example = "crm" }];
        var general = Generalizer.Generalize(Procedure(
            "npm version 4.1.0 --no-git-tag-version",
            "git commit -am \"release: 4.1.0\"",
            "git tag -a v4.1.0 -m \"crm 4.1.0\"",
            "pg_dump -Fc -f crm_before.dump crm",
            "dotnet new xunit -n crm.Tests",
            "Tell the scrum team, and leave ${crm} and crmx alone") with { Parameters = declared });

        Assert.Equal(
            [
                "npm version {new_version} --no-git-tag-version",
                "git commit -am \"release: {new_version}\"",
                "git tag -a v{new_version} -m \"{app} {new_version}\"",
                "pg_dump -Fc -f {app}_before.dump {app}",
                "dotnet new xunit -n {app}.Tests",
                "Tell the scrum team, and leave ${crm} and crmx alone",
            ],
            general.Steps.Select(step => step.Text));
        Assert.Equal(["new_version", "app"], general.Parameters.Select(parameter => parameter.Name));
    }

    [Fact]
    public void The_name_of_a_program_is_what_is_done_whatever_was_declared() =>
        Assert.Equal(
            ["git clone {tool}.example", "git status"],
            Generalizer.Generalize(Procedure("git clone git.example", "git status") with
            {
                Parameters = [new Parameter { Name = "tool", Example = "git" }],
            }).Steps.Select(step => step.Text));

    [Fact]
    public void Filling_the_examples_in_gives_the_run_back() => Runs.Sample(run =>
    {
        var general = Generalizer.Generalize(run);

        Assert.Equal(run.Steps, Filled(general));
        var placeholders = general.Steps.SelectMany(step => step.Placeholders).Distinct();
        Assert.Equal(placeholders, general.Parameters.Select(parameter => parameter.Name));
    }, iter: 3_000);

    [Fact]
    public void What_was_generalised_is_not_generalised_again() => Runs.Sample(run =>
    {
        var general = Generalizer.Generalize(run);

        Assert.Equal(general.Steps, Generalizer.Generalize(general).Steps);
    }, iter: 500);

    [Fact]
    public void Filling_what_was_declared_in_gives_the_run_back() => Gen.Select(Runs, Word).Sample((run, example) =>
    {
        var declared = new Parameter { Name = "declared", Example = example };
        var general = Generalizer.Generalize(run with { Parameters = [.. run.Parameters, declared] });

        Assert.Equal(run.Steps, Filled(general));
    }, iter: 2_000);

    /// <summary>Words that vary, words that do not, and whatever may stand around them.</summary>
    static readonly Gen<string> Word = Gen.OneOf(
        Among(
            "kubectl", "docker", "ssh", "psql", "make", "Deploy", "the", "cart", "staging", "get", "--namespace", "-n", "-h",
            "--replicas", "--env=", "image=", "deployment/cart", "cart:2", "web1", "v1.2.3", "10.0.0.1", "a@example.org",
            "https://a.example.org/x", "9f8e7d6c", "2026-01-02", "s3://bucket/x", "/home/al/shop/x", "3", "50%", "300s", "&&", "|",
            "sudo", "ENV=prod"),
        Among(
            "{namespace}", "{", "}", "{{ x }}", "${VAR}", "$", "'", "\"", "`", "\\", "%{x}", "@{u}", "#", "{print}", "awk", "{end}",
            "{range", "1.", "Step 1:", "…", "数", "\t", "🙂"),
        Gen.String[1, 6].Select(text => text.Replace('\0', '0')));

    static readonly Gen<Procedure> Runs =
        from lines in Word.List[1, 9]
            .Select(Gen.OneOf(Among(" ", "  ", ""), Among("=", "/", ":")), (words, between) => string.Join(between, words)).List[1, 6]
        let steps = lines.Where(line => line.Trim().Length > 0).Select(Parsed).OfType<Step>().ToList()
        select new Procedure { Title = "x", Description = "x", Steps = steps }.WithParametersOfSteps();

    static Step? Parsed(string text)
    {
        try
        {
            return Step.Parse(text);
        }
        catch (SkillException)
        {
            return null;
        }
    }

    static Gen<string> Among(params string[] words) => Gen.Int[0, words.Length - 1].Select(at => words[at]);

    [Fact]
    public void A_procedure_gets_twenty_parameters_at_most()
    {
        var hosts = Enumerable.Range(0, 22).Select(number => $"h{number}.example.org").ToList();
        var general = Generalizer.Generalize(Procedure([.. hosts.Select(host => $"ping {host}"), "ping h3.example.org"]));

        Assert.Equal(20, general.Parameters.Count);
        Assert.Equal("ping {host_20}", general.Steps[19].Text);
        Assert.Equal("ping h20.example.org", general.Steps[20].Text);
        Assert.Equal("ping {host_4}", general.Steps[22].Text);
    }

    [Fact]
    public void A_name_that_is_taken_gets_a_number()
    {
        var general = Generalizer.Generalize(Procedure("ping {host}", "ping a.example.org"));

        Assert.Equal(["ping {host}", "ping {host_2}"], general.Steps.Select(step => step.Text));
    }

    [Fact]
    public void A_placeholder_of_a_secret_does_not_make_a_step_its_authors()
    {
        var run = Procedure("curl -H {token} https://a.example.org");

        Assert.Equal("curl -H {token} https://a.example.org", Generalizer.Generalize(run).Steps[0].Text);
        Assert.Equal("curl -H {token} https://{host}", Generalizer.Generalize(run, "token").Steps[0].Text);
    }

    [Theory]
    [InlineData("ship -n 5", "ship -n 5")]
    [InlineData("ship --n 5", "ship --n {n}")]
    [InlineData("ship --wait=5m", "ship --wait={wait}")]
    [InlineData("ship --wait=5min", "ship --wait={wait}")]
    [InlineData("ship --wait=5mins", "ship --wait=5mins")]
    [InlineData("ship --size=4Gi", "ship --size={size}")]
    [InlineData("ship --scale=1.5", "ship --scale={scale}")]
    [InlineData("ship --scale=-1.5", "ship --scale={scale}")]
    [InlineData("ship --scale=1.5.", "ship --scale=1.5.")]
    [InlineData("ship --region=", "ship --region=")]
    [InlineData("ship =x", "ship =x")]
    [InlineData("ship --env=main", "ship --env=main")]
    [InlineData("git checkout 0123456", "git checkout 0123456")]
    [InlineData("git checkout abcdefa", "git checkout abcdefa")]
    [InlineData("git checkout abcde1", "git checkout abcde1")]
    [InlineData("git checkout abcdef1", "git checkout {commit}")]
    [InlineData("ping db.example.com", "ping {host}")]
    [InlineData("ping db.example.io", "ping {host}")]
    [InlineData("ping example.io", "ping example.io")]
    [InlineData("ping api.github.com", "ping api.github.com")]
    [InlineData("v1.2.3", "v1.2.3")]
    [InlineData("kubectl get pod -- web", "kubectl get pod -- web")]
    [InlineData("kubectl get pod cart && get pod cart", "kubectl get pod {pod} && get pod {pod}")]
    [InlineData("docker run -p 80:8080 web:1", "docker run -p 80:8080 {image}:{tag}")]
    public void A_form_has_its_bounds(string run, string procedure) => Assert.Equal([procedure], General(run));

    [Fact]
    public void Tokens_that_are_too_long_to_have_a_form_stay()
    {
        var (longest, longer) = ($"{new string('a', 244)}.example.com", $"{new string('a', 245)}.example.com");

        Assert.Equal(["ping {host}"], General($"ping {longest}"));
        Assert.Equal([$"ping {longer}"], General($"ping {longer}"));
    }

    static IEnumerable<string> General(params string[] steps) =>
        Generalizer.Generalize(Procedure(steps)).Steps.Select(step => step.Text);

    static Procedure Procedure(params string[] steps) =>
        new Procedure { Title = "x", Description = "x", Steps = [.. steps.Select(Step.Parse)] }.WithParametersOfSteps();

    static IReadOnlyList<Step> Filled(Procedure procedure) => procedure.Filled(procedure.Examples).Steps;
}
