using SkillMcp.Tests.Models;

namespace SkillMcp.Tests.Commands;

/// <summary>Which sentence model the executable finds skills with, and that it finds them without.</summary>
public sealed class EmbeddingsOptionTests : IDisposable
{
    readonly CommandLine skillmcp = new();

    public EmbeddingsOptionTests() => skillmcp.Variables["SKILLMCP_EMBEDDINGS"] = null;

    public void Dispose() => skillmcp.Dispose();

    [Fact]
    public async Task The_model_that_came_with_the_executable_is_there_by_default()
    {
        await skillmcp.AddDeployApiAsync();
        var found = await skillmcp.RunAsync("doctor");
        Assert.Equal(0, found.Code);
        Assert.Contains("Model of meaning: minilm-", found.Output);
        Assert.StartsWith("minilm-", (await skillmcp.RunAsync("doctor", "--json")).Json.GetProperty("model").GetProperty("id").GetString());
    }

    [Fact]
    public async Task A_task_that_shares_no_word_with_a_skill_is_found_by_its_meaning()
    {
        File.WriteAllText(skillmcp.Folder["renew.md"], """
            ---
            name: renew-tls-certificate
            description: Renew the TLS certificate of a web server with certbot
            ---

            ## Steps

            1. certbot renew --dry-run
            2. certbot renew
            3. systemctl reload nginx
            """);
        await skillmcp.RunAsync("add", "renew.md");
        const string Task = "our site's SSL is about to expire";

        Assert.Contains("certbot renew", (await skillmcp.RunAsync("retrieve", Task)).Output);
        Assert.DoesNotContain("renew", (await skillmcp.RunAsync("retrieve", Task, "--embeddings", "off")).Output);
    }

    [Fact]
    public async Task Off_is_by_words_alone()
    {
        await skillmcp.AddDeployApiAsync();
        Assert.Contains("make build", (await skillmcp.RunAsync("retrieve", "deploy the api", "--embeddings", "off")).Output);
        Assert.Contains("Model of meaning: none (it is turned off)", (await skillmcp.RunAsync("doctor", "--embeddings", "off")).Output);
        skillmcp.Variables["SKILLMCP_EMBEDDINGS"] = "off";
        Assert.Contains("it is turned off", (await skillmcp.RunAsync("doctor")).Output);
    }

    [Theory]
    [InlineData("retrieve", "deploy")]
    [InlineData("doctor")]
    [InlineData("serve")]
    public async Task A_folder_that_is_not_there_is_a_mistake(params string[] typed)
    {
        await skillmcp.AddDeployApiAsync();
        var ran = await skillmcp.RunAsync([.. typed, "--embeddings", skillmcp.Folder["nowhere"]]);
        Assert.Equal(1, ran.Code);
        Assert.Contains("There is no folder", ran.Error);
    }

    [Fact]
    public async Task A_model_that_was_named_and_is_cut_is_a_mistake()
    {
        await skillmcp.AddDeployApiAsync();
        File.WriteAllText(skillmcp.Folder["model.onnx"], "cut");
        File.Copy(Path.Combine(AppContext.BaseDirectory, "models", "minilm", "vocab.txt"), skillmcp.Folder["vocab.txt"]);
        var ran = await skillmcp.RunAsync("retrieve", "deploy", "--embeddings", skillmcp.Folder.Path);
        Assert.Equal(1, ran.Code);
        Assert.Contains("cannot be used: it is cut", ran.Error);
        var found = await skillmcp.RunAsync("doctor", "--embeddings", skillmcp.Folder.Path);
        Assert.Equal(1, found.Code);
        Assert.Contains("cannot be used: it is cut", found.Output);
    }

    [Fact]
    public async Task A_model_behind_an_api_is_asked_for_a_vector_to_know_that_it_works()
    {
        await skillmcp.AddDeployApiAsync();
        await using var model = await ModelServer.StartAsync(ModelServer.VectorsAsync);
        await using var locked = await ModelServer.StartAsync(ModelServer.Fails("openai", 401));

        var found = await skillmcp.RunAsync("doctor", "--embeddings", $"{model.Root}v1#m");
        var refused = await skillmcp.RunAsync("doctor", "--embeddings", $"{locked.Root}v1#m");

        Assert.Equal(0, found.Code);
        Assert.Contains($"Model of meaning: m@{model.Root.Authority}", found.Output);
        Assert.Equal(1, refused.Code);
        Assert.Contains("answered 401", refused.Output);
    }

    [Fact]
    public async Task The_executable_without_the_files_beside_it_answers_by_words_and_says_so()
    {
        await skillmcp.AddDeployApiAsync();
        using var alone = new TemporaryFolder();
        Copy(Path.GetDirectoryName(Here.Executable)!, alone.Path);
        var executable = alone[Path.GetFileName(Here.Executable)];
        Assert.Contains("make build", (await skillmcp.RunProgramAsync(executable, "retrieve", "deploy the api")).Output);
        var found = await skillmcp.RunProgramAsync(executable, "doctor");
        Assert.Equal(0, found.Code);
        Assert.Contains("Model of meaning: none (no model.onnx and vocab.txt in ", found.Output);
    }

    /// <summary>Copies what is in a folder itself, and the native libraries: all but the model.</summary>
    static void Copy(string from, string to)
    {
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var relative = Path.GetRelativePath(from, file);
            if (!relative.StartsWith("models", StringComparison.Ordinal) && !relative.Contains("onnxruntime", StringComparison.Ordinal))
            {
                Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(to, relative))!);
                File.Copy(file, Path.Combine(to, relative));
            }
        }
    }
}
