namespace SkillMcp.Intents;

/// <summary>What shows that a name is that of a product.</summary>
enum ProductSign
{
    /// <summary>A capital only, as in "to the Shopify store"; it may be a person, a town or a project.</summary>
    Capital,

    /// <summary>It stands alone where a product may: "to Lokalise".</summary>
    Bare,

    /// <summary>It is written as products are: "LicensePlist", "AWS MediaConvert".</summary>
    Spelling,
}
