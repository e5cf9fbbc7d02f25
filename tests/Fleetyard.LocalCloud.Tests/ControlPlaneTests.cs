using Amazon.EC2;
using Amazon.EC2.Model;
using Amazon.SecurityToken;
using Amazon.SecurityToken.Model;
using Amazon.SimpleSystemsManagement;
using Amazon.SimpleSystemsManagement.Model;

[assembly: Parallelizable(ParallelScope.All)]
[assembly: FixtureLifeCycle(LifeCycle.InstancePerTestCase)]

namespace Fleetyard.LocalCloud.Tests;

internal sealed class ControlPlaneTests
{
    private readonly string folder = Path.Combine(Path.GetTempPath(), "localcloud-" + Guid.NewGuid());

    [TearDown]
    public void RemoveState() => Directory.Delete(folder, true);

    [Test]
    public async Task An_instance_becomes_an_image_that_a_later_server_still_has()
    {
        string imageId;
        await using (var server = await StartAsync())
        {
            using var ec2 = Ec2(server, server.SecretAccessKey);
            using var ssm = new AmazonSimpleSystemsManagementClient(server.AccessKeyId, server.SecretAccessKey, new AmazonSimpleSystemsManagementConfig { ServiceURL = server.Endpoint.ToString(), AuthenticationRegion = "us-east-1" });
            var id = await LaunchAsync(ec2, ssm);
            await UntilAsync(async () => (await ssm.DescribeInstanceInformationAsync(new())).InstanceInformationList?.Count == 1);
            var sent = await ssm.SendCommandAsync(new SendCommandRequest { DocumentName = "AWS-RunShellScript", InstanceIds = [id], Parameters = new() { ["commands"] = ["echo one"] } });
            await UntilAsync(async () => (await ssm.GetCommandInvocationAsync(new() { CommandId = sent.Command.CommandId, InstanceId = id })).Status == CommandInvocationStatus.Success);
            await ec2.StopInstancesAsync(new StopInstancesRequest { InstanceIds = [id] });
            await UntilAsync(async () => (await StateAsync(ec2, id)).Value == "stopped");
            imageId = (await ec2.CreateImageAsync(new CreateImageRequest { InstanceId = id, Name = "one" })).ImageId;
            await UntilAsync(async () => (await ImageAsync(ec2, imageId)).State == ImageState.Available);
            Assert.That(
                async () => await ec2.CreateImageAsync(new CreateImageRequest { InstanceId = id, Name = "one" }),
                Throws.InstanceOf<AmazonEC2Exception>().With.Property("ErrorCode").EqualTo("InvalidAMIName.Duplicate"));
        }

        await using var later = await StartAsync();
        using var again = Ec2(later, later.SecretAccessKey);
        Assert.That((await ImageAsync(again, imageId)).Name, Is.EqualTo("one"));
    }

    [Test]
    public async Task A_wrong_key_is_refused()
    {
        await using var server = await StartAsync();
        using var ec2 = Ec2(server, "wrong");
        Assert.That(async () => await ec2.DescribeInstancesAsync(), Throws.InstanceOf<AmazonEC2Exception>().With.Property("ErrorCode").EqualTo("AuthFailure"));
    }

    [Test]
    public async Task The_caller_is_in_the_local_account()
    {
        await using var server = await StartAsync();
        using var sts = new AmazonSecurityTokenServiceClient(server.AccessKeyId, server.SecretAccessKey, new AmazonSecurityTokenServiceConfig { ServiceURL = server.Endpoint.ToString(), AuthenticationRegion = "us-east-1" });
        Assert.That((await sts.GetCallerIdentityAsync(new GetCallerIdentityRequest())).Account, Is.EqualTo("000000000000"));
    }

    [Test]
    public void A_corrupt_database_is_an_error_and_stays_as_it_is()
    {
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, "state.db"), new string('x', 5000));
        Assert.That(async () => await StartAsync(), Throws.InstanceOf<LocalCloudException>().With.Message.Contains("move its folder away"));
        Assert.That(File.ReadAllText(Path.Combine(folder, "state.db")), Has.Length.EqualTo(5000));
    }

    [Test]
    public async Task A_database_with_a_damaged_page_is_told_before_anything_is_read_of_it()
    {
        var database = Path.Combine(folder, "state.db");
        await using (var server = await StartAsync())
        {
            using var ec2 = Ec2(server, server.SecretAccessKey);
            await ec2.DescribeImagesAsync(new DescribeImagesRequest());
        }

        var bytes = await File.ReadAllBytesAsync(database);
        Array.Fill(bytes, (byte)0xA5, 4096, bytes.Length - 4096);
        await File.WriteAllBytesAsync(database, bytes);
        Assert.That(async () => await StartAsync(), Throws.InstanceOf<LocalCloudException>()
            .With.Message.Contains(database).And.Message.Contains("is corrupt").And.Message.Contains("move its folder away").And.Message.Not.Contains("\n"));
        Assert.That(await File.ReadAllBytesAsync(database), Is.EqualTo(bytes));
    }

    [Test]
    public async Task A_database_of_a_newer_program_is_told_and_stays_as_it_is()
    {
        await using (await StartAsync())
        {
        }

        var database = Path.Combine(folder, "state.db");
        var bytes = await File.ReadAllBytesAsync(database);
        bytes[63] = 99; // the last byte of the user version (sqlite.org/fileformat2.html, 1.3.13)
        await File.WriteAllBytesAsync(database, bytes);
        Assert.That(async () => await StartAsync(), Throws.InstanceOf<LocalCloudException>().With.Message.Contains("has schema 99").And.Message.Contains("use the newer program"));
        Assert.That(await File.ReadAllBytesAsync(database), Is.EqualTo(bytes));
    }

    [Test]
    public async Task A_state_folder_that_another_server_has_is_told_and_is_free_when_that_ends()
    {
        await using (await StartAsync())
        {
            Assert.That(async () => await StartAsync(), Throws.InstanceOf<LocalCloudException>()
                .With.Message.Contains(folder).And.Message.Contains("is another command's").And.Message.Contains("--artifacts"));
        }

        await using var later = await StartAsync();
        Assert.That(later.Endpoint.IsLoopback);
    }

    private Task<LocalCloudServer> StartAsync() => LocalCloudServer.StartAsync(new() { StateDirectory = folder, Host = new FaultyHost() }, CancellationToken.None);

    private static AmazonEC2Client Ec2(LocalCloudServer server, string secret) =>
        new(server.AccessKeyId, secret, new AmazonEC2Config { ServiceURL = server.Endpoint.ToString(), AuthenticationRegion = "us-east-1" });

    private static async Task<string> LaunchAsync(AmazonEC2Client ec2, AmazonSimpleSystemsManagementClient ssm)
    {
        var parameter = await ssm.GetParameterAsync(new() { Name = "/aws/service/debian/release/13/latest/amd64" });
        var answer = await ec2.RunInstancesAsync(new RunInstancesRequest { ImageId = parameter.Parameter.Value, InstanceType = "t3.large", MinCount = 1, MaxCount = 1, IamInstanceProfile = new() { Name = "ssm" } });
        return answer.Reservation.Instances[0].InstanceId;
    }

    private static async Task<InstanceStateName> StateAsync(AmazonEC2Client ec2, string id) =>
        (await ec2.DescribeInstancesAsync(new DescribeInstancesRequest { InstanceIds = [id] })).Reservations[0].Instances[0].State.Name;

    private static async Task<Image> ImageAsync(AmazonEC2Client ec2, string id) =>
        (await ec2.DescribeImagesAsync(new DescribeImagesRequest { ImageIds = [id] })).Images[0];

    private static async Task UntilAsync(Func<Task<bool>> holds)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (!await holds())
        {
            await Task.Delay(20, deadline.Token);
        }
    }
}
