using System.Text;
using Amazon.EC2;
using Amazon.EC2.Model;

namespace Fleetyard.Wire.Tests.Session;

/// <summary>Calls EC2's operations on key pairs, with what works and what is refused.</summary>
internal sealed class KeyPairSession(IAmazonEC2 ec2)
{
    /// <summary>The name of a key pair that is there afterwards.</summary>
    public const string Kept = "kept";

    public async Task RunAsync()
    {
        var request = new ImportKeyPairRequest { KeyName = Kept, PublicKeyMaterial = Material(), TagSpecifications = [new() { ResourceType = "key-pair", Tags = [new("a", "b")] }] };
        await ec2.ImportKeyPairAsync(request);
        await LocalSession.RefusedAsync("InvalidKeyPair.Duplicate", () => ec2.ImportKeyPairAsync(request));
        await ec2.DescribeKeyPairsAsync(new DescribeKeyPairsRequest { KeyNames = [Kept], IncludePublicKey = true });
        await LocalSession.RefusedAsync("InvalidKeyPair.NotFound", () => ec2.DescribeKeyPairsAsync(new DescribeKeyPairsRequest { KeyNames = ["none"] }));
        request.KeyName = "other";
        await ec2.ImportKeyPairAsync(request);
        await ec2.DeleteKeyPairAsync(new DeleteKeyPairRequest { KeyName = "other" });
        await ec2.DeleteKeyPairAsync(new DeleteKeyPairRequest { KeyName = "other" });
        await LocalSession.RefusedAsync("MissingParameter", () => ec2.DeleteKeyPairAsync(new DeleteKeyPairRequest()));
    }

    /// <summary>An ed25519 key's form, which is all that EC2 looks at.</summary>
    private static string Material()
    {
        byte[] blob = [0, 0, 0, 11, .. "ssh-ed25519"u8, 0, 0, 0, 32, .. Enumerable.Repeat((byte)7, 32)];
        return Convert.ToBase64String(Encoding.ASCII.GetBytes($"ssh-ed25519 {Convert.ToBase64String(blob)} me"));
    }
}
