using System.Net;
using Fleetyard.Fleets.Inventory;
using Fleetyard.Fleets.Tests.World;
using Fleetyard.Fleets.Waiting;

namespace Fleetyard.Fleets.Tests.Inventory;

/// <summary>What somebody else removed since it was listed is done, and does not stop the rest.</summary>
internal sealed class CleanupTests
{
    private const string NoImages = "<DescribeImagesResponse xmlns=\"http://ec2.amazonaws.com/doc/2016-11-15/\"><requestId>1</requestId><imagesSet/></DescribeImagesResponse>";

    [TestCase(ResourceKind.Ami, "ami-0123456789abcdef0")]
    [TestCase(ResourceKind.Snapshot, "snap-0123456789abcdef0")]
    [TestCase(ResourceKind.Instance, "i-0123456789abcdef0")]
    [TestCase(ResourceKind.SecurityGroup, "sg-0123456789abcdef0")]
    [TestCase(ResourceKind.KeyPair, "key-0123456789abcdef0")]
    [TestCase(ResourceKind.Project, "gone")]
    public async Task What_is_gone_already_is_no_failure(ResourceKind kind, string id)
    {
        await using var yard = await Yard.OpenAsync();
        Assert.That(await CleanUpAsync(yard, Made(kind, id)), Is.Empty);
    }

    [Test]
    public async Task An_AMI_that_is_not_listed_any_more_does_not_stop_the_rest()
    {
        await using var yard = await Yard.OpenAsync();
        var made = await yard.CommandAsync("SnapshotAmi");
        yard.Wire.Answer("DescribeImages", HttpStatusCode.OK, NoImages);
        Assert.That(await CleanUpAsync(yard, Made(ResourceKind.Ami, "ami-0123456789abcdef0"), Made(ResourceKind.Ami, made.AmiId!)), Is.Empty);
        Assert.That(await yard.AmisAsync(), Is.Empty);
        Assert.That(yard.Log.Said, Does.Contain($"Removed ami {made.AmiId}"));
    }

    private static Resource Made(ResourceKind kind, string id) => new() { Kind = kind, Id = id, Name = "one", Region = "us-west-2", State = "available" };

    private static Task<IReadOnlyList<string>> CleanUpAsync(Yard yard, params Resource[] going) =>
        new Cleanup(yard.Clients, yard.Log, new Waiter(yard.Time)).RunAsync(going.Select(resource => new Verdict(resource, true, "the test says so")), CancellationToken.None);
}
