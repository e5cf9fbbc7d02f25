namespace Fleetyard.LocalCloud.Iam;

/// <summary>One thing that a caller wants to do with one resource.</summary>
/// <param name="Action">Such as <c>ec2:RunInstances</c>.</param>
/// <param name="Resource">The resource's ARN, with <c>*</c> in place of an id that is not there yet; <c>*</c> alone where the action knows no resources.</param>
public sealed record Access(string Action, string Resource)
{
    /// <summary>What the policy's conditions may ask about, by condition key; keys are read without regard to case.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Context { get; init; } = new Dictionary<string, IReadOnlyList<string>>();
}
