using Fleetyard.LocalCloud.Instances;

namespace Fleetyard.Build.Doctor;

/// <summary>Which kinds of LocalCloud's instances work here, and why the others do not.</summary>
/// <param name="folder">The folder that they would be kept in, which need not be there yet.</param>
/// <param name="asked">The kind that was asked for, or null.</param>
internal sealed class InstancesCheck(string folder, string? asked) : ICheck
{
    public string Subject => "LocalCloud's instances";

    public async Task<IReadOnlyList<Finding>> LookAsync(CancellationToken cancellationToken)
    {
        // A kind is tried where it would work, since file systems differ in what they take; nothing of the trial stays.
        var wasThere = Directory.Exists(folder);
        var trial = Path.Combine(folder, $".doctor-{Guid.NewGuid():N}");
        try
        {
            var kinds = await InstanceHosts.SurveyAsync(Path.Combine(trial, "local-cloud", "hosts"), cancellationToken);
            return [.. kinds.Select(kind => Of(kind.Kind.ToString().ToLowerInvariant(), kind.WhyNot))];
        }
        finally
        {
            Remove(trial, withParent: !wasThere);
        }
    }

    private static void Remove(string trial, bool withParent)
    {
        if (!Directory.Exists(trial))
        {
            return;
        }

        Directory.Delete(trial, recursive: true);
        var parent = Path.GetDirectoryName(trial)!;
        if (withParent && !Directory.EnumerateFileSystemEntries(parent).Any())
        {
            Directory.Delete(parent);
        }
    }

    private Finding Of(string kind, string? whyNot)
    {
        var subject = $"{kind} instances";
        return whyNot is null ? Finding.Ok(subject, "work here")
            : kind == asked ? Finding.Fault(subject, $"do not work here: {whyNot.TrimEnd('.')}")
            : Finding.Warning(subject, $"do not work here: {whyNot.TrimEnd('.')}");
    }
}
