namespace Fleetyard.Images.Tests;

/// <summary>What needs the tests' own registry, which fuzzing does without.</summary>
internal sealed partial class PackedImage
{
    static partial void Push(List<(string Path, byte[] Content)> files, ref string name)
    {
        using var push = new Registry.Push(Registry.DockerRegistry.Shared.Host);
        push.Layout("1", files);
        name = push.Name("1");
    }
}
