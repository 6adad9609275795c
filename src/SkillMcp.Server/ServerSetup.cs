using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;
using SkillMcp.Server.Elicitation;
using SkillMcp.Server.Presentation;
using SkillMcp.Server.Prompts;
using SkillMcp.Server.Resources;
using SkillMcp.Server.Subscriptions;
using SkillMcp.Server.Tools;
using SkillMcp.Server.Wire;

namespace SkillMcp.Server;

/// <summary>Everything that the server offers over the protocol, made once and shared by all sessions.</summary>
sealed class ServerSetup : IAsyncDisposable
{
    readonly McpServerPrimitiveCollection<McpServerTool> tools;
    readonly McpServerPrimitiveCollection<McpServerPrompt> prompts;
    readonly McpServerResourceCollection resources;
    readonly ResourceList list;
    readonly SkillsExtension extension;
    readonly Completions completions;
    readonly ToolCallFilter calls;
    readonly ErrorFilters errors;

    readonly string instructions;

    public ServerSetup(SkillMemory memory, Consent consent, bool readOnly, ILoggerFactory loggers)
    {
        tools =
        [
            Tool<RetrieveAnswer>(new RetrieveSkillTool(memory).RetrieveSkill),
            Tool<StoreAnswer>(new StoreTrajectoryTool(memory).StoreTrajectory),
            Tool<RecordAnswer>(new RecordOutcomeTool(memory).RecordOutcome),
            Tool<ComposeAnswer>(new ComposeSkillsTool(memory).ComposeSkills),
            Tool<RefineAnswer>(new RefineSkillTool(memory).RefineSkill),
            Tool<ListAnswer>(new ListSkillsTool(memory).ListSkills),
            Tool<CurateAnswer>(new CurateSkillTool(memory, consent).CurateSkill),
        ];
        instructions = ModelText.Instructions;
        if (readOnly)
        {
            instructions = ModelText.ReadOnlyInstructions;
            foreach (var writing in tools.Where(tool => tool.ProtocolTool.Annotations!.ReadOnlyHint is not true).ToList())
            {
                tools.Remove(writing);
            }
        }
        var skills = new SkillResources(memory);
        resources = [Resource(skills.Markdown), Resource(skills.File), Resource(skills.Index), Resource(skills.Record), Resource(skills.Stats), Resource(skills.Stale)];
        // Files are of any kind, and the SDK would call all of them bytes.
        resources.Single(resource => resource.ProtocolResourceTemplate.UriTemplate == SkillUri.File).ProtocolResourceTemplate.MimeType = null;
        var words = new SkillPrompts(memory);
        prompts = readOnly ? [Prompt(words.UseSkill)] : [Prompt(words.UseSkill), Prompt(words.WriteUp), Prompt(words.ReviewStale)];
        list = new ResourceList(memory);
        extension = new SkillsExtension(memory);
        completions = new Completions(memory, prompts, resources);
        Notifier = new ChangeNotifier(memory, resources, TimeProvider.System, loggers.CreateLogger<ChangeNotifier>());
        calls = new ToolCallFilter(Notifier.PrepareAsync, Notifier.RequestPoll, loggers.CreateLogger<ToolCallFilter>());
        errors = new ErrorFilters(loggers.CreateLogger<ErrorFilters>());
    }

    /// <summary>Who is told what has changed.</summary>
    public ChangeNotifier Notifier { get; }

    public ValueTask DisposeAsync() => Notifier.DisposeAsync();

    /// <summary>Gives a session its options. Cheap: over HTTP every request of the newest protocol is a session of its own.</summary>
    public void Apply(McpServerOptions options)
    {
        options.ServerInfo = new Implementation { Name = "skillmcp", Title = "SkillMcp", Version = Version, Description = "Procedural memory for agents." };
        options.ServerInstructions = instructions;
        options.ToolCollection = tools;
        options.ResourceCollection = resources;
        options.PromptCollection = prompts;
        options.Capabilities = new ServerCapabilities
        {
            Resources = new ResourcesCapability { Subscribe = true, ListChanged = true },
            Extensions = new Dictionary<string, object> { [SkillsExtension.Name] = SkillsExtension.Settings },
        };
        // The SDK has no other way yet for methods that it does not know.
#pragma warning disable MCPEXP002
        options.RequestHandlers = extension.Handlers;
#pragma warning restore MCPEXP002
        options.Handlers.ListResourcesHandler = list.PageAsync;
        options.Handlers.CompleteHandler = completions.CompleteAsync;
        options.Handlers.SubscribeToResourcesHandler = Notifier.SubscribeAsync;
        options.Handlers.UnsubscribeFromResourcesHandler = Notifier.UnsubscribeAsync;
        options.Handlers.SubscriptionsListenHandler = Notifier.ListenAsync;
        options.Filters.Message.IncomingFilters.Add(errors.Messages);
        options.Filters.Message.IncomingFilters.Add(Notifier.Messages);
        options.Filters.Message.OutgoingFilters.Add(SupportedVersions.Filter);
        options.Filters.Request.CallToolFilters.Add(calls.Filter);
        options.Filters.Request.GetPromptFilters.Add(ErrorFilters.Prompts);
        options.Filters.Request.ReadResourceFilters.Add(ErrorFilters.Resources);
    }

    public static string Version => typeof(ServerSetup).Assembly.GetName().Version!.ToString(3);

    static McpServerTool Tool<TAnswer>(Delegate method)
    {
        var tool = McpServerTool.Create(method, new McpServerToolCreateOptions { SerializerOptions = WireOptions.Default });
        tool.ProtocolTool.InputSchema = PortableSchema.OfArguments(tool.ProtocolTool.InputSchema, method.Method);
        tool.ProtocolTool.OutputSchema = PortableSchema.OfAnswer<TAnswer>();
        // The title of the tool itself is enough.
        tool.ProtocolTool.Annotations!.Title = null;
        return tool;
    }

    static McpServerResource Resource(Delegate method) => McpServerResource.Create(method, new McpServerResourceCreateOptions { SerializerOptions = WireOptions.Default });

    static McpServerPrompt Prompt(Delegate method) => McpServerPrompt.Create(method, new McpServerPromptCreateOptions { SerializerOptions = WireOptions.Default });
}
