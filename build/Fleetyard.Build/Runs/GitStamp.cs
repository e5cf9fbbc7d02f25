using System.Diagnostics;

namespace Fleetyard.Build.Runs;

/// <summary>The commit and branch that a run stamps on what it makes.</summary>
internal sealed record GitStamp(string Commit, string Branch)
{
    /// <summary>The stamp of the project's folder, or null outside a repository.</summary>
    public static GitStamp? Of(BuildContext context)
    {
        var commit = Git(context.Root, "rev-parse", "HEAD");
        var branch = Git(context.Root, "rev-parse", "--abbrev-ref", "HEAD");
        return commit is null || branch is null ? null : new GitStamp(commit, branch);
    }

    /// <summary>Whether the folder has changes that no commit has.</summary>
    public static bool IsDirty(BuildContext context) => Git(context.Root, "status", "--porcelain") is { Length: > 0 };

    private static string? Git(string folder, params string[] arguments)
    {
        try
        {
            using var git = Process.Start(new ProcessStartInfo("git", ["-C", folder, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            var output = git.StandardOutput.ReadToEnd().Trim();
            git.WaitForExit();
            return git.ExitCode == 0 ? output : null;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }
}
