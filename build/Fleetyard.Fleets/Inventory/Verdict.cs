namespace Fleetyard.Fleets.Inventory;

/// <summary>Whether a resource may go, and why.</summary>
/// <param name="Resource">The resource.</param>
/// <param name="MayGo">Whether it may be removed.</param>
/// <param name="Reason">In a few words.</param>
public sealed record Verdict(Resource Resource, bool MayGo, string Reason)
{
    /// <summary>Judges everything of a region.</summary>
    /// <remarks>A fleet that works never goes by itself: it is what a recipe is for, and only <see cref="CodeBuild.DeleteFleet"/> takes it down.</remarks>
    /// <param name="all">What <see cref="Survey"/> found.</param>
    /// <param name="owner">Whose resources may go; nobody else's do.</param>
    /// <param name="runs">The instance of each run that is known here by its id, or null where it has none any more.</param>
    /// <param name="now">What expiry is held against.</param>
    /// <param name="withUnfinished">Whether an instance that an unfinished run may go on with may go too.</param>
    public static IReadOnlyList<Verdict> Of(
        IReadOnlyList<Resource> all, string owner, IReadOnlyDictionary<string, string?> runs, DateTimeOffset now, bool withUnfinished = false)
    {
        ArgumentNullException.ThrowIfNull(all);
        ArgumentNullException.ThrowIfNull(runs);
        return [.. all.Select(resource => Judge(resource))];

        Verdict Judge(Resource resource)
        {
            if (resource.Owner != Tags.Value(owner))
            {
                return new(resource, false, $"is {resource.Owner ?? "nobody"}'s");
            }

            var (mayGo, reason) = resource.Kind switch
            {
                ResourceKind.Project when all.FirstOrDefault(other => other.Id == resource.PartOf) is { } fleet => OfPart(fleet, Judge(fleet)),
                ResourceKind.Project => resource.PartOf is null ? (true, "its fleet is gone") : (false, "builds on a fleet that is there"),
                ResourceKind.Fleet => OfFleet(resource),
                ResourceKind.Ami => OfAmi(resource, all, now),
                ResourceKind.Snapshot => (true, "no AMI has it"),
                ResourceKind.SecurityGroup or ResourceKind.KeyPair when LastOf(resource) is { } instance => OfPart(instance.Resource, instance),
                _ => OfInstance(resource, runs, now, withUnfinished),
            };
            return new(resource, mayGo, reason);
        }

        // One that stays, where the run has such a one; null where the run's own is not among them, as when it is not listed yet.
        Verdict? LastOf(Resource part) => runs.GetValueOrDefault(part.RunId ?? "") is { } current && all.All(other => other.Id != current)
            ? null
            : all.Where(other => IsInstanceOf(other, part)).Select(Judge).OrderBy(instance => instance.MayGo).FirstOrDefault();
    }

    private static (bool MayGo, string Reason) OfFleet(Resource fleet) => fleet.State switch
    {
        "CREATE_FAILED" => (true, "could not be created"),
        "PENDING_DELETION" or "DELETING" => (false, "is being deleted"),
        _ => (false, "is a recipe's fleet"),
    };

    private static (bool MayGo, string Reason) OfAmi(Resource ami, IReadOnlyList<Resource> all, DateTimeOffset now)
    {
        if (ami.UsedBy.Count > 0)
        {
            return (false, $"is used by {string.Join(", ", ami.UsedBy)}");
        }

        if (ami.State is "failed" or "error")
        {
            return (true, "could not be made");
        }

        var newer = all.FirstOrDefault(other => other.Kind == ResourceKind.Ami && other.Recipe == ami.Recipe && other.State == "available" && other.Created > ami.Created);
        return newer is not null ? (true, $"is superseded by {newer.Id}")
            : ami.Expires < now ? (true, $"no fleet uses it, and it expired on {ami.Expires:u}")
            : (false, "is the recipe's newest");
    }

    private static bool IsInstanceOf(Resource other, Resource part) => other.Kind == ResourceKind.Instance && other.RunId == part.RunId;

    /// <summary>What instances are reached with goes with the last of a run, and what builds on a fleet with it.</summary>
    private static (bool MayGo, string Reason) OfPart(Resource whole, Verdict verdict) =>
        (verdict.MayGo, verdict.MayGo ? $"goes with {Told(whole)}" : $"belongs to {Told(whole)}");

    private static string Told(Resource whole) => whole.Kind == ResourceKind.Fleet ? $"fleet {whole.Name}" : whole.Id;

    private static (bool MayGo, string Reason) OfInstance(Resource instance, IReadOnlyDictionary<string, string?> runs, DateTimeOffset now, bool withUnfinished) =>
        runs.TryGetValue(instance.RunId ?? "", out var current) && current != instance.Id && (instance.Kind == ResourceKind.Instance || current is null) ? (true, $"run {instance.RunId} no longer needs it")
        : instance.Expires < now ? (true, $"expired on {instance.Expires:u}")
        : withUnfinished ? (true, $"run {instance.RunId} is not finished, and is given up")
        : (false, $"run {instance.RunId} may go on with it until {instance.Expires:u}");
}
