using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Fleetyard.Recipes;

/// <summary>A hash over what decides an AMI's content: its source, its scripts with their environment, its volumes, keys, user data and agent.</summary>
/// <remarks>
/// The fleet, the instance's market, place and access, names, descriptions, tags, permissions, comments and line ends do not count:
/// an AMI made before they changed is as good. What came later to recipes counts where it is set alone, behind its name, so that
/// a recipe without it keeps its fingerprint.
/// </remarks>
public static class Fingerprint
{
    /// <summary>64 lower-case hexadecimal digits.</summary>
    public static string Of(AmiSource source, BuildInstance instance, AmiSettings ami, RecipeScripts scripts)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(instance);
        ArgumentNullException.ThrowIfNull(ami);
        ArgumentNullException.ThrowIfNull(scripts);

        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Add(hash, "fleetyard-fingerprint-1");
        Add(hash, $"{source.Provider}", source.Release ?? "", source.Owner ?? "", source.NamePattern ?? "", $"{source.Architecture}");
        Add(hash, $"{instance.RootVolume.SizeGiB}", instance.RootVolume.Type, instance.SsmAgent?.Version ?? "", instance.SsmAgent?.Sha256 ?? "");
        AddSet(hash, "imageId", source.ImageId);
        AddSet(hash, "owners", source.Owners.Count == 0 ? null : string.Join(',', source.Owners.Order(StringComparer.Ordinal)));
        AddPerformance(hash, instance.RootVolume);
        foreach (var volume in instance.ExtraVolumes.OrderBy(volume => volume.Device, StringComparer.Ordinal))
        {
            Add(hash, "extraVolume", volume.Device, $"{volume.SizeGiB}", volume.Type);
            AddPerformance(hash, volume);
        }

        AddSet(hash, "userData", instance.UserData?.Content.ReplaceLineEndings("\n"));
        AddSet(hash, "amiKmsKey", ami.KmsKey);
        foreach (var script in scripts.InstallDeps.Concat(scripts.ConfigureNix).Concat(scripts.SnapshotAmi))
        {
            Add(hash, script.Name, script.Content.ReplaceLineEndings("\n"));
            foreach (var (name, value) in script.Environment.OrderBy(variable => variable.Key, StringComparer.Ordinal))
            {
                Add(hash, name, value);
            }

            // By their names alone: a hash of a short secret tells the secret.
            foreach (var (name, from) in script.Secrets.OrderBy(secret => secret.Key, StringComparer.Ordinal))
            {
                Add(hash, "secret", name, from);
            }
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static void AddPerformance(IncrementalHash hash, Volume volume)
    {
        AddSet(hash, "iops", volume.Iops?.ToString(CultureInfo.InvariantCulture));
        AddSet(hash, "throughput", volume.ThroughputMiB?.ToString(CultureInfo.InvariantCulture));
        AddSet(hash, "volumeKmsKey", volume.KmsKey);
    }

    private static void AddSet(IncrementalHash hash, string name, string? value)
    {
        if (value is not null)
        {
            Add(hash, name, value);
        }
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
