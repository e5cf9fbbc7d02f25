using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;
using Amazon.EC2.Model;
using Fleetyard.LocalCloud.Iam;

namespace Fleetyard.LocalCloud.Tests.Ec2;

internal sealed class KeyPairTests
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("keypairs-");

    [TearDown]
    public void RemoveKeys() => folder.Delete(recursive: true);

    [Test]
    public async Task An_ed25519_key_has_the_fingerprint_that_OpenSSH_gives_it()
    {
        await using var server = await Server.StartAsync();
        var key = await KeyAsync("ed25519");
        var imported = await server.Ec2.ImportKeyPairAsync(new ImportKeyPairRequest { KeyName = "one", PublicKeyMaterial = Blob(key) });
        var openSsh = await RunAsync("ssh-keygen", "-l", "-E", "sha256", "-f", Path.Combine(folder.FullName, "key.pub"));
        Assert.That(openSsh, Does.Contain($"SHA256:{imported.KeyFingerprint.TrimEnd('=')} "));
        var pair = (await server.Ec2.DescribeKeyPairsAsync(new DescribeKeyPairsRequest { KeyPairIds = [imported.KeyPairId], IncludePublicKey = true })).KeyPairs.Single();
        Assert.That((pair.KeyName, pair.KeyType.Value, pair.PublicKey), Is.EqualTo(("one", "ed25519", $"{string.Join(' ', key.Split(' ')[..2])} one")));
    }

    [Test]
    public async Task A_key_pair_is_deleted_under_its_name_whichever_way_it_is_named()
    {
        var accesses = new ConcurrentQueue<Access>();
        await using var server = await Server.StartAsync(with: options => options with { ObserveAccess = accesses.Enqueue });
        var imported = await server.Ec2.ImportKeyPairAsync(new ImportKeyPairRequest { KeyName = "one", PublicKeyMaterial = Blob(await KeyAsync("ed25519")), TagSpecifications = [new() { ResourceType = "key-pair", Tags = [new("mine", "yes")] }] });
        accesses.Clear();
        await server.Ec2.DeleteKeyPairAsync(new DeleteKeyPairRequest { KeyPairId = imported.KeyPairId });
        var access = accesses.Single();
        Assert.That((access.Action, access.Resource), Is.EqualTo(("ec2:DeleteKeyPair", "arn:aws:ec2:us-east-1:000000000000:key-pair/one")));
        Assert.That(access.Context["aws:ResourceTag/mine"], Is.EqualTo(new[] { "yes" }));
    }

    [Test]
    public async Task An_rsa_key_has_the_md5_of_its_der()
    {
        await using var server = await Server.StartAsync();
        var key = await KeyAsync("rsa", "-b", "2048");
        var imported = await server.Ec2.ImportKeyPairAsync(new ImportKeyPairRequest { KeyName = "one", PublicKeyMaterial = Blob(key) });
        var pem = await RunAsync("ssh-keygen", "-e", "-m", "PKCS8", "-f", Path.Combine(folder.FullName, "key.pub"));
        var der = Convert.FromBase64String(string.Concat(pem.Split('\n').Where(line => line.Length > 0 && line[0] != '-')));
#pragma warning disable CA5351 // it is what EC2 computes
        var md5 = System.Security.Cryptography.MD5.HashData(der);
#pragma warning restore CA5351
        Assert.That(imported.KeyFingerprint, Is.EqualTo(string.Join(':', md5.Select(one => one.ToString("x2", System.Globalization.CultureInfo.InvariantCulture)))));
    }

    [Test]
    public async Task A_key_that_EC2_does_not_take_is_refused()
    {
        await using var server = await Server.StartAsync();
        var ed25519 = await KeyAsync("ed25519");
        File.Delete(Path.Combine(folder.FullName, "key"));
        var ecdsa = await KeyAsync("ecdsa");
        foreach (var text in new[] { ecdsa, "", "ssh-ed25519", "ssh-ed25519 AAAA", "ssh-rsa " + ed25519.Split(' ')[1], ed25519[..40], "ssh-ed25519 " + Convert.ToBase64String([255, 255, 255, 255, 1]) })
        {
            await Server.RefusedAsync(text.Length == 0 ? "MissingParameter" : "InvalidKey.Format", () => server.Ec2.ImportKeyPairAsync(new ImportKeyPairRequest { KeyName = "one", PublicKeyMaterial = Blob(text) }));
        }

        await Server.RefusedAsync("InvalidKey.Format", () => server.Ec2.ImportKeyPairAsync(new ImportKeyPairRequest { KeyName = "one", PublicKeyMaterial = "!" }));
        Assert.That((await server.Ec2.DescribeKeyPairsAsync(new DescribeKeyPairsRequest())).KeyPairs ?? [], Is.Empty);
    }

    [Test]
    public async Task An_instance_keeps_the_name_of_its_key_pair_and_the_pair_may_go()
    {
        await using var server = await Server.StartAsync();
        await server.Ec2.ImportKeyPairAsync(new ImportKeyPairRequest { KeyName = "one", PublicKeyMaterial = Blob(await KeyAsync("ed25519")) });
        var request = await server.LaunchAsync();
        request.KeyName = "one";
        var id = (await server.Ec2.RunInstancesAsync(request)).Reservation.Instances[0].InstanceId;
        await server.Ec2.DeleteKeyPairAsync(new DeleteKeyPairRequest { KeyName = "one" });
        await server.Ec2.DeleteKeyPairAsync(new DeleteKeyPairRequest { KeyName = "one" });
        Assert.That((await server.InstanceAsync(id)).KeyName, Is.EqualTo("one"));
        Assert.That((await server.Ec2.DescribeInstancesAsync(new DescribeInstancesRequest { Filters = [new("key-name", ["one"])] })).Reservations, Has.Count.EqualTo(1));
        Assert.That((await server.Ec2.DescribeKeyPairsAsync(new DescribeKeyPairsRequest())).KeyPairs ?? [], Is.Empty);
    }

    private async Task<string> KeyAsync(string type, params string[] more)
    {
        await RunAsync("ssh-keygen", ["-q", "-t", type, "-N", "", "-C", "me", "-f", Path.Combine(folder.FullName, "key"), .. more]);
        return (await File.ReadAllTextAsync(Path.Combine(folder.FullName, "key.pub"))).Trim();
    }

    private static async Task<string> RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardInput = true })!;
        process.StandardInput.Close();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.That(process.ExitCode, Is.Zero);
        return output;
    }

    private static string Blob(string key) => Convert.ToBase64String(Encoding.UTF8.GetBytes(key));
}
