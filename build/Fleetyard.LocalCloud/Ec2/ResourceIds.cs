using System.Text.RegularExpressions;
using Fleetyard.LocalCloud.Http;

namespace Fleetyard.LocalCloud.Ec2;

/// <summary>What ids look like; EC2 refuses others before it looks for them.</summary>
internal static partial class ResourceIds
{
    public static string Instance(string id) => Checked(id, "i", "InvalidInstanceID.Malformed");

    public static string Image(string id) => Checked(id, "ami", "InvalidAMIID.Malformed");

    public static string Snapshot(string id) => Checked(id, "snap", "InvalidSnapshotID.Malformed");

    public static string Volume(string id) => Checked(id, "vol", "InvalidVolumeID.Malformed");

    public static string Subnet(string id) => Checked(id, "subnet", "InvalidSubnetID.Malformed");

    public static string Host(string id) => Checked(id, "h", "InvalidHostID.Malformed");

    public static string CapacityReservation(string id) => Checked(id, "cr", "InvalidCapacityReservationId.Malformed");

    public static string Vpc(string id) => Checked(id, "vpc", "InvalidVpcID.Malformed");

    public static string SecurityGroup(string id) => Checked(id, "sg", "InvalidGroupId.Malformed");

    private static string Checked(string id, string prefix, string code) => id.StartsWith(prefix + "-", StringComparison.Ordinal) && Rest().IsMatch(id[(prefix.Length + 1)..])
        ? id
        : throw new AwsFault(code, $"Invalid id: \"{id}\" (expecting \"{prefix}-...\")");

    [GeneratedRegex(@"^[0-9a-f]{8}([0-9a-f]{9})?$")]
    private static partial Regex Rest();
}
