using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Fleetyard.Reports.Json;

namespace Fleetyard.Reports.CycloneDx;

/// <summary>CycloneDX 1.6: a bill of what was looked for, with the paths where it is.</summary>
/// <remarks>
/// Of one image the image is what the document is about. Several are one document, too: each is a component of it that holds
/// its own, so that one upload has them all. Images that could not be looked at are told in the document's properties.
/// </remarks>
public sealed class CycloneDxReport : IImageReport
{
    /// <inheritdoc/>
    public string Name => "cyclonedx";

    /// <inheritdoc/>
    public string MediaType => "application/vnd.cyclonedx+json; version=1.6";

    /// <inheritdoc/>
    public string Extension => ".cdx.json";

    /// <inheritdoc/>
    public void Write(ImageReportInput input, TextWriter output)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(output);
        var bom = Bill(input);
        ReportJson.Write(output, bom with { SerialNumber = Serial(bom) }, ReportJson.Sparse);
    }

    private static Bom Bill(ImageReportInput input)
    {
        var images = input.Verdicts.Select((verdict, at) => new ImageBill(verdict, at)).ToArray();
        var isOne = images is [_] && input.Failures.Count == 0;
        return new Bom(
            "http://cyclonedx.org/schema/bom-1.6.schema.json",
            "CycloneDX",
            "1.6",
            "",
            1,
            new Bom.Facts(
                input.Time?.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture),
                new([new("application", null, "Fleetyard", typeof(CycloneDxReport).Assembly.GetName().Version!.ToString(3))]),
                isOne ? images[0].Image : null,
                input.Failures.Count == 0 ? null : [.. input.Failures.Select(failure => new Bom.Property("fleetyard:image:failure", $"{failure.Image}: {failure.Reason}"))]),
            isOne ? images[0].Components : [.. images.Select(image => image.Image with { Components = image.Components.Count > 0 ? image.Components : null })],
            [.. images.Select(image => new Bom.Dependency(image.Image.BomRef!, [.. image.Components.Select(component => component.BomRef!)]))]);
    }

    /// <summary>A UUID of the content (RFC 9562, version 8, of a SHA-256): the same bill has the same number, whoever makes it and when.</summary>
    private static string Serial(Bom bom)
    {
        using var text = new StringWriter();
        ReportJson.Write(text, bom, ReportJson.Sparse);
        var bytes = SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString()))[..16];
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x80);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return "urn:uuid:" + new Guid(bytes, bigEndian: true);
    }
}
