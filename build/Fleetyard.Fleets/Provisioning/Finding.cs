namespace Fleetyard.Fleets.Provisioning;

/// <summary>Something that must not be in an AMI, and that a script found on the instance.</summary>
/// <param name="Path">Where it is; a file, or a folder.</param>
/// <param name="Why">What it is, such as <c>a private key</c>.</param>
/// <param name="Allowed">Whether the recipe allows it to be there.</param>
public sealed record Finding(string Path, string Why, bool Allowed)
{
    /// <summary>Such as <c>/root/.netrc: credentials</c>.</summary>
    public override string ToString() => $"{Path}: {Why}";
}
