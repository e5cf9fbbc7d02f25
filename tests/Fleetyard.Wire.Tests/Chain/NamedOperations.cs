using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using Fleetyard.Fleets;

namespace Fleetyard.Wire.Tests.Chain;

/// <summary>The operations that Fleets calls, as its compiled code refers to them.</summary>
internal static class NamedOperations
{
    private static readonly Dictionary<string, string> Services = new()
    {
        ["IAmazonEC2"] = "ec2",
        ["IAmazonSimpleSystemsManagement"] = "ssm",
        ["IAmazonSecurityTokenService"] = "sts",
        ["IAmazonCodeBuild"] = "codebuild",
        ["IAmazonCloudWatchLogs"] = "logs",
    };

    /// <summary>Such as <c>ec2:RunInstances</c>.</summary>
    public static IReadOnlySet<string> Read()
    {
        using var file = new PEReader(File.OpenRead(typeof(FleetChain).Assembly.Location));
        var metadata = file.GetMetadataReader();
        var named = new HashSet<string>();
        foreach (var member in metadata.MemberReferences.Select(metadata.GetMemberReference).Where(member => member.Parent.Kind == HandleKind.TypeReference))
        {
            var type = metadata.GetString(metadata.GetTypeReference((TypeReferenceHandle)member.Parent).Name);
            var name = metadata.GetString(member.Name);
            if (Services.TryGetValue(type, out var service) && name.EndsWith("Async", StringComparison.Ordinal))
            {
                named.Add($"{service}:{name[..^"Async".Length]}");
            }
        }

        return named;
    }
}
