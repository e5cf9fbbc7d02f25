namespace Fleetyard.Images.Tests.Recipes;

/// <summary>An image recipe with one fault: what is replaced, by what, and the fault that is told.</summary>
/// <param name="Piece">A piece of the sample.</param>
/// <param name="Instead">What stands there instead.</param>
/// <param name="Fault">The fault as it is printed, without the file.</param>
/// <param name="BySchema">Whether the schema can see it too.</param>
internal sealed record FaultySample(string Piece, string Instead, string Fault, bool BySchema = true)
{
    public override string ToString() => Instead;
}
