namespace Fleetyard.LocalCloud.Instances;

/// <summary>A command for an instance.</summary>
/// <param name="Script">A script's text, run by the interpreter of its first line, or by <c>/bin/sh</c> where it names none.</param>
/// <param name="Environment">Variables beside <c>PATH</c>, <c>HOME</c> and <c>USER</c> of root.</param>
/// <param name="WorkingDirectory">Where it starts; made if it is not there.</param>
public sealed record InstanceCommand(string Script, IReadOnlyDictionary<string, string> Environment, string WorkingDirectory = "/");

/// <summary>A piece of a command's output.</summary>
/// <param name="Text">The text, of any length, line ends included.</param>
/// <param name="IsError">Whether it came from standard error.</param>
public readonly record struct OutputChunk(string Text, bool IsError);
