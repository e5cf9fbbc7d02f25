using System.Diagnostics;
using System.Text.Json;
using Amazon.CodeBuild;
using Amazon.EC2;
using Amazon.EC2.Model;
using Amazon.Runtime;
using Fleetyard.Fleets;
using Fleetyard.LocalCloud;
using Fleetyard.LocalCloud.Instances;
using Fleetyard.Recipes;

namespace Fleetyard.EndToEnd;

/// <summary>A recipe with verify commands of a test's own, and what the program makes of it.</summary>
internal sealed class VerifiedFleet : IDisposable
{
    private readonly FleetyardProgram program = new();
    private readonly string recipe;

    public VerifiedFleet(string verify)
    {
        recipe = Path.Combine(Artifacts.FullName, "recipe.yml");
        Write(verify);
    }

    public DirectoryInfo Artifacts => program.Artifacts;

    /// <summary>Writes the recipe with other verify commands.</summary>
    public void Write(string verify)
    {
        var shipped = File.ReadAllText(Path.Combine(Repository.Root, "recipes", "fleets", "ktls-debian-13-x86_64.yml"));
        File.WriteAllText(recipe, shipped[..shipped.IndexOf("verify:", StringComparison.Ordinal)] + verify);
    }

    public (int Code, string Output, string Errors) Verify(string instances, params string[] more) => program.Run([.. Arguments(instances), .. more]);

    public Process Start(string instances) => program.Start(Arguments(instances));

    /// <summary>What the newest run.json says of the build.</summary>
    public (string Status, int NotRun) Verified()
    {
        var file = Directory.GetFiles(Artifacts.FullName, "run.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Last();
        using var run = JsonDocument.Parse(File.ReadAllText(file));
        var verified = run.RootElement.GetProperty("verified");
        return (verified.GetProperty("status").GetString()!, verified.GetProperty("notRun").GetInt32());
    }

    /// <summary>
    /// Makes an AMI of a bare clone, tagged as the recipe's, so that the chain finds it and nothing is installed.
    /// </summary>
    public async Task SeedOverlayAsync()
    {
        await using var host = new OverlayHost(Path.Combine(Artifacts.FullName, "local-cloud", "hosts", "overlay"));
        if (await host.WhyNotAsync(CancellationToken.None) is { } reason)
        {
            Assert.Ignore(reason);
        }

        if (!host.Runs("x86_64"))
        {
            Assert.Ignore("clones of this machine are not x86_64, as the recipe is");
        }

        await OnCloudAsync("overlay", host, SeedAsync);
    }

    /// <summary>Makes a project of the name that the recipe's will have, without the recipe's tags.</summary>
    public async Task SeedForeignProjectAsync()
    {
        await using var host = new SimulatedHost(Path.Combine(Artifacts.FullName, "local-cloud", "hosts", "simulated"));
        await OnCloudAsync("simulated", host, async (credentials, url) =>
        {
            using var codeBuild = new AmazonCodeBuildClient(credentials, new AmazonCodeBuildConfig { ServiceURL = url, AuthenticationRegion = "us-west-2" });
            await codeBuild.CreateProjectAsync(new()
            {
                Name = "ktls-debian-13-x86_64-verify",
                Source = new() { Type = SourceType.NO_SOURCE, Buildspec = "version: 0.2" },
                Artifacts = new() { Type = ArtifactsType.NO_ARTIFACTS },
                Environment = new() { Type = "LINUX_EC2", ComputeType = "BUILD_GENERAL1_SMALL", Image = "ami-1" },
                ServiceRole = "arn:aws:iam::000000000000:role/other",
            });
        });
    }

    public void Dispose() => program.Dispose();

    private string[] Arguments(string instances) => ["--target=VerifyFleet", $"--instances={instances}", $"--recipe={recipe}"];

    private async Task OnCloudAsync(string kind, IInstanceHost host, Func<AWSCredentials, string, Task> seed)
    {
        await using var server = await LocalCloudServer.StartAsync(
            new() { StateDirectory = Path.Combine(Artifacts.FullName, "local-cloud", kind), Host = host }, CancellationToken.None);
        await seed(new BasicAWSCredentials(server.AccessKeyId, server.SecretAccessKey), server.Endpoint.ToString());
    }

    private async Task SeedAsync(AWSCredentials credentials, string url)
    {
        using var ec2 = new AmazonEC2Client(credentials, new AmazonEC2Config { ServiceURL = url, AuthenticationRegion = "us-west-2" });
        var debian = (await ec2.DescribeImagesAsync(new DescribeImagesRequest { Owners = ["136693071363"], Filters = [new("name", ["debian-13-amd64*"])] })).Images.Single();
        var id = (await ec2.RunInstancesAsync(new RunInstancesRequest { ImageId = debian.ImageId, InstanceType = "c7i.large", MinCount = 1, MaxCount = 1 })).Reservation.Instances[0].InstanceId;
        await StateAsync(ec2, id, "running");
        await ec2.StopInstancesAsync(new StopInstancesRequest { InstanceIds = [id] });
        await StateAsync(ec2, id, "stopped");
        var read = new RecipeReader(Path.Combine(Repository.Root, "recipes", "scripts")).Read(recipe).Recipe!;
        var tags = new TagSpecification { ResourceType = "image", Tags = [new(Tags.Fingerprint, read.Fingerprint), new(Tags.Recipe, read.Name)] };
        var image = (await ec2.CreateImageAsync(new CreateImageRequest { InstanceId = id, Name = "bare", TagSpecifications = [tags] })).ImageId;
        await UntilAsync(async () => (await ec2.DescribeImagesAsync(new DescribeImagesRequest { ImageIds = [image] })).Images[0].State == ImageState.Available);
        await ec2.TerminateInstancesAsync(new TerminateInstancesRequest { InstanceIds = [id] });
        await StateAsync(ec2, id, "terminated");
    }

    private static Task StateAsync(AmazonEC2Client ec2, string id, string state) => UntilAsync(async () =>
        (await ec2.DescribeInstancesAsync(new DescribeInstancesRequest { InstanceIds = [id] })).Reservations[0].Instances[0].State.Name.Value == state);

    private static async Task UntilAsync(Func<Task<bool>> holds)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromMinutes(3));
        while (!await holds())
        {
            await Task.Delay(20, deadline.Token);
        }
    }
}
