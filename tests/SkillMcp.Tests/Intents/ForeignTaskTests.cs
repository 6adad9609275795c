using SkillMcp.Intents;

namespace SkillMcp.Tests.Intents;

public sealed class ForeignTaskTests
{
    [Theory]
    [InlineData("Bring die neue Version von cart auf Staging")]
    [InlineData("Occupe-toi du cache redis pour la boutique, s'il te plaît")]
    [InlineData("Occúpate del caché de redis")]
    [InlineData("займись кешем redis")]
    [InlineData("请处理 Redis 缓存")]
    [InlineData("Redis キャッシュをなんとかして")]
    public void A_task_in_another_language_is_unread(string task) => Assert.True(Intent.OfTask(task).IsUnread);

    [Theory]
    [InlineData("flush the redis cache")]
    [InlineData("redis cache")]
    [InlineData("Deploy to Los Angeles")]
    [InlineData("restore El Niño data from S3")]
    [InlineData("Please publish the article 'Die Kunst des Wartens' on the blog")]
    [InlineData("")]
    [InlineData("It was her idea, so I am in: close the sprint")]
    public void A_task_in_English_is_read(string task) => Assert.False(Intent.OfTask(task).IsUnread);

    [Theory]
    [InlineData("Lösche den Redis-Cache nicht")]
    [InlineData("ne vide pas le cache redis")]
    [InlineData("no vacíes la caché de redis")]
    [InlineData("non svuotare la cache di redis")]
    [InlineData("não limpe o cache do redis")]
    [InlineData("leeg de redis-cache niet")]
    [InlineData("nie czyść pamięci podręcznej redis")]
    [InlineData("не очищай кэш redis")]
    [InlineData("不要清空 Redis 缓存")]
    [InlineData("Redisキャッシュを消さないで")]
    public void Its_negation_is_read(string task) =>
        Assert.Contains(EverydayProcedures.Differences("flush", task), difference => difference.Kind == DifferenceKind.Negated);

    [Theory]
    [InlineData("enable", "BitLocker auf dem Laptop abschalten")]
    [InlineData("enable", "Desactiva BitLocker en el portátil")]
    [InlineData("back up", "Восстанови базу postgres из S3")]
    [InlineData("back up", "Stelle die Postgres-Datenbank aus S3 wieder her")]
    [InlineData("back up", "Stelle die Postgres-Datenbank aus der Sicherung wieder her")]
    [InlineData("back up", "Spiele das Backup in Postgres ein")]
    [InlineData("roll back", "Déploie le service cart en production")]
    public void Its_commonest_verbs_tell_the_opposite(string procedure, string task) =>
        Assert.Contains(EverydayProcedures.Differences(procedure, task), difference => difference.Kind == DifferenceKind.Opposite);
}
