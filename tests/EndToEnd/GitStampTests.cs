using System.Diagnostics;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Fleetyard.EndToEnd;

/// <summary>What a run knows of the commit that it was started from, in real repositories.</summary>
public sealed class GitStampTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("fleetyard-git-");
    private readonly string project;

    public GitStampTests() => project = Directory.CreateDirectory(Path.Combine(folder.FullName, "project")).FullName;

    public void Dispose() => folder.Delete(recursive: true);

    [Test]
    public void A_run_carries_commit_and_branch()
    {
        Commit();
        Assert.That(Stamp(project), Is.EqualTo((Git("rev-parse", "HEAD"), "main")));
    }

    [Test]
    public void The_project_may_be_a_folder_of_a_larger_repository()
    {
        Commit();
        var inner = Directory.CreateDirectory(Path.Combine(project, "deep", "inside")).FullName;
        Assert.That(Stamp(inner), Is.EqualTo((Git("rev-parse", "HEAD"), "main")));
    }

    [Test]
    public void A_detached_HEAD_has_a_commit_and_no_branch()
    {
        Commit();
        Git("checkout", "--quiet", "--detach");
        Assert.That(Stamp(project), Is.EqualTo((Git("rev-parse", "HEAD"), (string?)null)));
    }

    [Test]
    public void A_worktree_has_a_branch_of_its_own()
    {
        Commit();
        var tree = Path.Combine(folder.FullName, "tree");
        Git("worktree", "add", "--quiet", "-b", "side", tree);
        Assert.That(Stamp(tree), Is.EqualTo((Git("rev-parse", "HEAD"), "side")));
    }

    [Test]
    public void A_shallow_clone_is_enough()
    {
        Commit();
        Commit();
        var shallow = Path.Combine(folder.FullName, "shallow");
        Git("clone", "--quiet", "--depth=1", $"file://{project}", shallow);
        Assert.That(Stamp(shallow), Is.EqualTo((Git("rev-parse", "HEAD"), "main")));
    }

    [Test]
    public void A_repository_without_a_commit_gives_none()
    {
        Git("init", "--quiet", "--initial-branch=main", ".");
        Assert.That(Stamp(project), Is.EqualTo(((string?)null, (string?)null)));
    }

    [Test]
    public void Outside_of_a_repository_there_is_none() => Assert.That(Stamp(project), Is.EqualTo(((string?)null, (string?)null)));

    [Test]
    public void A_repository_of_another_user_is_a_warning_and_on_AWS_an_error()
    {
        if (Environment.UserName != "root")
        {
            Assert.Ignore("giving a repository to another user needs root");
        }

        Commit();
        Start("chown", "--recursive", "65534", project);
        var (code, output, errors) = Fleetyard(project, "--instances=simulated", "--output=json");
        Assert.That(code, Is.Zero, errors);
        Assert.That(errors, Does.Contain("carries no commit").And.Contain("safe.directory"));
        Assert.That(output, Does.Not.Contain("\"commit\""));

        (code, _, errors) = Fleetyard(project, "--cloud=aws");
        Assert.That(code, Is.EqualTo(1));
        Assert.That(errors, Does.Contain("cannot be told").And.Contain("safe.directory").And.Contain("--allow-dirty"));
    }

    [TestCase("untracked")]
    [TestCase("changed")]
    [TestCase("staged")]
    public void AWS_is_refused_from_a_tree_with_uncommitted_changes(string change)
    {
        Commit();
        File.AppendAllText(Path.Combine(project, change == "untracked" ? "new.txt" : "file.txt"), "change");
        if (change == "staged")
        {
            Git("add", ".");
        }

        var (code, _, errors) = Fleetyard(project, "--cloud=aws");
        Assert.That(code, Is.EqualTo(1));
        Assert.That(errors, Does.Contain("The tree has uncommitted changes"));
    }

    [Test]
    public void A_target_that_needs_no_stamp_does_not_load_libgit2()
    {
        var copy = Directory.CreateDirectory(Path.Combine(folder.FullName, "program")).FullName;
        foreach (var file in Directory.EnumerateFiles(AppContext.BaseDirectory))
        {
            File.Copy(file, Path.Combine(copy, Path.GetFileName(file)));
        }

        File.WriteAllText(Path.Combine(copy, "LibGit2Sharp.dll"), "");
        File.WriteAllText(Path.Combine(copy, "Cake.Git.dll"), "");
        var (code, output, errors) = Start("dotnet", Path.Combine(copy, "Fleetyard.Build.dll"), "--target=Default", $"--working={project}");
        Assert.That(code, Is.Zero, errors);
        Assert.That(output, Does.Contain("CreateFleet"));
    }

    /// <summary>Makes a commit; the project is a repository from the first one on.</summary>
    private void Commit()
    {
        Git("init", "--quiet", "--initial-branch=main", ".");
        File.AppendAllText(Path.Combine(project, "file.txt"), "line\n");
        Git("add", ".");
        Git("-c", "user.name=Test", "-c", "user.email=test@localhost", "commit", "--quiet", "--message=test");
    }

    private string Git(params string[] arguments)
    {
        var (code, output, errors) = Start("git", ["-C", project, .. arguments]);
        Assert.That(code, Is.Zero, errors);
        return output.Trim();
    }

    /// <summary>The stamp of a run that is started in a folder: the commit in run.json, the branch among the instance's tags.</summary>
    private (string? Commit, string? Branch) Stamp(string working)
    {
        var (code, output, errors) = Fleetyard(working, "--instances=simulated", "--output=json");
        Assert.That(code, Is.Zero, errors);
        Assert.That(errors, Does.Not.Contain("carries no commit"));
        using var run = JsonDocument.Parse(output);
        var commit = run.RootElement.TryGetProperty("commit", out var value) ? value.GetString() : null;
        var branch = Regex.Match(File.ReadAllText(Directory.GetFiles(folder.FullName, "state.db", SearchOption.AllDirectories).Single(), Encoding.Latin1), "fleetyard:branch\"[^\"]*\"([^\"]+)\"");
        return (commit, branch.Success ? branch.Groups[1].Value : null);
    }

    /// <summary>Prepares an instance, the first step that wants a stamp, with the project's own recipes.</summary>
    private (int Code, string Output, string Errors) Fleetyard(string working, params string[] arguments)
    {
        var recipe = Path.Combine(Repository.Root, "recipes", "fleets", "ktls-debian-13-x86_64.yml");
        Directory.CreateSymbolicLink(Path.Combine(working, "recipes"), Path.Combine(Repository.Root, "recipes"));
        try
        {
            return Start("dotnet", [
                FleetyardProgram.File, "--target=PrepareInstance", $"--working={working}", $"--recipe={recipe}",
                $"--artifacts={Path.Combine(folder.FullName, "artifacts")}", .. arguments,
            ]);
        }
        finally
        {
            File.Delete(Path.Combine(working, "recipes"));
        }
    }

    private static (int Code, string Output, string Errors) Start(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output, errors.Result);
    }
}
