namespace Fleetyard.Images.Verdicts;

/// <summary>An image that could not be looked at.</summary>
/// <param name="Image">The image, as it was asked for.</param>
/// <param name="Reason">What was found and what to do, in one line.</param>
public sealed record ImageFailure(string Image, string Reason);
