using SkillMcp.Formation;

namespace SkillMcp.Tests.Formation;

/// <summary>Which steps delete what no later step brings back.</summary>
public sealed class DestructionTests
{
    [Theory]
    [InlineData("rm -rf ../feed")]
    [InlineData("cd api && rm -rf data")]
    [InlineData("sudo rm -r /var/lib/postgresql/16")]
    [InlineData("rm -rf \"$TARGET\"")]
    [InlineData("ssh web-01 'rm -rf /srv/app/*'")]
    [InlineData("find . -name '*.bak' -delete")]
    [InlineData("ls | xargs rm")]
    [InlineData("git push --force origin main")]
    [InlineData("git push -f")]
    [InlineData("git push origin +main")]
    [InlineData("git reset --hard HEAD~3")]
    [InlineData("git clean -fdx")]
    [InlineData("git branch -D old")]
    [InlineData("psql -d shop -c \"DROP TABLE orders\"")]
    [InlineData("psql -d shop -c 'delete from orders where id < 10'")]
    [InlineData("mysql -e 'truncate table sessions'")]
    [InlineData("dropdb shop")]
    [InlineData("redis-cli FLUSHALL")]
    [InlineData("docker volume prune -f")]
    [InlineData("docker volume rm shop_data")]
    [InlineData("docker compose down -v")]
    [InlineData("docker system prune -af")]
    [InlineData("kubectl delete pvc data-0")]
    [InlineData("helm uninstall shop")]
    [InlineData("terraform destroy -auto-approve")]
    [InlineData("terraform apply -destroy")]
    [InlineData("terraform state rm aws_instance.web")]
    [InlineData("aws s3 rm s3://shop --recursive")]
    [InlineData("aws ec2 terminate-instances --instance-ids i-1")]
    [InlineData("aws s3 sync . s3://shop --delete")]
    [InlineData("rsync -a --delete build/ host:/srv/")]
    [InlineData("bin/rails db:drop")]
    [InlineData("npx prisma migrate reset --force")]
    [InlineData("Delete the old feed folder")]
    public void A_step_that_deletes_something_is_seen(string step) => Assert.Single(Destruction.In([Step.Parse(step)]));

    [Theory]
    [InlineData("rm -rf node_modules && npm ci")]
    [InlineData("rm -rf dist build/out")]
    [InlineData("rm -f /tmp/notes.txt")]
    [InlineData("docker run --rm -it shop")]
    [InlineData("git rm old.txt")]
    [InlineData("git commit -m 'delete the old feed'")]
    [InlineData("git push origin HEAD:main")]
    [InlineData("git push --follow-tags")]
    [InlineData("git fetch --prune")]
    [InlineData("npm prune --production")]
    [InlineData("Edit migrations/3.sql: add `DROP TABLE orders;`")]
    [InlineData("docker compose up -d")]
    [InlineData("kubectl rollout status deployment/delete-worker")]
    [InlineData("Check that nothing was deleted")]
    [InlineData("tar czf ../backup/notes.tgz notes")]
    public void What_is_made_again_or_only_spoken_of_is_not(string step) => Assert.Empty(Destruction.In([Step.Parse(step)]));

    [Fact]
    public void What_the_procedure_made_itself_may_go() =>
        Assert.Empty(Destruction.In([Step.Parse("mkdir -p work"), Step.Parse("make -C work"), Step.Parse("rm -rf work")]));

    [Fact]
    public void Only_what_the_other_procedure_does_not_delete_is_added()
    {
        Step[] before = [Step.Parse("rm -rf {folder}"), Step.Parse("make all")];
        Step[] after = [Step.Parse("rm -rf ../feed"), Step.Parse("make all"), Step.Parse("docker volume prune -f")];

        Assert.Equal(["docker volume prune -f"], Destruction.AddedBetween(before, after).Select(step => step.Text));
    }
}
