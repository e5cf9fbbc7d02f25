using Amazon.EC2.Model;
using Amazon.KeyManagementService.Model;
using Fleetyard.Fleets.Tests.World;
using Fleetyard.Recipes;

namespace Fleetyard.Fleets.Tests.Amis;

/// <summary>AMIs under keys of the customer's own, which CodeBuild's organizations may use.</summary>
internal sealed class EncryptionTests
{
    private const string East = "us-east-1";
    private const string West = "us-west-2";

    [Test]
    public async Task Each_region_has_an_AMI_under_its_own_key_and_a_fleet_that_starts_from_it()
    {
        await using var yard = await Yard.OpenAsync();
        var (west, east) = (await KeyAsync(yard, West, Sample.Organization), await KeyAsync(yard, East, Sample.EasternOrganization));
        yard.Recipe = Encrypted(west) with { OtherRegions = [Sample.East with { KmsKey = east }] };
        await yard.CommandAsync();
        Assert.That((await KeysAsync(yard, West), await KeysAsync(yard, East)), Is.EqualTo((west, east)));
        foreach (var region in new[] { West, East })
        {
            Assert.That((await yard.FleetAsync(region)).Status!.StatusCode!.Value, Is.EqualTo("ACTIVE"), region);
        }
    }

    [Test]
    public async Task A_policy_that_changed_meanwhile_stops_before_the_AMI_is_shared()
    {
        await using var yard = await Yard.OpenAsync();
        var key = await KeyAsync(yard, West, Sample.Organization);
        yard.Recipe = Encrypted(key);
        var state = await yard.CommandAsync("SnapshotAmi");
        await yard.Clients.Kms.PutKeyPolicyAsync(new PutKeyPolicyRequest { KeyId = key, PolicyName = "default", Policy = KmsKey.Policy() });
        Assert.That(async () => await yard.CommandAsync(), Throws.InstanceOf<FleetException>().With.Message.Contains($"The policy of the KMS key {key} does not let CodeBuild's organization o-0412o99a4r do kms:Decrypt"));
        Assert.That(await yard.LaunchersAsync(state.AmiId!, West), Is.Empty);
    }

    [Test]
    public async Task AWSs_own_key_is_refused_before_an_instance_is_launched()
    {
        await using var yard = await Yard.OpenAsync();
        yard.Recipe = Encrypted("alias/aws/ebs");
        Assert.That(async () => await yard.CommandAsync(), Throws.InstanceOf<FleetException>().With.Message.Contains("The KMS key alias/aws/ebs of us-west-2 is AWS's own"));
        Assert.That(yard.Calls("RunInstances"), Is.Empty);
    }

    private static Recipe Encrypted(string key) => Sample.Recipe with { Ami = Sample.Recipe.Ami with { KmsKey = key } };

    private static async Task<string> KeyAsync(Yard yard, string region, string organization)
    {
        var policy = KmsKey.Policy(new
        {
            Effect = "Allow",
            Principal = "*",
            Action = "kms:*",
            Resource = "*",
            Condition = new { StringEquals = new Dictionary<string, string> { ["aws:PrincipalOrgID"] = organization.Split('/')[^1] } },
        });
        return (await yard.In(region).Kms.CreateKeyAsync(new CreateKeyRequest { Policy = policy })).KeyMetadata.Arn;
    }

    private static async Task<string> KeysAsync(Yard yard, string region)
    {
        var answer = await yard.In(region).Ec2.DescribeSnapshotsAsync(new DescribeSnapshotsRequest { OwnerIds = ["self"] });
        return string.Join(", ", answer.Snapshots.Select(snapshot => snapshot.KmsKeyId).Distinct());
    }
}
