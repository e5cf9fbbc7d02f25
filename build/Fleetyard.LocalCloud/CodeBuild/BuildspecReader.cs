using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Fleetyard.LocalCloud.CodeBuild;

/// <summary>Takes what runs out of a buildspec; whatever LocalCloud does not implement is a fault, and not passed over.</summary>
internal static class BuildspecReader
{
    public static readonly string[] Phases = ["install", "pre_build", "build", "post_build"];

    /// <exception cref="BuildspecException">It cannot be read, or asks for what LocalCloud does not implement.</exception>
    public static Buildspec Read(string text)
    {
        var root = BuildspecYaml.Read(text);
        var members = Members(root, "", ["version", "env", "phases"]);
        if (!members.TryGetValue("version", out var version) || Scalar(version, "version") is not "0.2")
        {
            throw new BuildspecException("version must be 0.2");
        }

        var env = members.TryGetValue("env", out var given) ? Members(given, "env", ["variables", "shell"]) : [];
        var shell = env.TryGetValue("shell", out var named) ? Scalar(named, "env.shell") : "sh";
        if (shell is not ("sh" or "bash" or "/bin/sh" or "/bin/bash"))
        {
            throw new BuildspecException($"env.shell is '{shell}'; LocalCloud implements sh and bash");
        }

        if (!members.TryGetValue("phases", out var phases))
        {
            throw new BuildspecException("phases is missing");
        }

        return new(
            shell.Replace("/bin/", "", StringComparison.Ordinal),
            env.TryGetValue("variables", out var variables) ? Variables(variables) : new Dictionary<string, string>(),
            Members(phases, "phases", Phases).ToDictionary(phase => phase.Key, phase => Phase(phase.Value, $"phases.{phase.Key}")));
    }

    private static BuildspecPhase Phase(YamlNode node, string path)
    {
        var members = Members(node, path, ["commands", "finally"]);
        return new(Commands(members, path, "commands"), Commands(members, path, "finally"));
    }

    private static List<BuildspecCommand> Commands(Dictionary<string, YamlNode> members, string path, string member) => !members.TryGetValue(member, out var node)
        ? []
        : node is YamlSequenceNode list
        ? [.. list.Select(command => Command(command, $"{path}.{member}"))]
        : [Command(node, $"{path}.{member}")];

    private static BuildspecCommand Command(YamlNode node, string path) => Scalar(node, path) is var text && text.Trim().Length > 0 && !text.Contains('\0', StringComparison.Ordinal)
        ? new(text)
        : throw new BuildspecException($"line {node.Start.Line}: a command of {path} is empty or holds a NUL");

    private static Dictionary<string, string> Variables(YamlNode node)
    {
        var variables = Mapping(node, "env.variables").ToDictionary(pair => Scalar(pair.Key, "env.variables"), pair => Scalar(pair.Value, "a variable of env.variables"));
        foreach (var (name, value) in variables)
        {
            if (!ProjectRules.VariableName().IsMatch(name) || value.Contains('\0', StringComparison.Ordinal))
            {
                throw new BuildspecException($"env.variables: '{name}' is not valid; letters, digits and _ in a name, no NUL in a value");
            }
        }

        return variables;
    }

    private static Dictionary<string, YamlNode> Members(YamlNode node, string path, string[] implemented)
    {
        var members = Mapping(node, path).ToDictionary(pair => Scalar(pair.Key, path), pair => pair.Value);
        return members.FirstOrDefault(member => !implemented.Contains(member.Key)) is { Key: { } unknown, Value: { } where }
            ? throw new BuildspecException($"line {where.Start.Line}: LocalCloud does not implement '{(path.Length > 0 ? $"{path}." : "")}{unknown}' of a buildspec; it runs {string.Join(", ", implemented)}")
            : members;
    }

    private static YamlMappingNode Mapping(YamlNode node, string path) => node as YamlMappingNode
        ?? throw new BuildspecException($"line {node.Start.Line}: {path} is no mapping of keys to values");

    private static string Scalar(YamlNode node, string path) => node is YamlScalarNode { Value: { } value } scalar && (scalar.Style != ScalarStyle.Plain || value is not ("" or "~" or "null"))
        ? value
        : throw new BuildspecException($"line {node.Start.Line}: {path} takes text, found {(node is YamlScalarNode ? "nothing" : "keys or a list")}");
}
