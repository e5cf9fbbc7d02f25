using Amazon.EC2.Model;
using Fleetyard.Fleets.Runs;

namespace Fleetyard.Fleets.Amis;

/// <summary>The tags of an AMI and of its snapshots.</summary>
internal static class AmiTags
{
    /// <param name="run">The run that makes it.</param>
    /// <param name="name">The AMI's name.</param>
    /// <param name="own">The recipe's own tags.</param>
    /// <param name="copyOf">The id of the AMI that it is a copy of, or null.</param>
    public static List<Tag> Of(FleetRun run, string name, IReadOnlyDictionary<string, string> own, string? copyOf = null)
    {
        var tags = Tags.Of(run, name, own).ToDictionary();
        if (run.State.SourceAmi is { } source)
        {
            tags[Tags.Source] = source.ToTag();
        }

        if (copyOf is not null)
        {
            tags[Tags.CopyOf] = copyOf;
        }

        return Tags.Ec2(tags);
    }
}
