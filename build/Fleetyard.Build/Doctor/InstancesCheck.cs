using Fleetyard.LocalCloud.Instances;

namespace Fleetyard.Build.Doctor;

/// <summary>Which kinds of LocalCloud's instances work here, and why the others do not.</summary>
/// <param name="folder">Where they keep what is theirs.</param>
/// <param name="asked">The kind that was asked for, or null.</param>
internal sealed class InstancesCheck(string folder, string? asked) : ICheck
{
    public string Subject => "LocalCloud's instances";

    public async Task<IReadOnlyList<Finding>> LookAsync(CancellationToken cancellationToken)
    {
        var kinds = await InstanceHosts.SurveyAsync(folder, cancellationToken);
        return [.. kinds.Select(kind => Of(kind.Kind.ToString().ToLowerInvariant(), kind.WhyNot))];
    }

    private Finding Of(string kind, string? whyNot)
    {
        var subject = $"{kind} instances";
        return whyNot is null ? Finding.Ok(subject, "work here")
            : kind == asked ? Finding.Fault(subject, $"do not work here: {whyNot.TrimEnd('.')}")
            : Finding.Warning(subject, $"do not work here: {whyNot.TrimEnd('.')}");
    }
}
