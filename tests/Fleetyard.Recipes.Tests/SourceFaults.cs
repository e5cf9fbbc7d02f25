namespace Fleetyard.Recipes.Tests;

/// <summary>Sources that name an AMI.</summary>
internal static class SourceFaults
{
    private const string Provider = "provider: debian\n  release: \"13\"";
    private const string OneOfThree = "source names a provider with a release, an owner with a namePattern, or an imageId with owners (one of the three)";
    private const string Owner = "(a 12-digit account id, amazon, aws-marketplace or self)";

    public static IEnumerable<FaultySample> All()
    {
        yield return new(Provider, "imageId: ami-12\n  owners: [self]", "5:12: source.imageId is 'ami-12' (an AMI id such as ami-0123456789abcdef0)");
        yield return new(Provider, "imageId: ami-0123456789abcdef0", $"5:3: source.owners is missing (a list; each item {Owner[1..]}");
        yield return new(Provider, "imageId: ami-0123456789abcdef0\n  owners: []", "6:11: source.owners has 0 items (1 to 20)");
        yield return new(Provider, "imageId: ami-0123456789abcdef0\n  owners: self", $"6:11: source.owners is not a list (a list; each item {Owner[1..]}");
        yield return new(Provider, "imageId: ami-0123456789abcdef0\n  owners: [everyone]", $"6:12: source.owners holds 'everyone' {Owner}");
        yield return new(Provider, "imageId: ami-0123456789abcdef0\n  owners: [self, amazon, self]", "6:26: source.owners holds 'self' twice (each once)");
        yield return new(Provider, $"imageId: ami-0123456789abcdef0\n  owners: [{string.Join(", ", Enumerable.Range(0, 21).Select(i => $"\"{100000000000 + i}\""))}]", "6:11: source.owners has 21 items (1 to 20)");
        yield return new(Provider, "owners: [self]", "5:3: source.imageId is missing (an AMI id such as ami-0123456789abcdef0)");
        yield return new(Provider, Provider + "\n  imageId: ami-0123456789abcdef0\n  owners: [self]", $"5:13: {OneOfThree}");
        yield return new(Provider, "owner: self\n  namePattern: mine-*\n  imageId: ami-0123456789abcdef0", $"5:3: {OneOfThree}");
        yield return new(Provider, "", $"6:3: {OneOfThree}");
    }
}
