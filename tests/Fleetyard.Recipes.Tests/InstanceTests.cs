namespace Fleetyard.Recipes.Tests;

internal sealed class InstanceTests
{
    private const string Remote = "  remote: ssm";
    private const string Subnet = "  subnet: subnet-0123456789abcdef0\n";

    [Test]
    public void Recipe_that_says_nothing_has_an_instance_on_demand_that_SSM_reaches()
    {
        var instance = Sample.Recipe(Sample.With(Remote + "\n", "")).Instance;

        Assert.That((instance.Types.Single(), instance.Market, instance.SpotMaxPrice, instance.Remote), Is.EqualTo(("c7i.large", InstanceMarket.OnDemand, (decimal?)null, RemoteAccess.Ssm)));
        Assert.That((instance.UserData, instance.InstanceProfile, instance.SsmAgent), Is.EqualTo(((RecipeScript?)null, "builder", (SsmAgent?)null)));
        Assert.That(instance.ExtraVolumes, Is.Empty);
        Assert.That(instance.Placement.SubnetIds, Is.EqualTo(["subnet-0123456789abcdef0"]));
        Assert.That((instance.Placement.HostId, instance.Placement.CapacityReservationId, instance.Placement.PublicIp, instance.Placement.Ipv6), Is.EqualTo(((string?)null, (string?)null, (bool?)null, false)));
    }

    [Test]
    public void Types_and_subnets_are_tried_in_the_order_of_the_recipe()
    {
        var text = Sample.With("  type: c7i.large\n", "  types: [m7i.large, c7i.large, c6i.large]\n").Replace(Subnet, "  subnets: [subnet-00000002, subnet-00000001]\n", StringComparison.Ordinal);
        var instance = Sample.Recipe(text).Instance;

        Assert.That(instance.Types, Is.EqualTo(["m7i.large", "c7i.large", "c6i.large"]));
        Assert.That(instance.Type, Is.EqualTo("m7i.large"));
        Assert.That(instance.Placement.SubnetIds, Is.EqualTo(["subnet-00000002", "subnet-00000001"]));
    }

    [Test]
    public void Zones_take_the_place_of_subnets()
    {
        var placement = Sample.Recipe(Sample.With(Subnet, "  availabilityZones: [us-west-2b, us-west-2a, us-west-2-lax-1a]\n")).Instance.Placement;

        Assert.That(placement.AvailabilityZones, Is.EqualTo(["us-west-2b", "us-west-2a", "us-west-2-lax-1a"]));
        Assert.That(placement.SubnetIds, Is.Empty);
    }

    [TestCase("0.05", "0.05")]
    [TestCase("1000", "1000")]
    [TestCase("0.0011", "0.0011")]
    [TestCase("+.5", "0.5")]
    public void Spot_has_the_price_of_the_recipe(string text, string expected)
    {
        var instance = Sample.Recipe(Sample.With(Remote, $"  market: spot\n  spot: {{maxPrice: {text}}}")).Instance;

        Assert.That((instance.Market, instance.SpotMaxPrice), Is.EqualTo((InstanceMarket.Spot, (decimal?)decimal.Parse(expected, System.Globalization.CultureInfo.InvariantCulture))));
    }

    [Test]
    public void Spot_without_a_price_pays_up_to_the_price_on_demand() =>
        Assert.That(Sample.Recipe(Sample.With(Remote, "  market: spot")).Instance, Has.Property(nameof(BuildInstance.Market)).EqualTo(InstanceMarket.Spot).And.Property(nameof(BuildInstance.SpotMaxPrice)).Null);

    [TestCase("host: h-0123456789abcdef0", "h-0123456789abcdef0", null)]
    [TestCase("capacityReservation: cr-0123456789abcdef0", null, "cr-0123456789abcdef0")]
    public void Host_or_reservation_is_taken_by_its_id(string line, string? host, string? reservation)
    {
        var placement = Sample.Recipe(Sample.With(Remote, $"  {line}\n  publicIp: false\n  ipv6: true")).Instance.Placement;

        Assert.That((placement.HostId, placement.CapacityReservationId, placement.PublicIp, placement.Ipv6), Is.EqualTo((host, reservation, (bool?)false, true)));
    }

    [Test]
    public void Ssh_needs_no_profile_and_asks_for_no_agent()
    {
        var text = Sample.With(Remote, "  remote: ssh\n  ssh: {user: admin, from: 203.0.113.7/32}").Replace("  profile: builder\n", "", StringComparison.Ordinal);
        var result = Sample.Read(text);
        var instance = result.Recipe!.Instance;

        Assert.That((instance.Remote, instance.InstanceProfile), Is.EqualTo((RemoteAccess.Ssh, (string?)null)));
        Assert.That(instance.Ssh, Is.EqualTo(new SshSettings { User = "admin", From = "203.0.113.7/32", Address = SshAddress.Public }));
        Assert.That(result.Warnings.Select(warning => warning.Message), Has.None.Contains("agent"));
    }

    [TestCase("ssh", RemoteAccess.Ssh)]
    [TestCase("ec2-instance-connect", RemoteAccess.Ec2InstanceConnect)]
    public async Task Ssh_through_Session_Manager_has_an_agent_and_needs_no_public_address(string remote, RemoteAccess access)
    {
        var text = Sample.With(Remote, $"  remote: {remote}\n  publicIp: false\n  ssmAgent: {{version: 3.3.2299.0, sha256: {new string('a', 64)}}}\n  ssh: {{through: session-manager}}");
        var instance = Sample.Recipe(text).Instance;

        Assert.That((instance.Remote, instance.Ssh.Through, instance.NeedsAgent, instance.InstanceProfile), Is.EqualTo((access, SshRoute.SessionManager, true, "builder")));
        Assert.That(instance.SsmAgent?.Version, Is.EqualTo("3.3.2299.0"));
        Assert.That(await SchemaTests.ErrorsAsync(text), Is.Empty);
    }

    [TestCase("address: private", "", SshAddress.Private)]
    [TestCase("address: private, from: 10.0.0.7/32", "\n  publicIp: false", SshAddress.Private)]
    [TestCase("address: ipv6, from: \"2001:db8::7/128\"", "\n  ipv6: true\n  publicIp: false", SshAddress.Ipv6)]
    [TestCase("address: public", "\n  publicIp: true", SshAddress.Public)]
    public void Ssh_connects_to_the_address_of_the_recipe(string ssh, string more, SshAddress expected)
    {
        var instance = Sample.Recipe(Sample.With(Remote, $"  remote: ec2-instance-connect\n  ssh: {{{ssh}}}{more}")).Instance;

        Assert.That((instance.Remote, instance.Ssh.Address), Is.EqualTo((RemoteAccess.Ec2InstanceConnect, expected)));
    }

    [Test]
    public void Source_of_no_provider_is_reached_as_the_recipes_user()
    {
        var text = Sample.With("provider: debian\n  release: \"13\"", "imageId: ami-0123456789abcdef0\n  owners: [\"136693071363\", self]").Replace(Remote, "  remote: ssh\n  ssh: {user: ec2-user}", StringComparison.Ordinal);
        var recipe = Sample.Recipe(text);

        Assert.That((recipe.Source.ImageId, recipe.Source.Provider, recipe.Instance.Ssh.User), Is.EqualTo(("ami-0123456789abcdef0", (AmiProvider?)null, "ec2-user")));
        Assert.That(recipe.Source.Owners, Is.EqualTo(["136693071363", "self"]));
    }

    [Test]
    public void Owner_whose_id_begins_with_zero_keeps_it() =>
        Assert.That(Sample.Recipe(Sample.With("provider: debian\n  release: \"13\"", "imageId: ami-01234567\n  owners: [099720109477]")).Source.Owners, Is.EqualTo(["099720109477"]));
}
