namespace Fleetyard.Images.Tests.Identification;

/// <summary>The folder that these tests download, compile and write into; it goes with them.</summary>
[SetUpFixture]
internal sealed class Scratch
{
    private static readonly Lazy<DirectoryInfo> Root = new(() => Directory.CreateTempSubdirectory("fleetyard-identification-"));

    public static string Folder(string name) => Directory.CreateDirectory(Path.Combine(Root.Value.FullName, name)).FullName;

    [OneTimeTearDown]
    public void Remove()
    {
        if (Root.IsValueCreated)
            Root.Value.Delete(recursive: true);
    }
}
