namespace Fleetyard.Images.Inventories;

/// <summary>The families by their names.</summary>
internal static class ArtifactFamilies
{
    /// <summary>A family for one image; some remember what they read of it.</summary>
    public static IArtifactFamily Of(ArtifactFamily family) => family switch
    {
        ArtifactFamily.Libcrypto => new LibcryptoFamily(),
        ArtifactFamily.Clang => new ClangFamily(),
        _ => new AnyFamily(),
    };
}
