namespace Fleetyard.Images.Tests;

/// <summary>Ends the registry that tests share.</summary>
[SetUpFixture]
internal sealed class Registries
{
    [OneTimeTearDown]
    public void End() => Registry.DockerRegistry.End();
}
