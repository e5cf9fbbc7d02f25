using Cake.Core.Tooling;

namespace Cake.Docker;

/// <summary>Settings whose own properties are options of a docker command: <c>NoTrunc</c> is <c>--no-trunc</c>.</summary>
public abstract class AutoToolSettings : ToolSettings;
