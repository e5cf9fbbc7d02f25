namespace Fleetyard.Images.Tests.Registry;

/// <summary>Looks at an image, or at why it cannot be looked at.</summary>
internal static class ImageOf
{
    /// <summary>The lines of its merged view.</summary>
    public static async Task<List<string>> ViewAsync(string name, ImageSourceOptions? options = null, Func<string, bool>? wanted = null)
    {
        await using var source = ImageSources.Open(name, options);
        return await View.OfAsync(await source.ReadAsync(wanted ?? (_ => true)));
    }

    /// <summary>The one line that it is refused with.</summary>
    public static async Task<string> RefusalAsync(string name, ImageSourceOptions? options = null)
    {
        var fault = await Assert.ThrowsAsync<ImageException>(() => ViewAsync(name, options));
        Assert.That(fault!.Message, Does.Not.Contain("\n"));
        return fault.Message;
    }
}
