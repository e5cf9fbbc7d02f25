namespace Fleetyard.Yaml;

/// <summary>A recipe that was asked for cannot be had; the message says why and what to do.</summary>
public sealed class RecipeException(string message) : Exception(message);
