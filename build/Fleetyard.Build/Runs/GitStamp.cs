using Cake.Core;
using Cake.Core.Diagnostics;
using Cake.Core.IO;
using Cake.Git;
using LibGit2Sharp;

namespace Fleetyard.Build.Runs;

/// <summary>The commit and branch that a run stamps on what it makes; only a run asks for it, so no other target loads libgit2.</summary>
/// <param name="Commit">Its SHA.</param>
/// <param name="Branch">Its short name, or null where HEAD is detached.</param>
internal sealed record GitStamp(string Commit, string? Branch)
{
    /// <summary>The stamp of the project's folder: null outside a repository or before its first commit, and with a warning where it cannot be read.</summary>
    public static GitStamp? Of(BuildContext context)
    {
        try
        {
            return Repository(context) is { } repository ? Read(context, repository) : null;
        }
        catch (Exception e) when (IsGits(e))
        {
            context.Log.Warning("What is made carries no commit: {0}", Explained(e));
            return null;
        }
    }

    /// <summary>Whether the folder has changes that no commit has; untracked files count, ignored ones do not.</summary>
    /// <exception cref="CakeException">The repository cannot be read.</exception>
    public static bool IsDirty(BuildContext context)
    {
        try
        {
            return Repository(context) is { } repository && context.GitHasUncommitedChanges(repository);
        }
        catch (Exception e) when (IsGits(e))
        {
            throw new CakeException(ExitCode.CouldNot, $"Whether the tree has uncommitted changes cannot be told: {Explained(e)} Or say --allow-dirty.");
        }
    }

    /// <summary>The folder or the nearest above it that is a repository's; Cake.Git's own search never ends outside of one.</summary>
    private static DirectoryPath? Repository(BuildContext context)
    {
        for (var folder = new DirectoryInfo(context.Root); folder is not null; folder = folder.Parent)
        {
            if (context.GitIsValidRepository(folder.FullName))
            {
                return folder.FullName;
            }
        }

        return null;
    }

    private static GitStamp? Read(BuildContext context, DirectoryPath repository)
    {
        try
        {
            var branch = context.GitBranchCurrent(repository);
            return new GitStamp(branch.Tip.Sha, branch.CanonicalName.StartsWith("refs/heads/", StringComparison.Ordinal) ? branch.FriendlyName : null);
        }
        catch (ArgumentNullException)
        {
            // Cake.Git wraps the branch's last commit, and there is none yet.
            return null;
        }
    }

    private static bool IsGits(Exception e) => e is LibGit2SharpException or DllNotFoundException or TypeInitializationException;

    private static string Explained(Exception e) => e.Message.Contains("not owned by", StringComparison.Ordinal)
        ? $"{e.Message}; trust it with git config --global --add safe.directory <path>."
        : $"{e.Message}; git status tells more.";
}
