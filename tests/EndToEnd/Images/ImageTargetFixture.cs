namespace Fleetyard.EndToEnd.Images;

/// <summary>A test of a target of images: the program, and images of its own in the real engine.</summary>
internal abstract class ImageTargetFixture : IDisposable
{
    private protected readonly ImageProgram program = new();
    private protected readonly RunbookImages images = RunbookImages.Open();

    public void Dispose()
    {
        images.Dispose();
        program.Dispose();
        GC.SuppressFinalize(this);
    }
}
