using Fleetyard.LocalCloud.Http;
using Fleetyard.LocalCloud.Kms;
using Fleetyard.LocalCloud.State;

namespace Fleetyard.LocalCloud.Ec2;

/// <summary>Whether a volume or snapshot is encrypted, and with which key.</summary>
internal sealed class EbsEncryption(KmsKeys keys)
{
    /// <summary>What is asked over what is there; what is encrypted stays so.</summary>
    /// <param name="region">Where the volume or snapshot will be.</param>
    /// <param name="device">What is there.</param>
    /// <param name="encrypted">Whether it is asked to be encrypted; null where nothing is said.</param>
    /// <param name="keyId">The key that is asked for: an id, an ARN, or an alias.</param>
    /// <exception cref="AwsFault">A key is named, and no encryption.</exception>
    public BlockDevice Of(string region, BlockDevice device, bool? encrypted, string? keyId)
    {
        if (keyId is { Length: > 0 } && encrypted != true && !device.Encrypted)
        {
            throw new AwsFault("InvalidParameterDependency", "The parameter KmsKeyId requires the parameter Encrypted to be set.");
        }

        if (encrypted != true && !device.Encrypted)
        {
            return device;
        }

        return keyId is { Length: > 0 }
            ? device with { Encrypted = true, KmsKeyId = keys.Find(region, keyId)?.Arn ?? keyId }
            : device with { Encrypted = true, KmsKeyId = device.KmsKeyId ?? keys.Managed(region).Arn };
    }

    /// <summary>Which key of these volumes or snapshots does not exist, or null; EC2 looks for it after it has answered.</summary>
    public string? Missing(string region, IEnumerable<BlockDevice> devices) => devices.Select(device => device.KmsKeyId).OfType<string>().FirstOrDefault(key => keys.Find(region, key) is null);

    /// <summary>Whether one of them is encrypted with AWS's own key, which cannot be shared.</summary>
    public bool HasManagedKey(string region, IEnumerable<BlockDevice> devices) => devices.Any(device => device.KmsKeyId is { } key && keys.Find(region, key)?.IsManaged == true);
}
