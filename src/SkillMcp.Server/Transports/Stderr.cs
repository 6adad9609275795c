namespace SkillMcp.Server.Transports;

/// <summary>Logs to standard error alone: standard output is the protocol.</summary>
static class Stderr
{
    public static ILoggingBuilder AddStderr(this ILoggingBuilder logging) => logging
        .AddSimpleConsole(console => console.SingleLine = true)
        .AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace)
        .SetMinimumLevel(LogLevel.Warning)
        // The SDK logs a client's mistakes with their stack; the client has been told, and what is our fault we log ourselves.
        .AddFilter("ModelContextProtocol", LogLevel.Critical);

    public static ILoggerFactory Loggers() => LoggerFactory.Create(logging => logging.AddStderr());
}
