namespace Fleetyard.LocalCloud.State;

/// <summary>The end of what an instance said, by its id.</summary>
internal sealed record ConsoleDocument(string Text, DateTimeOffset Changed);
