namespace Fleetyard.Recipes.Tests;

internal sealed class RegionTests
{
    private const string Verify = "verify:\n";

    [Test]
    public void Recipe_without_regions_is_of_one() => Assert.That(Sample.Recipe(Sample.Text).OtherRegions, Is.Empty);

    [Test]
    public void Region_without_words_of_its_own_has_the_recipes_fleet()
    {
        var recipe = Sample.Recipe(Sample.With(Sample.Between("  vpc:\n", "  tags:\n    team: tls\nverify"), "").Replace(Verify, "regions:\n  us-east-1: {}\n  eu-west-1: {}\n" + Verify, StringComparison.Ordinal));

        Assert.That(recipe.OtherRegions.Select(region => region.Region), Is.EqualTo(["us-east-1", "eu-west-1"]));
        Assert.That(recipe.OtherRegions.Select(region => region.Fleet), Is.All.EqualTo(recipe.Fleet));
        Assert.That(recipe.OtherRegions.Select(region => region.OrganizationArn),
            Is.EqualTo(["arn:aws:organizations::851725618577:organization/o-c6wcu152r1", "arn:aws:organizations::891376938588:organization/o-ullrrg5qf0"]));
        Assert.That(recipe.OtherRegions.Select(region => region.KmsKey), Is.All.Null);
    }

    [Test]
    public void Region_has_its_own_where_it_says_so()
    {
        const string own = """
            regions:
              af-south-1:
                kmsKey: arn:aws:kms:af-south-1:123456789012:alias/fleet
                organization: arn:aws:organizations::123456789012:organization/o-abcdefghij
                fleet:
                  name: cape
                  capacity: 2
                  scaling: {maxCapacity: 5, targetUtilization: 50}
                  overflow: on-demand
                  serviceRole: arn:aws:iam::123456789012:role/cape
                  vpc: {id: vpc-00000001, subnets: [subnet-00000001], securityGroups: [sg-00000001]}

            """;
        var recipe = Sample.Recipe(Sample.With(Verify, own + Verify));
        var region = recipe.OtherRegions.Single();

        Assert.That((region.OrganizationArn, region.KmsKey), Is.EqualTo(("arn:aws:organizations::123456789012:organization/o-abcdefghij", "arn:aws:kms:af-south-1:123456789012:alias/fleet")));
        Assert.That((region.Fleet.Name, region.Fleet.Capacity, region.Fleet.Overflow, region.Fleet.ServiceRole), Is.EqualTo(("cape", 2, FleetOverflow.OnDemand, "arn:aws:iam::123456789012:role/cape")));
        Assert.That((region.Fleet.Scaling, region.Fleet.Vpc!.VpcId, region.Fleet.Proxy), Is.EqualTo((new FleetScaling(5, 50), "vpc-00000001", (FleetProxy?)null)));
        Assert.That((region.Fleet.Compute, region.Fleet.Tags), Is.EqualTo((recipe.Fleet.Compute, recipe.Fleet.Tags)));
        Assert.That(recipe.Fleet, Has.Property(nameof(FleetSettings.Name)).EqualTo("sample"));
    }

    [Test]
    public void None_leaves_out_what_the_recipes_fleet_has()
    {
        var fleet = Sample.Recipe(Sample.With(Verify, "regions:\n  us-east-1:\n    fleet: {vpc: none, scaling: none, capacity: 9, proxy: {default: DENY_ALL}}\n" + Verify)).OtherRegions.Single().Fleet;

        Assert.That((fleet.Vpc, fleet.Scaling, fleet.Capacity, fleet.Proxy!.DefaultBehavior), Is.EqualTo(((FleetVpc?)null, (FleetScaling?)null, 9, "DENY_ALL")));
    }

    [Test]
    public void Vpc_of_a_region_takes_the_place_of_the_recipes_proxy_where_it_says_none()
    {
        var proxied = Sample.With(Sample.Between("  vpc:\n", "  tags:\n    team: tls\nverify"), "  proxy: {default: ALLOW_ALL}\n");
        const string vpc = "vpc: {id: vpc-00000001, subnets: [subnet-00000001], securityGroups: [sg-00000001]}";
        var both = proxied.Replace(Verify, $"regions:\n  us-east-1: {{fleet: {{{vpc}}}}}\n" + Verify, StringComparison.Ordinal);

        Assert.That(Sample.Read(both).Faults.Single().Message, Does.EndWith("(CodeBuild takes one of the two; proxy: none leaves the recipe's out)"));
        Assert.That(Sample.Recipe(both.Replace("fleet: {", "fleet: {proxy: none, ", StringComparison.Ordinal)).OtherRegions.Single().Fleet.Vpc!.VpcId, Is.EqualTo("vpc-00000001"));
    }

    [Test]
    public void Encrypted_AMI_is_copied_under_a_key_of_each_region()
    {
        var text = Sample.With("  description: An AMI\n", "  kmsKey: alias/fleet\n").Replace(Verify, "regions:\n  us-east-1: {kmsKey: alias/fleet, fleet: {vpc: none}}\n" + Verify, StringComparison.Ordinal);

        Assert.That(Sample.Recipe(text).OtherRegions.Single().KmsKey, Is.EqualTo("alias/fleet"));
    }

    [Test]
    public void Example_account_in_a_regions_role_is_a_warning_of_its_own()
    {
        var result = Sample.Read(Sample.With(Verify, "regions:\n  us-east-1: {fleet: {vpc: none, serviceRole: \"arn:aws:iam::111122223333:role/x\"}}\n" + Verify));

        Assert.That(result.Warnings.Select(warning => warning.Message), Has.Exactly(1).StartsWith("regions.us-east-1.fleet.serviceRole is of the documentation's example account"));
    }
}
