using System.Globalization;

namespace Fleetyard.LocalCloud.Http;

/// <summary>What a request takes out of which bucket.</summary>
/// <param name="Bucket">The bucket's name within its service.</param>
/// <param name="Size">The tokens of a full bucket.</param>
/// <param name="Refill">The tokens that come back a second.</param>
/// <param name="Tokens">The tokens that the request takes.</param>
internal sealed record RequestCost(string Bucket, double Size, double Refill, double Tokens = 1);

/// <summary>The sizes and rates of buckets.</summary>
/// <remarks>
/// EC2's are those of "Request throttling for the Amazon EC2 API" in its developer guide. Parameter Store's 40 a second is its default throughput;
/// of the other services AWS publishes none, and theirs are estimates.
/// </remarks>
internal static class RequestCosts
{
    private static readonly string[] Unpaged = ["DescribeInstances", "DescribeInstanceStatus", "DescribeSecurityGroups", "DescribeSnapshots", "DescribeVolumes", "DescribeSpotInstanceRequests"];

    public static IEnumerable<RequestCost> Of(string service, string operation, IReadOnlyDictionary<string, string> parameters) => (service, operation) switch
    {
        ("ec2", "RunInstances") => [new(operation, 5, 2), new("RunInstances resources", 1000, 2, Instances(parameters))],
        ("ec2", "StartInstances") => [new(operation, 5, 2), new("StartInstances resources", 1000, 2, Count(parameters, "InstanceId."))],
        ("ec2", "StopInstances") => [new(operation, 50, 5), new("StopInstances resources", 1000, 20, Count(parameters, "InstanceId."))],
        ("ec2", "TerminateInstances") => [new(operation, 100, 5), new("TerminateInstances resources", 1000, 20, Count(parameters, "InstanceId."))],
        ("ec2", "CopyImage") => [new(operation, 100, 1)],
        ("ec2", _) when !operation.StartsWith("Describe", StringComparison.Ordinal) && !operation.StartsWith("Get", StringComparison.Ordinal) => [new(operation, 50, 5)],
        ("ec2", _) when Unpaged.Contains(operation) && !parameters.ContainsKey("MaxResults") && Count(parameters, "Filter.") == 0 => [new($"{operation} unfiltered", 50, 10)],
        ("ec2", _) => [new(operation, 100, 20)],
        ("ssm", "GetParameter" or "GetParameters" or "GetParametersByPath") => [new("Parameter Store", 40, 40)],
        ("ssm", _) => [new(operation, 20, 10)],
        ("codebuild", _) => [new(operation, 20, 10)],
        ("logs", _) => [new(operation, 25, 25)],
        ("sts", _) => [new("requests", 600, 600)],
        _ => [new(operation, 100, 50)],
    };

    private static double Instances(IReadOnlyDictionary<string, string> parameters) =>
        double.TryParse(parameters.GetValueOrDefault("MaxCount"), NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count : 1;

    private static int Count(IReadOnlyDictionary<string, string> parameters, string prefix) => parameters.Keys.Count(name => name.StartsWith(prefix, StringComparison.Ordinal));
}
