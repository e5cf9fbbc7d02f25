namespace Fleetyard.Reports;

/// <summary>An image that could not be looked at.</summary>
/// <param name="Image">The image, as it was asked for.</param>
/// <param name="Reason">Why, in one line.</param>
public sealed record ImageFailure(string Image, string Reason);
