namespace Fleetyard.Fleets.Amis;

/// <summary>Something of an AMI that is not as the recipe says, and how it is made so.</summary>
/// <param name="Call">EC2's operation.</param>
/// <param name="What">What holds then, as a sentence without its full stop.</param>
/// <param name="MakeAsync">Makes it so.</param>
internal sealed record AmiChange(string Call, string What, Func<CancellationToken, Task> MakeAsync);
