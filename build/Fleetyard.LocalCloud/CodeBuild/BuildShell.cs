namespace Fleetyard.LocalCloud.CodeBuild;

/// <summary>Makes a shell for each command look like one shell for all, so that a command may exit without ending the build.</summary>
/// <remarks>
/// In buildspec 0.2 all commands run in one shell: folder, variables, options and umask carry over, also where they are not exported.
/// So every variable is exported (<c>set -a</c>), and a shell writes what it has when it exits, for the next to read. A function of
/// sh is lost, since that shell cannot print one; bash can.
/// </remarks>
internal static class BuildShell
{
    /// <summary>Where a build starts: CODEBUILD_SRC_DIR.</summary>
    public const string SourceDirectory = "/codebuild/output/src";

    /// <summary>Set anew for each command, so never kept.</summary>
    public const string Succeeding = "CODEBUILD_BUILD_SUCCEEDING";

    private const string Kept = "/codebuild/output/tmp";

    /// <summary>Makes the folders, and keeps the variables that it was started with.</summary>
    public static string Prepared(string shell) => $"""
        #!/bin/{shell}
        mkdir -p {Kept} && set -a && {Keep(shell)}

        """;

    /// <summary>A command, last in its script so that whatever is left open in it ends with it.</summary>
    public static string Of(string shell, string command) => $"""
        #!/bin/{shell}
        cd "$(cat {Kept}/folder)" || exit 1
        trap '{Keep(shell)}' EXIT
        . {Kept}/shell
        {command}

        """;

    /// <remarks>The options come last, or set -x would show all that is read; a trace of this goes where errors go.</remarks>
    private static string Keep(string shell) =>
        $$"""{ pwd >{{Kept}}/folder; unset {{Succeeding}}; { export -p;{{(shell == "bash" ? " declare -f;" : "")}} echo "umask $(umask)"; set +o; } >{{Kept}}/shell; } 2>/dev/null""";
}
