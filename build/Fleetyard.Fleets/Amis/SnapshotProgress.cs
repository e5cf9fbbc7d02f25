using System.Globalization;
using Amazon.EC2.Model;
using Fleetyard.Fleets.Waiting;

namespace Fleetyard.Fleets.Amis;

/// <summary>How far EC2 is with the snapshots of an AMI, asked for together with those of every other AMI that is waited for.</summary>
internal sealed class SnapshotProgress(SharedReader<Snapshot> snapshots) : IDisposable
{
    private readonly Dictionary<string, SharedReader<Snapshot>.Followed> followed = [];

    /// <summary>The progress of the slowest of the AMI's own snapshots, such as <c>42%</c>; null as long as none is listed.</summary>
    public async Task<string?> OfAsync(Image ami, CancellationToken cancellationToken)
    {
        List<string> ids = [.. ami.BlockDeviceMappings?.Select(mapping => mapping.Ebs?.SnapshotId).OfType<string>() ?? []];
        foreach (var id in ids.Where(id => !followed.ContainsKey(id)))
        {
            followed[id] = snapshots.Follow(id);
        }

        var listed = await Task.WhenAll(ids.Select(id => followed[id].ReadAsync(cancellationToken)));
        return listed.Select(snapshot => snapshot?.Progress).OfType<string>().Where(progress => progress.Length > 0).MinBy(Percent);
    }

    public void Dispose()
    {
        foreach (var one in followed.Values)
        {
            one.Dispose();
        }
    }

    private static int Percent(string progress) => int.TryParse(progress.TrimEnd('%'), CultureInfo.InvariantCulture, out var percent) ? percent : 0;
}
