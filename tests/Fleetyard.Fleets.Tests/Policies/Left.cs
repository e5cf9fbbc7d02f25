using System.Text;
using Amazon.EC2;
using Amazon.EC2.Model;
using Fleetyard.Fleets.Tests.World;

namespace Fleetyard.Fleets.Tests.Policies;

/// <summary>What runs of a recipe left in a region that it does not name any more: one of everything that Fleetyard makes.</summary>
internal static class Left
{
    public const string Region = "us-east-1";

    private const string Debian = "136693071363";

    /// <summary>Of which nobody has the private half.</summary>
    private static readonly byte[] PublicKey = [0, 0, 0, 11, .. "ssh-ed25519"u8, 0, 0, 0, 32, .. new byte[32]];

    public static async Task MakeAsync(Yard yard)
    {
        var recipe = Life.Recipe with { OtherRegions = [Sample.East with { Fleet = Life.Recipe.Fleet }] };
        yard.Recipe = recipe;
        await yard.CommandAsync();
        var ec2 = yard.In(Region).Ec2;

        // Of an AMI that somebody deregistered, the snapshots are left, once the fleet has another.
        var first = (await yard.AmisAsync(Region)).Single();
        yard.Settings = yard.Settings with { Force = true };
        yard.Recipe = recipe with { Ami = recipe.Ami with { Name = "protected-{date}", DeregistrationProtection = true } };
        await yard.CommandAsync("VerifyFleet");
        await ec2.DeregisterImageAsync(new DeregisterImageRequest { ImageId = first.ImageId });

        var source = (await ec2.DescribeImagesAsync(new DescribeImagesRequest { Owners = [Debian], Filters = [new Filter("architecture", ["x86_64"])] })).Images[0].ImageId;
        List<Tag> tags = [.. first.Tags.Where(tag => tag.Key != "Name")];
        await ec2.RunInstancesAsync(new RunInstancesRequest { ImageId = source, InstanceType = "c7i.large", MinCount = 1, MaxCount = 1, TagSpecifications = Of(ResourceType.Instance, tags) });
        await ec2.CreateSecurityGroupAsync(new CreateSecurityGroupRequest { GroupName = "left", Description = "left", TagSpecifications = Of(ResourceType.SecurityGroup, tags) });
        await ec2.ImportKeyPairAsync(new ImportKeyPairRequest
        {
            KeyName = "left",
            PublicKeyMaterial = Convert.ToBase64String(Encoding.ASCII.GetBytes($"ssh-ed25519 {Convert.ToBase64String(PublicKey)} left")),
            TagSpecifications = Of(ResourceType.KeyPair, tags),
        });
    }

    private static List<TagSpecification> Of(ResourceType type, List<Tag> tags) => [new TagSpecification { ResourceType = type, Tags = tags }];
}
