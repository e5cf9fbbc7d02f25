namespace Fleetyard.Recipes.Tests;

public sealed class PartitionTests
{
    [TestCase("us-west-2", "aws", "s3.us-west-2.amazonaws.com")]
    [TestCase("cn-northwest-1", "aws-cn", "s3.cn-northwest-1.amazonaws.com.cn")]
    [TestCase("us-gov-east-1", "aws-us-gov", "s3.us-gov-east-1.amazonaws.com")]
    public void A_region_has_its_partition_s_ARNs_and_endpoints(string region, string name, string host)
    {
        var partition = Partition.Of(region);
        Assert.That(partition.Arn("iam", "", "111122223333", "role/fleet"), Is.EqualTo($"arn:{name}:iam::111122223333:role/fleet"));
        Assert.That(partition.Host("s3", region), Is.EqualTo(host));
    }

    [Test]
    public void The_table_of_organizations_is_ARNs_of_its_regions() =>
        Assert.That(CodeBuildOrganizations.Arns["us-west-2"], Is.EqualTo("arn:aws:organizations::381491982620:organization/o-0412o99a4r"));
}
