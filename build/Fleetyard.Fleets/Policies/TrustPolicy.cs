namespace Fleetyard.Fleets.Policies;

/// <summary>Lets a service take a role on.</summary>
internal static class TrustPolicy
{
    /// <summary>The service alone, for every account that has the role: for EC2, which reads the role from the instance's profile.</summary>
    public static PolicyDocument Of(string service) => new([Statement(service)]);

    /// <summary>The service, as long as it acts for one account.</summary>
    public static PolicyDocument Of(string service, string account) => new([Statement(service).Where("StringEquals", "aws:SourceAccount", account)]);

    private static PolicyStatement Statement(string service) => new()
    {
        Sid = "Trust",
        Principal = new Dictionary<string, string> { ["Service"] = service },
        Action = ["sts:AssumeRole"],
    };
}
