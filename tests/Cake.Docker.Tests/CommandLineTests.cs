using Cake.Core;
using Cake.Core.Tooling;
using FilePath = Cake.Core.IO.FilePath;

namespace Cake.Docker.Tests;

/// <summary>The command line that docker gets; a script in its place writes down each argument.</summary>
public sealed class CommandLineTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("cake docker ");
    private readonly FilePath docker = "docker";
    private readonly string seen = "seen";

    public CommandLineTests()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Ignore("the stand-in for docker is a shell script, which Windows does not start");
            return;
        }

        docker = Path.Combine(folder.FullName, "docker");
        seen = Path.Combine(folder.FullName, "seen");
        File.WriteAllText(docker.FullPath, """
            #!/bin/sh
            for argument; do printf '[%s]' "$argument"; done > "$(dirname "$0")/seen"
            echo first
            echo second
            exit "${DOCKER_EXIT:-0}"
            """);
        File.SetUnixFileMode(docker.FullPath, UnixFileMode.UserRead | UnixFileMode.UserExecute);
    }

    public void Dispose() => folder.Delete(recursive: true);

    [Test]
    public void Run_gives_the_first_line() =>
        Assert.That(CakeRun.Of(context => context.DockerRun(With<DockerContainerRunSettings>(), "debian:13", "echo", "hello")), Is.EqualTo("first"));

    [Test]
    public void Run_passes_image_command_and_arguments()
    {
        CakeRun.Of(context => context.DockerRun(With<DockerContainerRunSettings>(), "debian:13", "sh", "-c", "echo \"a b\"; echo c\\", ""));
        Assert.That(Seen(), Is.EqualTo("""[run][debian:13][sh][-c][echo "a b"; echo c\][]"""));
    }

    [Test]
    public void Run_without_a_command_leaves_it_to_the_image()
    {
        CakeRun.Of(context => context.DockerRunWithoutResult(With<DockerContainerRunSettings>(), "debian:13", "", "ignored"));
        Assert.That(Seen(), Is.EqualTo("[run][debian:13]"));
    }

    [Test]
    public void Every_setting_is_the_option_of_its_name()
    {
        var settings = With<DockerContainerRunSettings>();
        (settings.Interactive, settings.Tty, settings.Rm, settings.Privileged, settings.Init) = (true, true, true, false, null);
        (settings.Entrypoint, settings.Name, settings.Network, settings.Platform) = ("/bin/my shell", "box", "none", "linux/arm64");
        (settings.User, settings.Workdir, settings.Memory) = ("1000:1000", "/work", "512m");
        (settings.Volume, settings.Env, settings.Label) = (["/a:/b:ro", "/c d:/e"], ["A=1", "B=x y"], ["one=1"]);
        CakeRun.Of(context => context.DockerRunWithoutResult(settings, "debian:13", "true"));
        Assert.That(Seen(), Is.EqualTo(
            "[run][--entrypoint][/bin/my shell][--env][A=1][--env][B=x y][--interactive][--label][one=1][--memory][512m][--name][box][--network][none]"
            + "[--platform][linux/arm64][--privileged=false][--rm][--tty][--user][1000:1000][--volume][/a:/b:ro][--volume][/c d:/e][--workdir][/work][debian:13][true]"));
    }

    [Test]
    public void Create_gives_the_containers_ID()
    {
        var settings = With<DockerContainerCreateSettings>();
        settings.Name = "box";
        Assert.That(CakeRun.Of(context => context.DockerCreate(settings, "debian:13", "true")), Is.EqualTo("first"));
        Assert.That(Seen(), Is.EqualTo("[create][--name][box][debian:13][true]"));
    }

    [Test]
    public void Pull_passes_the_reference()
    {
        var settings = With<DockerImagePullSettings>();
        (settings.Platform, settings.AllTags) = ("linux/amd64", true);
        CakeRun.Of(context => context.DockerPull(settings, "debian:13"));
        Assert.That(Seen(), Is.EqualTo("[pull][--all-tags][--platform][linux/amd64][debian:13]"));
    }

    [Test]
    public void Save_passes_the_file_and_every_image()
    {
        var settings = With<DockerImageSaveSettings>();
        settings.Output = "two images.tar";
        CakeRun.Of(context => context.DockerSave(settings, "one", "two"));
        Assert.That(Seen(), Is.EqualTo("[save][--output][two images.tar][one][two]"));
    }

    [Test]
    public void Cp_passes_both_places()
    {
        var settings = With<DockerContainerCpSettings>();
        settings.FollowLink = true;
        CakeRun.Of(context => context.DockerCp("box:/etc/os-release", "here", settings));
        Assert.That(Seen(), Is.EqualTo("[cp][--follow-link][box:/etc/os-release][here]"));
    }

    [Test]
    public void Rm_passes_every_container()
    {
        var settings = With<DockerContainerRmSettings>();
        (settings.Force, settings.Volumes) = (true, true);
        CakeRun.Of(context => context.DockerRm(settings, "one", "two"));
        Assert.That(Seen(), Is.EqualTo("[rm][--force][--volumes][one][two]"));
    }

    [Test]
    public void Build_passes_the_folder()
    {
        var settings = With<DockerImageBuildSettings>();
        (settings.Tag, settings.BuildArg, settings.File, settings.NoCache) = (["a:1", "a:2"], ["V=1"], "My Dockerfile", true);
        CakeRun.Of(context => context.DockerBuild(settings, "some folder"));
        Assert.That(Seen(), Is.EqualTo("[build][--build-arg][V=1][--file][My Dockerfile][--no-cache][--tag][a:1][--tag][a:2][some folder]"));
    }

    [Test]
    public void Image_ls_gives_every_line_and_leaves_out_what_is_false()
    {
        var settings = With<DockerImageLsSettings>();
        (settings.Quiet, settings.NoTrunc, settings.Filter) = (true, true, "reference=a:*");
        Assert.That(CakeRun.Of(context => context.DockerImageLs(settings)), Is.EqualTo(new[] { "first", "second" }));
        Assert.That(Seen(), Is.EqualTo("[image][ls][--filter][reference=a:*][--no-trunc][--quiet]"));
    }

    [Test]
    public void A_custom_command_is_any_command()
    {
        Assert.That(CakeRun.Of(context => context.DockerCustomCommand(With<DockerCustomCommandSettings>(), "system df")), Is.EqualTo(new[] { "first", "second" }));
        Assert.That(Seen(), Is.EqualTo("[system][df]"));
    }

    [Test]
    public void An_exit_code_of_dockers_is_an_exception()
    {
        var settings = With<DockerImagePullSettings>();
        settings.EnvironmentVariables["DOCKER_EXIT"] = "5";
        Assert.That(() => CakeRun.Of(context => context.DockerPull(settings, "debian:13")), Throws.TypeOf<CakeException>().With.Message.Contains("exit code 5"));
    }

    [Test]
    public void A_docker_that_is_not_there_is_an_exception()
    {
        var settings = new DockerImagePullSettings { ToolPath = folder.FullName + "/missing" };
        Assert.That(() => CakeRun.Of(context => context.DockerPull(settings, "debian:13")), Throws.TypeOf<CakeException>().With.Message.Contains("Docker"));
    }

    [Test]
    public void An_image_must_be_named() =>
        Assert.That(() => CakeRun.Of(context => context.DockerRun(With<DockerContainerRunSettings>(), "", "true")), Throws.ArgumentNullException);

    private string Seen() => File.ReadAllText(seen);

    private TSettings With<TSettings>()
        where TSettings : ToolSettings, new() => new() { ToolPath = docker, EnvironmentVariables = new Dictionary<string, string>() };
}
