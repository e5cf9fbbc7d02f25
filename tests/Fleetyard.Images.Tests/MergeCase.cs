namespace Fleetyard.Images.Tests;

/// <summary>Layers, and the merged view that is promised of them.</summary>
/// <param name="Promise">What it shows.</param>
/// <param name="Layers">The layers, the lowest first.</param>
/// <param name="View">The entries, a line each: <c>d /a</c>, <c>f /a/b content</c>, <c>l /c target</c>, <c>o /pipe</c>.</param>
/// <param name="IsLoadable">Whether an engine takes such layers; null if it takes them, but shows something else than the specification says, or cannot save them.</param>
internal sealed record MergeCase(string Promise, LayerTar[] Layers, string[] View, bool? IsLoadable = true)
{
    public override string ToString() => Promise.Replace(' ', '_');
}
