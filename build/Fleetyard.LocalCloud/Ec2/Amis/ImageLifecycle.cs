using System.Globalization;
using System.Xml.Linq;
using Fleetyard.LocalCloud.Http;
using Fleetyard.LocalCloud.State;

namespace Fleetyard.LocalCloud.Ec2.Amis;

/// <summary>Deprecates, protects and disables images, and takes that back.</summary>
/// <remarks>DisableImage and EnableImage were written from the EC2 API Reference; the model at hand lacks them.</remarks>
internal sealed class ImageLifecycle(Cloud cloud, Images images)
{
    /// <summary>"DeprecateAt" of EnableImageDeprecation in the EC2 API Reference.</summary>
    private const int MostYears = 10;

    private static readonly TimeSpan Cooldown = TimeSpan.FromHours(24);

    /// <summary>Deprecates an image at a time, which is rounded to the minute.</summary>
    public IEnumerable<XElement> EnableDeprecation(QueryCall call)
    {
        var text = call.Required("DeprecateAt");
        if (!DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var at))
        {
            throw new AwsFault("InvalidParameterValue", $"Value ( {text} ) for parameter DeprecateAt is invalid. Expecting a time such as 2027-06-30T00:00:00Z.");
        }

        if (at <= cloud.Now || at > cloud.Now.AddYears(MostYears))
        {
            throw new AwsFault("InvalidParameterValue", $"The deprecation time {text} is in the past, or more than {MostYears} years from now.");
        }

        var minute = TimeSpan.FromMinutes(1).Ticks;
        var rounded = new DateTimeOffset((at.Ticks + (minute / 2)) / minute * minute, TimeSpan.Zero);
        return Changed(call, image => image with { Deprecated = rounded });
    }

    public IEnumerable<XElement> DisableDeprecation(QueryCall call) => Changed(call, image => image with { Deprecated = null });

    public IEnumerable<XElement> EnableProtection(QueryCall call)
    {
        var withCooldown = call.Flag("WithCooldown") == true;
        return Changed(call, image => image with { Protection = new(withCooldown) });
    }

    /// <summary>A protection with a cooldown holds for a day more.</summary>
    public IEnumerable<XElement> DisableProtection(QueryCall call) => Changed(call, image => image with
    {
        Protection = image.Protection is { WithCooldown: true } held ? held with { Until = held.Until ?? cloud.Now + Cooldown } : null,
    });

    /// <summary>A disabled image launches nothing, and nobody else may any more.</summary>
    public IEnumerable<XElement> Disable(QueryCall call) => Changed(call, image => image.State.At(cloud.Now) == "available"
        ? image with { Disabled = true, Public = false, Users = [], Organizations = [], OrganizationalUnits = [] }
        : throw new AwsFault("InvalidAMIID.Unavailable", $"The image id '[{image.Id}]' is not available"));

    public IEnumerable<XElement> Enable(QueryCall call) => Changed(call, image => image with { Disabled = false });

    private IEnumerable<XElement> Changed(QueryCall call, Func<ImageDocument, ImageDocument> change)
    {
        lock (cloud.Exclusive)
        {
            var image = images.Owned(call.Region, call.Required("ImageId"));
            cloud.Store.Change(image.Id, change);
            return [new("return", "true")];
        }
    }
}
