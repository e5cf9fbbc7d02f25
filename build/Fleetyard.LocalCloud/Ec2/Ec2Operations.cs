using System.Xml.Linq;
using Fleetyard.LocalCloud.Ec2.Amis;
using Fleetyard.LocalCloud.Ec2.Boot;
using Fleetyard.LocalCloud.Ec2.Keys;
using Fleetyard.LocalCloud.Ec2.Network;
using Fleetyard.LocalCloud.Ec2.Templates;
using Fleetyard.LocalCloud.Http;
using Fleetyard.LocalCloud.Kms;
using Fleetyard.LocalCloud.State;

namespace Fleetyard.LocalCloud.Ec2;

/// <summary>EC2's operations by name.</summary>
internal static class Ec2Operations
{
    public static IReadOnlyDictionary<string, Func<QueryCall, IEnumerable<XElement>>> Of(Cloud cloud)
    {
        var network = new Networks(cloud);
        var groups = new SecurityGroups(cloud);
        var rules = new SecurityGroupRules(cloud, groups);
        var keys = new KeyPairs(cloud);
        var networks = new InstanceNetworks(cloud, network, groups);
        var items = new InstanceItems(cloud, networks);
        var encryption = new EbsEncryption(new KmsKeys(cloud));
        var devices = new BlockDevices(cloud, encryption);
        var instances = new Instances(cloud, items);
        var states = new InstanceStates(cloud, instances);
        cloud.OnPoweredOff(states.PoweredOff);
        var consoles = new Consoles(cloud);
        var attributes = new InstanceAttributes(cloud, instances, networks);
        var images = new Images(cloud);
        var lifecycle = new ImageLifecycle(cloud, images);
        var permissions = new LaunchPermissions(cloud, images, encryption);
        var snapshots = new Snapshots(cloud);
        var templates = new LaunchTemplates(cloud);
        var tags = new ResourceTags(cloud, groups);
        return new Dictionary<string, Func<QueryCall, IEnumerable<XElement>>>
        {
            ["RunInstances"] = new LaunchInstances(cloud, items, networks, keys, devices, encryption, new SpotInterruptions(cloud), new FirstBoot(cloud, consoles)).Run,
            ["DescribeInstances"] = instances.Describe,
            ["DescribeVolumes"] = instances.DescribeVolumes,
            ["StopInstances"] = states.Stop,
            ["StartInstances"] = states.Start,
            ["TerminateInstances"] = states.Terminate,
            ["RebootInstances"] = states.Reboot,
            ["GetConsoleOutput"] = new ConsoleOutput(instances, consoles).Get,
            ["ModifyInstanceAttribute"] = attributes.Modify,
            ["DescribeInstanceAttribute"] = attributes.Describe,
            ["DescribeInstanceStatus"] = new InstanceStatuses(cloud, instances).Describe,
            ["DescribeInstanceTypeOfferings"] = new InstanceTypeOfferings(cloud).Describe,
            ["CreateLaunchTemplate"] = templates.Create,
            ["CreateLaunchTemplateVersion"] = templates.CreateVersion,
            ["DeleteLaunchTemplate"] = templates.Delete,
            ["DescribeLaunchTemplates"] = templates.Describe,
            ["DescribeLaunchTemplateVersions"] = templates.DescribeVersions,
            ["DescribeInstanceTypes"] = InstanceTypes.Describe,
            ["DescribeImages"] = images.Describe,
            ["DeregisterImage"] = images.Deregister,
            ["CreateImage"] = new CreateImages(cloud, instances, images, devices).Create,
            ["CopyImage"] = new CopyImages(cloud, images, encryption).Copy,
            ["EnableImageDeprecation"] = lifecycle.EnableDeprecation,
            ["DisableImageDeprecation"] = lifecycle.DisableDeprecation,
            ["EnableImageDeregistrationProtection"] = lifecycle.EnableProtection,
            ["DisableImageDeregistrationProtection"] = lifecycle.DisableProtection,
            ["DisableImage"] = lifecycle.Disable,
            ["EnableImage"] = lifecycle.Enable,
            ["ResetImageAttribute"] = permissions.Reset,
            ["ModifyImageAttribute"] = permissions.Modify,
            ["DescribeImageAttribute"] = permissions.Describe,
            ["DescribeSnapshots"] = snapshots.Describe,
            ["DeleteSnapshot"] = snapshots.Delete,
            ["CreateTags"] = tags.Create,
            ["DeleteTags"] = tags.Delete,
            ["DescribeTags"] = tags.Describe,
            ["CreateSecurityGroup"] = groups.Create,
            ["DescribeSecurityGroups"] = groups.Describe,
            ["DeleteSecurityGroup"] = groups.Delete,
            ["AuthorizeSecurityGroupIngress"] = rules.AuthorizeIngress,
            ["RevokeSecurityGroupIngress"] = rules.RevokeIngress,
            ["RevokeSecurityGroupEgress"] = rules.RevokeEgress,
            ["ImportKeyPair"] = keys.Import,
            ["DescribeKeyPairs"] = keys.Describe,
            ["DeleteKeyPair"] = keys.Delete,
            ["DescribeVpcs"] = network.DescribeVpcs,
            ["DescribeSubnets"] = network.DescribeSubnets,
            ["DescribeAvailabilityZones"] = Networks.DescribeAvailabilityZones,
            ["DescribeRegions"] = Regions.Describe,
        }.ToDictionary(operation => operation.Key, operation => NotDry(operation.Value));
    }

    /// <summary>A list and where it goes on.</summary>
    public static IEnumerable<XElement> Paged(string name, Page<XElement> page) =>
        page.NextToken is null ? [new(name, page.Items)] : [new(name, page.Items), new("nextToken", page.NextToken)];

    public static string Iso(DateTimeOffset time) => time.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", System.Globalization.CultureInfo.InvariantCulture);

    public static XElement TagSet(IReadOnlyDictionary<string, string> tags) =>
        new("tagSet", tags.Select(tag => new XElement("item", new XElement("key", tag.Key), new XElement("value", tag.Value))));

    /// <summary>LocalCloud has no permissions to lack, so a dry run of any operation would succeed.</summary>
    private static Func<QueryCall, IEnumerable<XElement>> NotDry(Func<QueryCall, IEnumerable<XElement>> operation) => call => call.Flag("DryRun") == true
        ? throw new AwsFault("DryRunOperation", "Request would have succeeded, but DryRun flag is set.", 412)
        : operation(call);
}
