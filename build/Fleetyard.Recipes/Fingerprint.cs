using System.Security.Cryptography;
using System.Text;

namespace Fleetyard.Recipes;

/// <summary>A hash over what decides an AMI's content: its source, its scripts with their environment, its volume and its agent.</summary>
/// <remarks>The fleet, names, descriptions, tags, comments and line ends do not count: an AMI made before they changed is as good.</remarks>
public static class Fingerprint
{
    /// <summary>64 lower-case hexadecimal digits.</summary>
    public static string Of(AmiSource source, BuildInstance instance, RecipeScripts scripts)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(instance);
        ArgumentNullException.ThrowIfNull(scripts);

        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Add(hash, "fleetyard-fingerprint-1");
        Add(hash, $"{source.Provider}", source.Release ?? "", source.Owner ?? "", source.NamePattern ?? "", $"{source.Architecture}");
        Add(hash, $"{instance.RootVolume.SizeGiB}", instance.RootVolume.Type, instance.SsmAgent?.Version ?? "", instance.SsmAgent?.Sha256 ?? "");
        foreach (var script in scripts.InstallDeps.Concat(scripts.ConfigureNix).Concat(scripts.SnapshotAmi))
        {
            Add(hash, script.Name, script.Content.ReplaceLineEndings("\n"));
            foreach (var (name, value) in script.Environment.OrderBy(variable => variable.Key, StringComparer.Ordinal))
            {
                Add(hash, name, value);
            }
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>Each part with its length before it, so that no two lists of parts hash alike.</summary>
    private static void Add(IncrementalHash hash, params ReadOnlySpan<string> parts)
    {
        foreach (var part in parts)
        {
            var bytes = Encoding.UTF8.GetBytes(part);
            hash.AppendData(BitConverter.GetBytes(bytes.LongLength));
            hash.AppendData(bytes);
        }
    }
}
