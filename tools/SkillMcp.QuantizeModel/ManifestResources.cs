using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace SkillMcp.QuantizeModel;

/// <summary>The files that an assembly embeds, read without loading it: none of its code runs.</summary>
static class ManifestResources
{
    const string Folder = ".Resources.";

    /// <returns>Their bytes by the name that they had as files.</returns>
    public static IReadOnlyDictionary<string, byte[]> Read(string assembly)
    {
        using var image = new PEReader(File.OpenRead(assembly));
        var metadata = image.GetMetadataReader();
        var resources = image.GetSectionData(image.PEHeaders.CorHeader!.ResourcesDirectory.RelativeVirtualAddress);
        return metadata.ManifestResources
            .Select(metadata.GetManifestResource)
            .ToDictionary(resource => FileNameOf(metadata.GetString(resource.Name)), resource => BytesAt((int)resource.Offset));

        byte[] BytesAt(int offset)
        {
            var reader = resources.GetReader(offset, resources.Length - offset);
            return reader.ReadBytes(reader.ReadInt32());
        }
    }

    static string FileNameOf(string resource) => resource[(resource.IndexOf(Folder, StringComparison.Ordinal) + Folder.Length)..];
}
