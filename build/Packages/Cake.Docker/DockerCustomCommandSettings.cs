namespace Cake.Docker;

/// <summary>How any docker command is run; its options stand in the command itself.</summary>
public sealed class DockerCustomCommandSettings : AutoToolSettings;
