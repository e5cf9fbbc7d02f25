namespace Fleetyard.Recipes;

/// <summary>The organization that CodeBuild's fleets belong to in each region: an AMI for a fleet must be shared with it.</summary>
/// <remarks>Source: the CodeBuild user guide's page on reserved-capacity fleets, as read in November 2026. A recipe overrides it with <c>ami.organization</c>.</remarks>
public static class CodeBuildOrganizations
{
    /// <summary>When the table was last held against the user guide.</summary>
    public static DateOnly AsOf { get; } = new(2026, 11, 1);

    /// <summary>The organization's ARN by region.</summary>
    public static IReadOnlyDictionary<string, string> Arns { get; } = new SortedDictionary<string, string>(
        Rows().ToDictionary(row => row.Region, row => Partition.Of(row.Region).Arn("organizations", "", row.Account, $"organization/{row.Organization}")),
        StringComparer.Ordinal);

    private static IReadOnlyList<(string Region, string Account, string Organization)> Rows() =>
    [
        ("ap-northeast-1", "891376993293", "o-b6k3sjqavm"),
        ("ap-south-1", "891376924779", "o-krtah1lkeg"),
        ("ap-southeast-1", "654654522137", "o-mcn8uvc3tp"),
        ("ap-southeast-2", "767398067170", "o-6crt0f6bu4"),
        ("eu-central-1", "590183817084", "o-lb2lne3te6"),
        ("eu-west-1", "891376938588", "o-ullrrg5qf0"),
        ("sa-east-1", "533267309133", "o-db63c45ozw"),
        ("us-east-1", "851725618577", "o-c6wcu152r1"),
        ("us-east-2", "992382780434", "o-seufr2suvq"),
        ("us-west-2", "381491982620", "o-0412o99a4r"),
    ];
}
