using System.Text.RegularExpressions;

namespace Fleetyard.LocalCloud.Ec2.Amis;

/// <summary>What an AMI may be called ("Name" of CreateImage in the EC2 API Reference).</summary>
internal static partial class ImageName
{
    public static bool IsMatch(string name) => Name().IsMatch(name);

    [GeneratedRegex(@"^[a-zA-Z0-9()\[\] ./\-'@_]{3,128}$")]
    private static partial Regex Name();
}
