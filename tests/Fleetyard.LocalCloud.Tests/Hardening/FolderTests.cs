using Amazon.EC2.Model;
using Amazon.Runtime;
using Amazon.SimpleSystemsManagement.Model;
using Fleetyard.LocalCloud.Instances;

namespace Fleetyard.LocalCloud.Tests.Hardening;

/// <summary>LocalCloud's files: for the user alone, and in its folder alone, whatever a request names.</summary>
public sealed class FolderTests
{
    private const UnixFileMode Others = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    [Test, Platform("Linux")]
    public async Task Everything_that_it_keeps_is_for_the_user_alone()
    {
        var parent = Directory.CreateTempSubdirectory("localcloud-modes-");
        try
        {
            var folder = Path.Combine(parent.FullName, "artifacts", "local-cloud");
            await using var host = new SimulatedHost(Path.Combine(folder, "hosts", "simulated"));
            await using (var server = await Server.StartAsync(host, with: options => options with { StateDirectory = Path.Combine(folder, "simulated") }))
            {
                var id = await server.OnlineAsync();
                await server.Ssm.SendCommandAsync(new SendCommandRequest { DocumentName = "AWS-RunShellScript", InstanceIds = [id], Parameters = new() { ["commands"] = ["echo secret"] } });
                await Server.UntilAsync(() => Task.FromResult(Directory.Exists(Path.Combine(folder, "hosts")) && Directory.GetFiles(folder, "*.sh", SearchOption.AllDirectories).Length > 0));
                await server.ImageAsync("one");
                Assert.That(Open(parent.FullName), Is.Empty);
                Assert.That(Directory.GetFiles(folder, "*", SearchOption.AllDirectories).Select(Path.GetFileName), Is.SupersetOf(new[] { "state.db", "state.db-wal", "state.db-shm", "state.lock", "001.sh" }));
            }
        }
        finally
        {
            parent.Delete(recursive: true);
        }
    }

    [Test, Platform("Linux")]
    public async Task A_folder_that_an_earlier_version_left_open_is_closed()
    {
        var parent = Directory.CreateTempSubdirectory("localcloud-modes-");
        try
        {
            var folder = Directory.CreateDirectory(Path.Combine(parent.FullName, "simulated")).FullName;
            OpenToAll(folder);
            await using var server = await Server.StartAsync(with: options => options with { StateDirectory = folder });
            Assert.That(Open(parent.FullName), Is.Empty);
        }
        finally
        {
            parent.Delete(recursive: true);
        }
    }

    [TestCase("../../../../tmp/fleetyard-escaped")]
    [TestCase("/tmp/fleetyard-escaped")]
    [TestCase("..")]
    [TestCase("a/../../../fleetyard-escaped")]
    [TestCase("..%2f..%2ffleetyard-escaped")]
    public async Task No_name_of_a_request_leads_out_of_it(string name)
    {
        var parent = Directory.CreateTempSubdirectory("localcloud-out-");
        try
        {
            var folder = Path.Combine(parent.FullName, "local-cloud");
            await using var host = new SimulatedHost(Path.Combine(folder, "hosts", "simulated"));
            await using var server = await Server.StartAsync(host, with: options => options with { StateDirectory = Path.Combine(folder, "simulated"), AdoptsUnknownIds = true });
            var id = await server.OnlineAsync();
            var request = await server.LaunchAsync();
            request.KeyName = name;
            request.ClientToken = name;
            Func<Task>[] calls =
            [
                () => server.Ec2.RunInstancesAsync(request),
                () => server.Ec2.CreateImageAsync(new CreateImageRequest { InstanceId = id, Name = name, Description = name }),
                () => server.Ec2.CreateImageAsync(new CreateImageRequest { InstanceId = name, Name = "one" }),
                () => server.Ec2.CopyImageAsync(new CopyImageRequest { SourceImageId = name, SourceRegion = "us-east-1", Name = name }),
                () => server.Ec2.CopyImageAsync(new CopyImageRequest { SourceImageId = request.ImageId, SourceRegion = name, Name = "two" }),
                () => server.Ec2.DeregisterImageAsync(new DeregisterImageRequest { ImageId = name }),
                () => server.Ec2.TerminateInstancesAsync(new TerminateInstancesRequest { InstanceIds = [name] }),
                () => server.Ec2.StartInstancesAsync(new StartInstancesRequest { InstanceIds = [name] }),
                () => server.Ec2.CreateTagsAsync(new CreateTagsRequest { Resources = [id, name], Tags = [new(name, name)] }),
                () => server.Ec2.CreateTagsAsync(new CreateTagsRequest { Resources = [id], Tags = [new(name, name)] }),
                () => server.Ec2.ImportKeyPairAsync(new ImportKeyPairRequest { KeyName = name, PublicKeyMaterial = "AAAA" }),
                () => server.Ec2.CreateKeyPairAsync(new CreateKeyPairRequest { KeyName = name }),
                () => server.Ec2.CreateSecurityGroupAsync(new CreateSecurityGroupRequest { GroupName = name, Description = "x" }),
                () => server.Ec2.GetConsoleOutputAsync(new GetConsoleOutputRequest { InstanceId = name }),
                () => server.Ec2In(name).DescribeInstancesAsync(),
                () => server.InstanceConnect.SendSSHPublicKeyAsync(new() { InstanceId = id, InstanceOSUser = name, SSHPublicKey = "ssh-ed25519 AAAA" }),
                () => server.Ssm.SendCommandAsync(new SendCommandRequest { DocumentName = name, InstanceIds = [id], Parameters = new() { ["commands"] = ["true"] } }),
                () => server.Ssm.SendCommandAsync(new SendCommandRequest { DocumentName = "AWS-RunShellScript", InstanceIds = [name], Parameters = new() { ["commands"] = ["true"] } }),
                () => server.Ssm.SendCommandAsync(new SendCommandRequest { DocumentName = "AWS-RunShellScript", InstanceIds = [id], Parameters = new() { ["commands"] = ["true"], ["workingDirectory"] = [name] } }),
                () => server.Ssm.GetCommandInvocationAsync(new GetCommandInvocationRequest { CommandId = name, InstanceId = name }),
                () => server.Ssm.CancelCommandAsync(new CancelCommandRequest { CommandId = name }),
                () => server.Ssm.GetParameterAsync(new GetParameterRequest { Name = name }),
                () => server.StsWith(server.OwnKey).AssumeRoleAsync(new() { RoleArn = "arn:aws:iam::123456789012:role/x", RoleSessionName = name }),
                .. JsonCalls(name).Select(call => (Func<Task>)(() => SoundAsync(call, server))),
            ];
            var taken = 0;
            foreach (var call in calls)
            {
                try
                {
                    await call();
                    taken++;
                }
                catch (Exception refused) when (refused is AmazonClientException or AmazonServiceException)
                {
                    // Refused, by LocalCloud or by the SDK itself.
                }
            }

            Assert.That(taken, Is.Positive, "some of these take any name, as AWS does");
            Assert.That(Directory.GetFileSystemEntries(parent.FullName), Is.EqualTo(new[] { folder }));
            Assert.That(Directory.GetFileSystemEntries(folder).Select(Path.GetFileName), Is.EquivalentTo(new[] { "hosts", "simulated" }));
            Assert.That(Directory.GetFileSystemEntries(Path.Combine(folder, "hosts", "simulated")).Select(Path.GetFileName), Is.SubsetOf(new[] { "instances", "images" }));
            Assert.That(Directory.GetFileSystemEntries(folder, "*escaped*", SearchOption.AllDirectories).Concat(Directory.GetFileSystemEntries(Path.GetTempPath(), "*fleetyard-escaped*")), Is.Empty);
            Assert.That(File.Exists(Path.Combine(folder, "simulated", "state.db")), "nothing of it was removed");
        }
        finally
        {
            parent.Delete(recursive: true);
        }
    }

    [TestCase("..")]
    [TestCase("../i-1")]
    [TestCase("/tmp")]
    [TestCase("")]
    [TestCase("i-1\n")]
    public async Task A_host_takes_no_id_that_is_not_one(string id)
    {
        var folder = Directory.CreateTempSubdirectory("localcloud-ids-");
        try
        {
            await using IInstanceHost simulated = new SimulatedHost(folder.FullName), overlay = new OverlayHost(folder.FullName);
            foreach (var host in new[] { simulated, overlay })
            {
                Assert.That(async () => await host.TerminateAsync(id, CancellationToken.None), Throws.ArgumentException);
                Assert.That(async () => await host.RemoveImageAsync(id, CancellationToken.None), Throws.ArgumentException);
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task SoundAsync(SignedRequest call, Server server)
    {
        var (status, body) = await call.SendAsync(server);
        Assert.That(status, Is.Not.EqualTo(403).And.LessThan(500), body);
    }

    private static IEnumerable<SignedRequest> JsonCalls(string name)
    {
        var text = System.Text.Json.JsonSerializer.Serialize(name);
        yield return new() { Service = "logs", Target = "Logs_20140328.GetLogEvents", Body = $$"""{"logGroupName":{{text}},"logStreamName":{{text}}}""" };
        yield return new() { Service = "codebuild", Target = "CodeBuild_20161006.BatchGetFleets", Body = $$"""{"names":[{{text}}]}""" };
        yield return new() { Service = "codebuild", Target = "CodeBuild_20161006.CreateFleet", Body = $$"""{"name":{{text}},"baseCapacity":1,"environmentType":"LINUX_EC2","computeType":"BUILD_GENERAL1_SMALL","imageId":{{text}}}""" };
        yield return new() { Service = "codebuild", Target = "CodeBuild_20161006.StartBuild", Body = $$"""{"projectName":{{text}}}""" };
        yield return new() { Service = "codebuild", Target = "CodeBuild_20161006.BatchGetBuilds", Body = $$"""{"ids":[{{text}}]}""" };
        yield return new() { Service = "kms", Target = "TrentService.DescribeKey", Body = $$"""{"KeyId":{{text}}}""" };
    }

    private static void OpenToAll(string folder)
    {
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(folder, Others | UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    /// <summary>What others than the user may do something with; its own temporary folder is the user's alone already.</summary>
    private static IEnumerable<string> Open(string folder) => Directory.EnumerateFileSystemEntries(folder, "*", SearchOption.AllDirectories)
        .Where(path => !OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & Others) != 0).Select(path => $"{path} {(OperatingSystem.IsWindows() ? default : File.GetUnixFileMode(path))}");
}
