using YamlDotNet.Core;

namespace Fleetyard.Yaml.Tree;

/// <summary>Ends the reading of a file that is YAML but must not be read on.</summary>
internal sealed class YamlRefusal(Mark at, string message) : Exception(message)
{
    public Mark At { get; } = at;
}
