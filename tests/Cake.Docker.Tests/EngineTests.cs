using System.Diagnostics;
using Cake.Core;

namespace Cake.Docker.Tests;

/// <summary>The aliases on a real engine, with an image that is made from nothing.</summary>
public sealed class EngineTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("cake-docker-");
    private readonly string image;

    public EngineTests()
    {
        image = $"cake-docker-test:{folder.Name["cake-docker-".Length..].ToLowerInvariant()}";
        if (Docker("version") != 0)
        {
            Assert.Ignore("needs a Docker engine (Debian's package docker.io, started)");
        }

        if (!File.Exists("/sbin/ldconfig"))
        {
            Assert.Ignore("needs a program without shared libraries for the image: /sbin/ldconfig, of Debian's package libc-bin");
        }

        File.Copy("/sbin/ldconfig", Path.Combine(folder.FullName, "ldconfig"));
        File.WriteAllText(Path.Combine(folder.FullName, "Dockerfile"), "FROM scratch\nCOPY ldconfig /bin/ldconfig\n");
    }

    public void Dispose()
    {
        Docker("rmi", "--force", image);
        folder.Delete(recursive: true);
    }

    [Test]
    public void An_image_is_built_listed_run_looked_into_saved_and_its_container_removed() => CakeRun.Of(context =>
    {
        context.DockerBuild(new DockerImageBuildSettings { Tag = [image], Quiet = true }, folder.FullName);
        Assert.That(context.DockerImageLs(new DockerImageLsSettings { Quiet = true, Filter = $"reference={image}" }).Count(), Is.EqualTo(1));

        var settings = new DockerContainerRunSettings { Rm = true, Network = "none", Env = ["WORDS=a b"], Label = ["made-by=a test"] };
        Assert.That(context.DockerRun(settings, image, "/bin/ldconfig", "--version"), Does.StartWith("ldconfig"));

        var container = context.DockerCreate(image, "/bin/ldconfig")!;
        context.DockerCp($"{container}:/bin/ldconfig", Path.Combine(folder.FullName, "copy"));
        Assert.That(File.ReadAllBytes(Path.Combine(folder.FullName, "copy")), Is.EqualTo(File.ReadAllBytes("/sbin/ldconfig")));
        context.DockerRm(container);
        Assert.That(context.DockerCustomCommand($"ps --all --quiet --filter id={container}"), Is.Empty);

        context.DockerSave(new DockerImageSaveSettings { Output = Path.Combine(folder.FullName, "image.tar") }, image);
        Assert.That(new FileInfo(Path.Combine(folder.FullName, "image.tar")).Length, Is.GreaterThan(new FileInfo("/sbin/ldconfig").Length));
    });

    [Test]
    public void A_command_that_fails_in_the_container_is_an_exception()
    {
        Docker("build", "--quiet", "--tag", image, folder.FullName);
        Assert.That(
            () => CakeRun.Of(context => context.DockerRun(new DockerContainerRunSettings { Rm = true }, image, "/bin/ldconfig", "--no-such-option")),
            Throws.TypeOf<CakeException>().With.Message.Contains("exit code"));
    }

    private static int Docker(params string[] arguments)
    {
        try
        {
            using var docker = Process.Start(new ProcessStartInfo("docker", arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            docker.StandardError.ReadToEndAsync();
            docker.StandardOutput.ReadToEnd();
            docker.WaitForExit();
            return docker.ExitCode;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return -1;
        }
    }
}
