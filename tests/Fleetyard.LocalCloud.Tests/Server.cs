using Amazon.EC2;
using Amazon.EC2.Model;
using Amazon.EC2InstanceConnect;
using Amazon.Runtime;
using Amazon.SecurityToken;
using Amazon.SimpleSystemsManagement;
using Fleetyard.LocalCloud.Instances;

namespace Fleetyard.LocalCloud.Tests;

/// <summary>A LocalCloud in a folder of its own, with clients for it.</summary>
internal sealed class Server : IAsyncDisposable
{
    private readonly DirectoryInfo folder;
    private readonly LocalCloudServer server;

    private Server(DirectoryInfo folder, LocalCloudServer server)
    {
        (this.folder, this.server) = (folder, server);
        Ec2 = new AmazonEC2Client(server.AccessKeyId, server.SecretAccessKey, new AmazonEC2Config { ServiceURL = server.Endpoint.ToString(), AuthenticationRegion = "us-east-1" });
        InstanceConnect = new AmazonEC2InstanceConnectClient(new BasicAWSCredentials(server.AccessKeyId, server.SecretAccessKey), new AmazonEC2InstanceConnectConfig { ServiceURL = server.Endpoint.ToString(), AuthenticationRegion = "us-east-1" });
        Ssm = new AmazonSimpleSystemsManagementClient(server.AccessKeyId, server.SecretAccessKey, new AmazonSimpleSystemsManagementConfig { ServiceURL = server.Endpoint.ToString(), AuthenticationRegion = "us-east-1" });
    }

    public IAmazonEC2 Ec2 { get; }

    public IAmazonEC2InstanceConnect InstanceConnect { get; }

    public IAmazonSimpleSystemsManagement Ssm { get; }

    public static async Task<Server> StartAsync(IInstanceHost? host = null, Latencies? latencies = null, TimeProvider? time = null, Func<LocalCloudOptions, LocalCloudOptions>? with = null)
    {
        var folder = Directory.CreateTempSubdirectory("localcloud-");
        var options = new LocalCloudOptions { StateDirectory = folder.FullName, Host = host ?? new FaultyHost(), Latencies = latencies ?? Latencies.None, Time = time ?? TimeProvider.System };
        return new(folder, await LocalCloudServer.StartAsync(with?.Invoke(options) ?? options, CancellationToken.None));
    }

    /// <summary>What launches one instance of the public Debian 13.</summary>
    public async Task<RunInstancesRequest> LaunchAsync() => new()
    {
        ImageId = (await Ec2.DescribeImagesAsync(new DescribeImagesRequest { Filters = [new("name", ["debian-13-amd64*"])] })).Images.Single().ImageId,
        InstanceType = "t3.large",
        MinCount = 1,
        MaxCount = 1,
        IamInstanceProfile = new() { Name = "ssm" },
    };

    /// <summary>A client for EC2 in another region.</summary>
    public IAmazonEC2 Ec2In(string region) => new AmazonEC2Client(server.AccessKeyId, server.SecretAccessKey, new AmazonEC2Config { ServiceURL = server.Endpoint.ToString(), AuthenticationRegion = region });

    public string AccessKeyId => server.AccessKeyId;

    public string SecretAccessKey => server.SecretAccessKey;

    /// <summary>Where its state is.</summary>
    public string Folder => folder.FullName;

    /// <summary>The run's own key.</summary>
    public AWSCredentials OwnKey => new BasicAWSCredentials(server.AccessKeyId, server.SecretAccessKey);

    /// <summary>A client for EC2 that asks once, so that a refusal is seen.</summary>
    public IAmazonEC2 Once(string region, AWSCredentials? credentials = null) => new AmazonEC2Client(credentials ?? OwnKey, new AmazonEC2Config { ServiceURL = server.Endpoint.ToString(), AuthenticationRegion = region, MaxErrorRetry = 0 });

    public Uri Endpoint => server.Endpoint;

    /// <summary>A client for Systems Manager that asks once.</summary>
    public IAmazonSimpleSystemsManagement SsmOnce(AWSCredentials? credentials = null) =>
        new AmazonSimpleSystemsManagementClient(credentials ?? OwnKey, new AmazonSimpleSystemsManagementConfig { ServiceURL = server.Endpoint.ToString(), AuthenticationRegion = "us-east-1", MaxErrorRetry = 0 });

    /// <summary>A client for STS that asks once.</summary>
    public IAmazonSecurityTokenService StsWith(AWSCredentials credentials) =>
        new AmazonSecurityTokenServiceClient(credentials, new AmazonSecurityTokenServiceConfig { ServiceURL = server.Endpoint.ToString(), AuthenticationRegion = "us-east-1", MaxErrorRetry = 0 });

    /// <summary>An available image with a tag, made of an instance that was launched from the public Debian 13, or from another image.</summary>
    public async Task<string> ImageAsync(string name, string? source = null)
    {
        var request = await LaunchAsync();
        request.ImageId = source ?? request.ImageId;
        var id = (await Ec2.RunInstancesAsync(request)).Reservation.Instances[0].InstanceId;
        await UntilAsync(async () => (await InstanceAsync(id)).State.Name == "running");
        var image = (await Ec2.CreateImageAsync(new CreateImageRequest { InstanceId = id, Name = name, TagSpecifications = [new() { ResourceType = "image", Tags = [new("mine", "")] }] })).ImageId;
        await UntilAsync(async () => (await Ec2.DescribeImagesAsync(new DescribeImagesRequest { ImageIds = [image] })).Images[0].State == ImageState.Available);
        await Ec2.TerminateInstancesAsync(new TerminateInstancesRequest { InstanceIds = [id] });
        return image;
    }

    /// <summary>The default subnet of a zone.</summary>
    public async Task<string> SubnetAsync(string zone) =>
        (await Ec2.DescribeSubnetsAsync(new DescribeSubnetsRequest { Filters = [new("availability-zone", [zone]), new("default-for-az", ["true"])] })).Subnets.Single().SubnetId;

    /// <summary>A new security group.</summary>
    public async Task<string> GroupAsync(string name) => (await Ec2.CreateSecurityGroupAsync(new CreateSecurityGroupRequest { GroupName = name, Description = "a group" })).GroupId;

    /// <summary>An instance that runs and that SSM reaches.</summary>
    public async Task<string> OnlineAsync()
    {
        var id = (await Ec2.RunInstancesAsync(await LaunchAsync())).Reservation.Instances[0].InstanceId;
        await UntilAsync(async () => (await Ssm.DescribeInstanceInformationAsync(new Amazon.SimpleSystemsManagement.Model.DescribeInstanceInformationRequest())).InstanceInformationList?.Any(one => one.InstanceId == id) == true);
        return id;
    }

    public async Task<Instance> InstanceAsync(string id) => (await Ec2.DescribeInstancesAsync(new DescribeInstancesRequest { InstanceIds = [id] })).Reservations[0].Instances[0];

    public static async Task RefusedAsync(string code, Func<Task> call)
    {
        try
        {
            await call();
        }
        catch (AmazonServiceException fault)
        {
            Assert.That(fault.ErrorCode, Is.EqualTo(code), fault.Message);
            return;
        }

        Assert.Fail($"{code} was expected, and nothing was refused.");
    }

    public static async Task UntilAsync(Func<Task<bool>> holds)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!await holds())
        {
            await Task.Delay(20, deadline.Token);
        }
    }

    /// <summary>Ends this LocalCloud, and starts one that finds what it left.</summary>
    /// <param name="host">The later one's host.</param>
    /// <param name="change">What happens to its folder meanwhile.</param>
    public async Task<Server> AgainAsync(IInstanceHost host, Action<string>? change = null)
    {
        await EndAsync();
        change?.Invoke(Folder);
        return new(folder, await LocalCloudServer.StartAsync(new() { StateDirectory = folder.FullName, Host = host }, CancellationToken.None));
    }

    public async ValueTask DisposeAsync()
    {
        await EndAsync();
        folder.Delete(recursive: true);
    }

    private async Task EndAsync()
    {
        Ec2.Dispose();
        InstanceConnect.Dispose();
        Ssm.Dispose();
        await server.DisposeAsync();
    }
}
