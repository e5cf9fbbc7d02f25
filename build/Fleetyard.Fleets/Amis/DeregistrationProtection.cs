using Amazon.EC2.Model;
using Fleetyard.Fleets.Regions;

namespace Fleetyard.Fleets.Amis;

/// <summary>Whether EC2 refuses to deregister an AMI.</summary>
/// <remarks>DescribeImages says <c>disabled</c>, or <c>enabled</c> with or without a cool-down that goes on for 24 hours after it was disabled.</remarks>
internal static class DeregistrationProtection
{
    public static bool IsOn(Image image) => image.DeregistrationProtection?.StartsWith("enabled", StringComparison.Ordinal) == true;

    public static IEnumerable<AmiChange> Changes(Place place, bool wanted, Image image)
    {
        if (wanted == IsOn(image))
        {
            return [];
        }

        return
        [
            wanted
                ? new("EnableImageDeregistrationProtection", $"{image.ImageId} is protected from being deregistered",
                    token => place.Clients.Ec2.EnableImageDeregistrationProtectionAsync(new EnableImageDeregistrationProtectionRequest { ImageId = image.ImageId }, token))
                : new("DisableImageDeregistrationProtection", $"{image.ImageId} is no longer protected from being deregistered, since the recipe does not ask for it",
                    token => place.Clients.Ec2.DisableImageDeregistrationProtectionAsync(new DisableImageDeregistrationProtectionRequest { ImageId = image.ImageId }, token)),
        ];
    }
}
