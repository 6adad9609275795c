using System.Text.Json;
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
    readonly McpServerPrimitiveCollection<McpServerTool> tools = [];
    readonly McpServerPrimitiveCollection<McpServerPrompt> prompts;
    readonly McpServerResourceCollection resources;
    readonly ResourceList list;
    readonly SkillsExtension extension;
    readonly Completions completions;
    readonly ToolCallFilter calls;
    readonly ErrorFilters errors;
    readonly string instructions;

    // Each tool's arguments with all of their limits, by the tool's name. They are made for the first call: a start waits for none.
    readonly Dictionary<string, Lazy<JsonElement>> arguments = new(StringComparer.Ordinal);

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
        AddTools(memory, consent, verification);
        if (readOnly)
        {
            RemoveWritingTools();
        }
        resources = ResourcesOf(new SkillResources(memory));
        prompts = PromptsOf(new SkillPrompts(memory), readOnly);
        list = new ResourceList(memory);
        extension = new SkillsExtension(memory);
        completions = new Completions(memory, prompts, resources);
        Notifier = new ChangeNotifier(memory, resources, time, loggers.CreateLogger<ChangeNotifier>());
        calls = new ToolCallFilter(arguments, Notifier.PrepareAsync, Notifier.RequestPoll, loggers.CreateLogger<ToolCallFilter>());
        errors = new ErrorFilters(loggers.CreateLogger<ErrorFilters>());
    }

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

    void AddTools(SkillMemory memory, Consent consent, ReportVerification? verification)
    {
        Add<RetrieveAnswer>(new RetrieveSkillTool(memory).RetrieveSkill);
        Add<StoreAnswer>(new StoreTrajectoryTool(memory).StoreTrajectory);
        Add<RecordAnswer>(new RecordOutcomeTool(memory, verification).RecordOutcome);
        Add<ComposeAnswer>(new ComposeSkillsTool(memory).ComposeSkills);
        Add<RefineAnswer>(new RefineSkillTool(memory).RefineSkill);
        Add<ListAnswer>(new ListSkillsTool(memory).ListSkills);
        Add<CurateAnswer>(new CurateSkillTool(memory, consent).CurateSkill);
    }

    void Add<TAnswer>(Delegate method)
    {
        var tool = McpServerTool.Create(method, new McpServerToolCreateOptions { SerializerOptions = WireOptions.Default });
        var schema = tool.ProtocolTool.InputSchema;
        arguments[tool.ProtocolTool.Name] = new Lazy<JsonElement>(() => PortableSchema.OfArguments(schema, method.Method));
        tool.ProtocolTool.InputSchema = PortableSchema.Advertised(schema, method.Method);
        tool.ProtocolTool.OutputSchema = PortableSchema.OfAnswer<TAnswer>();
        // The title of the tool itself is enough.
        tool.ProtocolTool.Annotations!.Title = null;
        tools.Add(tool);
    }

    void RemoveWritingTools()
    {
        foreach (var writing in tools.Where(tool => tool.ProtocolTool.Annotations!.ReadOnlyHint is not true).ToList())
        {
            tools.Remove(writing);
        }
    }

    static McpServerResourceCollection ResourcesOf(SkillResources skills)
    {
        var file = Resource(skills.File);
        // Files are of any kind, and the SDK would call all of them bytes.
        file.ProtocolResourceTemplate.MimeType = null;
        return
        [
            Resource(skills.Markdown), file, Resource(skills.Index),
            Resource(skills.Record), Resource(skills.Stats), Resource(skills.Stale),
        ];
    }

    static McpServerPrimitiveCollection<McpServerPrompt> PromptsOf(SkillPrompts skills, bool readOnly) =>
        readOnly ? [Prompt(skills.UseSkill)] : [Prompt(skills.UseSkill), Prompt(skills.WriteUp), Prompt(skills.ReviewStale)];

    static McpServerResource Resource(Delegate method) =>
        McpServerResource.Create(method, new McpServerResourceCreateOptions { SerializerOptions = WireOptions.Default });

    static McpServerPrompt Prompt(Delegate method) =>
        McpServerPrompt.Create(method, new McpServerPromptCreateOptions { SerializerOptions = WireOptions.Default });
}
