using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;
using SkillMcp.Server.Elicitation;
using SkillMcp.Server.Presentation;
using SkillMcp.Server.Prompts;
using SkillMcp.Server.Resources;
using SkillMcp.Server.Subscriptions;
using SkillMcp.Server.Surface;
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

    /// <param name="memory">The memory.</param>
    /// <param name="consent">Asks the user.</param>
    /// <param name="readOnly">Whether the tools that write are left out.</param>
    /// <param name="time">The clock.</param>
    /// <param name="loggers">Where the logs go.</param>
    /// <param name="verification">Looks whether reports are so; null to take their word.</param>
    public ServerSetup(
        SkillMemory memory,
        Consent consent,
        bool readOnly,
        TimeProvider time,
        ILoggerFactory loggers,
        ReportVerification? verification = null)
    {
        instructions = readOnly ? ModelText.ReadOnlyInstructions : ModelText.Instructions;
        var listed = ListedSurface.Read();
        tools = ToolsOf(listed, memory, consent, verification);
        if (readOnly)
        {
            RemoveWritingTools();
        }
        resources = ResourcesOf(listed, new SkillResources(memory));
        prompts = PromptsOf(listed, new SkillPrompts(memory), readOnly);
        list = new ResourceList(memory);
        extension = new SkillsExtension(memory);
        completions = new Completions(memory, prompts, resources);
        Notifier = new ChangeNotifier(memory, resources, time, loggers.CreateLogger<ChangeNotifier>());
        calls = new ToolCallFilter(Notifier.PrepareAsync, Notifier.RequestPoll, loggers.CreateLogger<ToolCallFilter>());
        errors = new ErrorFilters(loggers.CreateLogger<ErrorFilters>());
    }

    /// <summary>Every tool, made from its code when it is first called; of the others the same.</summary>
    public IEnumerable<DeferredTool> Tools => tools.Cast<DeferredTool>();

    public IEnumerable<DeferredPrompt> Prompts => prompts.Cast<DeferredPrompt>();

    public IEnumerable<DeferredResource> Resources => resources.Cast<DeferredResource>();

    /// <summary>Sends the notifications of what has changed.</summary>
    public ChangeNotifier Notifier { get; }

    public ValueTask DisposeAsync() => Notifier.DisposeAsync();

    /// <summary>Gives a session its options. Cheap: over HTTP every request of the newest protocol is a session of its own.</summary>
    public void Apply(McpServerOptions options)
    {
        options.ServerInfo = new Implementation
        {
            Name = "skillmcp",
            Title = "SkillMcp",
            Version = Version,
            Description = "Procedural memory for agents.",
        };
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
        options.Filters.Message.OutgoingFilters.Add(ErrorFilters.Outgoing);
        options.Filters.Request.CallToolFilters.Add(calls.Filter);
        options.Filters.Request.GetPromptFilters.Add(errors.Prompts);
        options.Filters.Request.ReadResourceFilters.Add(errors.Resources);
    }

    static string Version => typeof(ServerSetup).Assembly.GetName().Version!.ToString(3);

    static McpServerPrimitiveCollection<McpServerTool> ToolsOf(
        ListedSurface listed, SkillMemory memory, Consent consent, ReportVerification? verification)
    {
        return
        [
            Tool<RetrieveAnswer>("retrieve_skill", () => new RetrieveSkillTool(memory).RetrieveSkill),
            Tool<StoreAnswer>("store_trajectory", () => new StoreTrajectoryTool(memory).StoreTrajectory),
            Tool<RecordAnswer>("record_outcome", () => new RecordOutcomeTool(memory, verification).RecordOutcome),
            Tool<ComposeAnswer>("compose_skills", () => new ComposeSkillsTool(memory).ComposeSkills),
            Tool<RefineAnswer>("refine_skill", () => new RefineSkillTool(memory).RefineSkill),
            Tool<ListAnswer>("list_skills", () => new ListSkillsTool(memory).ListSkills),
            Tool<CurateAnswer>("curate_skill", () => new CurateSkillTool(memory, consent).CurateSkill),
        ];

        DeferredTool Tool<TAnswer>(string name, Func<Delegate> method) =>
            new(listed.Tool(name), method, PortableSchema.OfAnswer<TAnswer>);
    }

    void RemoveWritingTools()
    {
        foreach (var writing in tools.Where(tool => tool.ProtocolTool.Annotations!.ReadOnlyHint is not true).ToList())
        {
            tools.Remove(writing);
        }
    }

    static McpServerResourceCollection ResourcesOf(ListedSurface listed, SkillResources skills) =>
    [
        new DeferredResource(listed.Resource("skill"), () => skills.Markdown),
        new DeferredResource(listed.Resource("skill-file"), () => skills.File, isAnyFile: true),
        new DeferredResource(listed.Resource("index"), () => skills.Index),
        new DeferredResource(listed.Resource("record"), () => skills.Record),
        new DeferredResource(listed.Resource("stats"), () => skills.Stats),
        new DeferredResource(listed.Resource("stale"), () => skills.Stale),
    ];

    static McpServerPrimitiveCollection<McpServerPrompt> PromptsOf(ListedSurface listed, SkillPrompts skills, bool readOnly)
    {
        var use = new DeferredPrompt(listed.Prompt("use_skill"), () => skills.UseSkill);
        return readOnly
            ? [use]
            : [
                use,
                new DeferredPrompt(listed.Prompt("write_up"), () => skills.WriteUp),
                new DeferredPrompt(listed.Prompt("review_stale"), () => skills.ReviewStale),
            ];
    }
}
