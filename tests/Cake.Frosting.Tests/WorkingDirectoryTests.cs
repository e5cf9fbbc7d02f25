using Cake.Core;

namespace Cake.Frosting.Tests;

/// <summary>Where relative paths start from; the process has one working directory, so these run alone.</summary>
[NonParallelizable]
public sealed class WorkingDirectoryTests : IDisposable
{
    private readonly string before = Environment.CurrentDirectory;
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("frosting-");
    private readonly TestBuild build = new(typeof(Where));

    public void Dispose()
    {
        Environment.CurrentDirectory = before;
        folder.Delete(recursive: true);
    }

    [TestCase("--working")]
    [TestCase("-w")]
    public void An_argument_sets_it(string option) =>
        Assert.That((build.Run("--target=Where", option, folder.FullName), build.Done), Is.EqualTo((0, folder.FullName)));

    [Test]
    public void The_host_sets_it()
    {
        build.Host.UseWorkingDirectory(folder.FullName);
        Assert.That((build.Run("--target=Where"), build.Done), Is.EqualTo((0, folder.FullName)));
    }

    [Test]
    public void The_argument_wins_over_the_host()
    {
        build.Host.UseWorkingDirectory("/does/not/exist");
        Assert.That((build.Run("--target=Where", $"--working={folder.FullName}"), build.Done), Is.EqualTo((0, folder.FullName)));
    }

    [Test]
    public void A_relative_one_starts_from_where_the_process_is()
    {
        var child = folder.CreateSubdirectory("child");
        Environment.CurrentDirectory = folder.FullName;
        Assert.That((build.Run("--target=Where", "--working=child"), build.Done), Is.EqualTo((0, child.FullName)));
    }

    [Test]
    public void Its_cake_config_is_read()
    {
        File.WriteAllText(Path.Combine(folder.FullName, "cake.config"), "[Own]\nSetting=of the file\n");
        Assert.That((build.Run("--target=Where", $"--working={folder.FullName}"), build.Done), Is.EqualTo((0, $"{folder.FullName} of the file")));
    }

    private sealed class Where(Steps steps) : FrostingTask
    {
        public override void Run(ICakeContext context)
        {
            steps.Add(context.Environment.WorkingDirectory.FullPath);
            if (context.Configuration.GetValue("Own_Setting") is { } setting)
            {
                steps.Add(setting);
            }
        }
    }
}
