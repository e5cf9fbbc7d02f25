namespace Fleetyard.Images.Verdicts;

/// <summary>One thing that was checked, and how it went.</summary>
/// <param name="Name">What was checked, such as <c>libcrypto in /usr/local/openssl-3.0</c>; of one image, no two checks have the same.</param>
/// <param name="Deviations">What is not as it should be; none if all is well.</param>
public sealed record Check(string Name, IReadOnlyList<Deviation> Deviations);
