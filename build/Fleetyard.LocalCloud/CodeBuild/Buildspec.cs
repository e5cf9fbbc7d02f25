using System.Text.RegularExpressions;

namespace Fleetyard.LocalCloud.CodeBuild;

/// <summary>A buildspec of version 0.2: what LocalCloud runs of it.</summary>
internal sealed record Buildspec(string Shell, IReadOnlyDictionary<string, string> Variables, IReadOnlyDictionary<string, BuildspecPhase> Phases);

/// <summary>A phase's commands, and those that run whatever became of them.</summary>
internal sealed record BuildspecPhase(IReadOnlyList<BuildspecCommand> Commands, IReadOnlyList<BuildspecCommand> Finally);

/// <summary>A command as its author wrote it.</summary>
internal sealed partial record BuildspecCommand(string Text)
{
    /// <summary>Whether its first line says that it needs a kernel of the instance's own, as loading a module does. To CodeBuild that line is a comment.</summary>
    public bool NeedsKernel => KernelMark().IsMatch(Text);

    /// <summary>The command without that line, on one line.</summary>
    public string Title => KernelMark().Replace(Text, "").Trim().ReplaceLineEndings("; ");

    [GeneratedRegex(@"\A[ \t]*#[ \t]*needs:[ \t]*kernel[ \t]*(\r?\n|\z)")]
    private static partial Regex KernelMark();
}

/// <summary>A buildspec cannot be read; the message is CodeBuild's context of the phase that fails.</summary>
internal sealed class BuildspecException(string message) : Exception(message);
