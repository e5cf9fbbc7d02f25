namespace Fleetyard.Images.Tests.Engine;

/// <summary>Hears of progress at once, which <see cref="Progress{T}"/> does not.</summary>
internal sealed class Heard(Action<ImageProgress> hear) : IProgress<ImageProgress>
{
    public void Report(ImageProgress value) => hear(value);
}
