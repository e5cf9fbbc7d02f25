using System.Globalization;
using Amazon.EC2;
using Amazon.EC2.Model;
using Fleetyard.Fleets.Regions;

namespace Fleetyard.Fleets.Amis;

/// <summary>How far EC2 is with the snapshots of an AMI.</summary>
internal static class SnapshotProgress
{
    /// <summary>The progress of the slowest of the AMI's own snapshots, such as <c>42%</c>; null as long as none is listed.</summary>
    public static async Task<string?> OfAsync(Place place, Image ami, CancellationToken cancellationToken)
    {
        List<string> ids = [.. ami.BlockDeviceMappings?.Select(mapping => mapping.Ebs?.SnapshotId).OfType<string>() ?? []];
        if (ids.Count == 0)
        {
            return null;
        }

        try
        {
            var answer = await place.Clients.Ec2.DescribeSnapshotsAsync(new DescribeSnapshotsRequest { SnapshotIds = ids }, cancellationToken);
            return answer.Snapshots?.Select(snapshot => snapshot.Progress).Where(progress => !string.IsNullOrEmpty(progress)).MinBy(Percent);
        }
        catch (AmazonEC2Exception e) when (e.ErrorCode == "InvalidSnapshot.NotFound")
        {
            return null;
        }
    }

    private static int Percent(string progress) => int.TryParse(progress.TrimEnd('%'), CultureInfo.InvariantCulture, out var percent) ? percent : 0;
}
