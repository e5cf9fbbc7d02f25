using Fleetyard.Images.Verdicts;

namespace Fleetyard.Reports;

/// <summary>What a report tells of.</summary>
/// <param name="Verdicts">The images that were looked at, in the order in which they are told.</param>
/// <param name="Failures">The images that could not be looked at.</param>
/// <param name="Time">When they were looked at; null keeps the report free of times, so that it is the same whenever it is made.</param>
public sealed record ImageReportInput(IReadOnlyList<ImageVerdict> Verdicts, IReadOnlyList<ImageFailure> Failures, DateTimeOffset? Time = null);
