namespace SkillMcp.Server.Clients;

/// <summary>What a client's configuration is written in.</summary>
enum ConfigurationFormat
{
    Json,

    /// <summary>JSON with comments and trailing commas.</summary>
    JsonWithComments,

    Toml,
}
