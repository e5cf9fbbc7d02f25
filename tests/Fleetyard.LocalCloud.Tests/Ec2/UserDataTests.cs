using System.IO.Compression;
using System.Text;
using Amazon.EC2.Model;
using Fleetyard.LocalCloud.Instances;

namespace Fleetyard.LocalCloud.Tests.Ec2;

/// <summary>User data where scripts are read and do not run.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class UserDataTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("fleetyard-user-data-");

    public void Dispose() => folder.Delete(recursive: true);

    [TestCase("#!/bin/sh\necho fine\n", "are sound; they did not run\nLocalCloud: the first boot is finished\n")]
    [TestCase("#!/bin/sh\nif true; then\n", "yntax error", "exit code 2")]
    [TestCase("#cloud-config\npackages: [git]\n", "the user data is not run: it is a #cloud-config, which LocalCloud does not do")]
    [TestCase("Content-Type: multipart/mixed\n", "it is a MIME archive, which LocalCloud does not do")]
    [TestCase("hello", "it starts neither with #! nor")]
    public async Task What_becomes_of_user_data_is_on_the_console(string userData, params string[] said)
    {
        var console = await ConsoleAsync(Encoding.UTF8.GetBytes(userData));
        foreach (var words in said)
        {
            Assert.That(console, Does.Contain(words));
        }
    }

    [Test]
    public async Task Packed_user_data_is_unpacked()
    {
        Assert.That(await ConsoleAsync(Packed("#!/bin/sh\nif true; then\n"u8.ToArray())), Does.Contain("yntax error"));
    }

    [Test]
    public async Task Packed_user_data_that_grows_without_bound_is_not_unpacked()
    {
        Assert.That(await ConsoleAsync(Packed(new byte[10_000_000])), Does.Contain("more than 1 MiB when it is unpacked"));
    }

    private static byte[] Packed(byte[] content)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal))
        {
            gzip.Write(content);
        }

        return packed.ToArray();
    }

    private async Task<string> ConsoleAsync(byte[] userData)
    {
        await using var server = await Server.StartAsync(new SimulatedHost(folder.FullName));
        var request = await server.LaunchAsync();
        request.UserData = Convert.ToBase64String(userData);
        var id = (await server.Ec2.RunInstancesAsync(request)).Reservation.Instances[0].InstanceId;
        var console = "";
        await Server.UntilAsync(async () =>
        {
            var output = (await server.Ec2.GetConsoleOutputAsync(new GetConsoleOutputRequest { InstanceId = id })).Output;
            console = Encoding.UTF8.GetString(Convert.FromBase64String(output ?? ""));
            return console.Contains("LocalCloud: ", StringComparison.Ordinal);
        });
        await Server.UntilAsync(async () => (await server.Ssm.DescribeInstanceInformationAsync(new())).InstanceInformationList?.Count > 0);
        var last = (await server.Ec2.GetConsoleOutputAsync(new GetConsoleOutputRequest { InstanceId = id })).Output;
        return Encoding.UTF8.GetString(Convert.FromBase64String(last));
    }
}
