namespace Fleetyard.Recipes.Tests;

internal sealed class WarningTests
{
    private const string Agent = "sample.yml:5:13: debian's AMIs carry no SSM agent, so AWS cannot run a script on the instance (set instance.ssmAgent)";
    private const string Role = "sample.yml:47:16: fleet.serviceRole is of the documentation's example account 111122223333 (put a role of your own account here)";

    private static readonly string Pinned = $"ssmAgent: {{version: 3.3.2299.0, sha256: {new string('a', 64)}}}";

    [Test]
    public void What_will_hardly_work_is_a_warning_and_no_fault()
    {
        var result = Sample.Read(Sample.Text);

        Assert.That(result.Recipe, Is.Not.Null);
        Assert.That(result.Warnings.Select(warning => warning.ToString()), Is.EqualTo([Agent, Role]));
    }

    [Test]
    public void Pinned_agent_and_an_account_of_ones_own_are_no_cause_for_warnings() =>
        Assert.That(Sample.Read(Sample.With("remote: ssm", Pinned).Replace("111122223333", "123456789012", StringComparison.Ordinal)).Warnings, Is.Empty);

    [TestCase("provider: canonical\n  release: \"24.04\"", false)]
    [TestCase("provider: amazon\n  release: al2023", false)]
    [TestCase("provider: redhat\n  release: \"9\"", true)]
    [TestCase("owner: self\n  namePattern: mine-*", false)]
    public void Agent_is_missed_where_the_providers_AMIs_carry_none(string source, bool missed) =>
        Assert.That(Sample.Read(Sample.With("provider: debian\n  release: \"13\"", source)).Warnings.Any(warning => warning.Message.Contains("SSM agent", StringComparison.Ordinal)), Is.EqualTo(missed));

    [TestCase("ssh", "debian", null)]
    [TestCase("ec2-instance-connect", "debian", "debian's AMIs carry no EC2 Instance Connect, so no key reaches the instance (set instance.remote to ssh)")]
    [TestCase("ec2-instance-connect", "canonical", null)]
    public void Instance_Connect_is_missed_where_the_providers_AMIs_carry_none(string remote, string provider, string? warning) =>
        Assert.That(Sample.Read(Sample.With("remote: ssm", $"remote: {remote}").Replace("provider: debian", $"provider: {provider}", StringComparison.Ordinal)).Warnings
            .Select(told => told.Message).FirstOrDefault(message => message.Contains("AMIs carry", StringComparison.Ordinal)), Is.EqualTo(warning));

    [TestCase("debian", "", "debian's AMIs carry no SSM agent, so no session reaches the instance (set instance.ssmAgent)")]
    [TestCase("debian", "pinned", null)]
    [TestCase("canonical", "", null)]
    public void Agent_is_missed_where_a_session_is_to_reach_it(string provider, string agent, string? warning) =>
        Assert.That(Sample.Read(Sample.With("remote: ssm", $"remote: ssh\n  ssh: {{through: session-manager}}{(agent.Length > 0 ? $"\n  {Pinned}" : "")}").Replace("provider: debian", $"provider: {provider}", StringComparison.Ordinal)).Warnings
            .Select(told => told.Message).FirstOrDefault(message => message.Contains("AMIs carry", StringComparison.Ordinal)), Is.EqualTo(warning));

    [TestCase("[subnet-0123456789abcdef0]", null)]
    [TestCase("[subnet-0123456789abcdef0, subnet-0123456789abcdef1]", "fleet.vpc.subnets has 2 subnets, and CodeBuild puts a fleet into one Availability Zone (leave the one with a way to the NAT gateway)")]
    public void Subnets_of_a_fleet_are_of_one_zone(string subnets, string? warning) =>
        Assert.That(Sample.Read(Sample.With("capacity: 1", $"capacity: 1\n  vpc: {{id: vpc-0123456789abcdef0, subnets: {subnets}, securityGroups: [sg-0123456789abcdef0]}}")).Warnings
            .Select(told => told.Message).FirstOrDefault(message => message.Contains("subnets", StringComparison.Ordinal)), Is.EqualTo(warning));

    [Test]
    public void Warnings_are_told_beside_faults()
    {
        var result = Sample.Read(Sample.With("capacity: 1", "capacity: 0"));

        Assert.That((result.Faults.Count, result.Warnings.Count), Is.EqualTo((1, 2)));
    }
}
