namespace Fleetyard.Recipes;

/// <summary>One command of the build that shows that a fleet works.</summary>
/// <param name="Run">The command, as a buildspec's <c>commands</c> entry has it.</param>
/// <param name="NeedsKernel">Whether it needs a kernel of the instance's own, as loading a module does.</param>
public sealed record VerifyCommand(string Run, bool NeedsKernel);
