using System.Globalization;
using Amazon.EC2.Model;
using Fleetyard.Fleets.Regions;

namespace Fleetyard.Fleets.Amis;

/// <summary>From when on an AMI counts as deprecated: some days after it was made, or never.</summary>
/// <remarks>EC2 takes no moment that has passed, and drops seconds (API page of EnableImageDeprecation).</remarks>
internal static class Deprecation
{
    private static readonly TimeSpan Rounding = TimeSpan.FromMinutes(2);

    public static IEnumerable<AmiChange> Changes(Place place, int? afterDays, Image image, DateTimeOffset now)
    {
        var there = Time(image.DeprecationTime);
        if (afterDays is not { } days)
        {
            return there is null ? [] :
            [
                new("DisableImageDeprecation", $"{image.ImageId} is never deprecated, since the recipe does not say when",
                    token => place.Clients.Ec2.DisableImageDeprecationAsync(new DisableImageDeprecationRequest { ImageId = image.ImageId }, token)),
            ];
        }

        var wanted = (Time(image.CreationDate) ?? now).AddDays(days);
        if (there is { } set && ((set - wanted).Duration() < Rounding || (wanted <= now && set <= now + Rounding)))
        {
            return [];
        }

        var possible = wanted > now + Rounding ? wanted : now + Rounding;
        return
        [
            new("EnableImageDeprecation", $"{image.ImageId} is deprecated from {possible.UtcDateTime:yyyy-MM-dd HH:mm} UTC on",
                token => place.Clients.Ec2.EnableImageDeprecationAsync(new EnableImageDeprecationRequest { ImageId = image.ImageId, DeprecateAt = possible.UtcDateTime }, token)),
        ];
    }

    private static DateTimeOffset? Time(string? text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time) ? time : null;
}
