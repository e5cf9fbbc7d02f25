using Cake.Core;
using Cake.Core.Composition;
using Cake.Core.Diagnostics;
using Cake.Core.IO;
using Cake.Core.Packaging;
using Microsoft.Extensions.DependencyInjection;

namespace Cake.Frosting.Tests;

/// <summary>How a host is put together.</summary>
public sealed class HostTests
{
    private readonly TestBuild build = new(typeof(Show));

    [Test]
    public void A_startup_registers_services()
    {
        build.Host.UseStartup<Startup>();
        Assert.That((Shown(), build.Done), Is.EqualTo((0, "greeting=hello")));
    }

    [Test]
    public void A_later_registration_wins_over_an_earlier_one_and_over_Cakes_own()
    {
        build.Host.UseStartup<Startup>().ConfigureServices(services => services.AddSingleton(new Greeting("good day")));
        build.Host.ConfigureServices(services => services.AddSingleton<ICakeLog>(new NullLog()));
        Assert.That((Shown(), build.Done), Is.EqualTo((0, "greeting=good day")));
        Assert.That(build.Output, Does.Not.Contain("shown"));
    }

    [Test]
    public void A_module_registers_with_Cakes_container()
    {
        build.Host.UseModule<Module>();
        Assert.That((Shown(), build.Done), Is.EqualTo((0, "greeting=from a module")));
    }

    [Test]
    public void The_context_is_the_builds_own()
    {
        build.Host.UseContext<Context>();
        Assert.That((Shown(), build.Done), Is.EqualTo((0, "context=Context")));
    }

    [Test]
    public void Without_one_the_context_is_a_FrostingContext() => Assert.That((Shown(), build.Done), Is.EqualTo((0, "")));

    [Test]
    public void A_setting_reaches_the_configuration_and_an_argument_wins_over_it()
    {
        build.Host.UseCakeSetting("Own_Setting", "set");
        Assert.That((Shown(), build.Done), Is.EqualTo((0, "setting=set")));

        var again = new TestBuild(typeof(Show));
        again.Host.UseCakeSetting("Own_Setting", "set");
        Assert.That((again.Run("--target=Show", "--own_setting=given"), again.Done), Is.EqualTo((0, "setting=given")));
    }

    [Test]
    public void The_tool_path_is_a_setting()
    {
        build.Host.SetToolPath("own/tools");
        Assert.That((Shown(), build.Done), Is.EqualTo((0, "tools=own/tools")));
    }

    [Test]
    public void A_tool_is_installed_before_the_first_task()
    {
        build.Host.UsePackageInstaller<Installer>().InstallTool(new Uri("recorded:?package=Some.Tool&version=1.2.3"));
        Assert.That((Shown(), build.Done), Is.EqualTo((0, "installed=Some.Tool")));
    }

    [Test]
    public void A_tool_that_nobody_can_install_fails_the_build_before_any_task()
    {
        build.Host.UseStartup<Startup>().InstallTool(new Uri("nobody:?package=Some.Tool"));
        Assert.That((Shown(), build.Done), Is.EqualTo((1, "")));
        Assert.That(build.Errors, Does.Contain("nobody"));
    }

    [Test]
    public void The_tasks_are_the_exported_classes_of_an_added_assembly()
    {
        build.Host.AddAssembly(typeof(ExportedTask).Assembly).AddAssembly(typeof(ExportedTask).Assembly);
        Assert.That(build.Run("--description"), Is.Zero);
        Assert.That(build.Output, Does.Contain("Exported").And.Not.Contain("NotExported").And.Not.Contain(nameof(ExportedBase)));
    }

    [Test]
    public void A_service_that_can_only_be_disposed_of_asynchronously_is()
    {
        build.Host.ConfigureServices(services => services.AddSingleton<Greeting, AsyncGreeting>());
        Assert.That((Shown(), build.Done), Is.EqualTo((0, "greeting=async disposed")));
    }

    [Test]
    public void Null_is_refused()
    {
        Assert.That(() => build.Host.AddAssembly(null!), Throws.ArgumentNullException);
        Assert.That(() => build.Host.ConfigureServices(null!), Throws.ArgumentNullException);
        Assert.That(() => build.Host.Run(null!), Throws.ArgumentNullException);
        Assert.That(() => build.Host.InstallTool(null!), Throws.ArgumentNullException);
        Assert.That(() => build.Host.UseWorkingDirectory(null!), Throws.ArgumentNullException);
        Assert.That(() => build.Host.SetToolPath(null!), Throws.ArgumentNullException);
    }

    private int Shown() => build.Run("--target=Show");

    /// <summary>Says what of all that is there.</summary>
    private sealed class Show(Steps steps, IServiceProvider services) : FrostingTask
    {
        public override void Run(ICakeContext context)
        {
            context.Log.Information("shown");
            if (services.GetService<Greeting>() is { } greeting)
            {
                steps.Add($"greeting={greeting.Text}");
            }

            if (context.GetType() != typeof(FrostingContext))
            {
                steps.Add($"context={context.GetType().Name}");
            }

            if (context.Configuration.GetValue("Own_Setting") is { } setting)
            {
                steps.Add($"setting={setting}");
            }

            if (context.Configuration.GetValue("Paths_Tools") is { } tools)
            {
                steps.Add($"tools={tools}");
            }
        }
    }

    private record Greeting(string Text);

    private sealed record AsyncGreeting(Steps Steps) : Greeting("async"), IAsyncDisposable
    {
        public ValueTask DisposeAsync()
        {
            Steps.Add("disposed");
            return ValueTask.CompletedTask;
        }
    }

    private sealed class Startup : IFrostingStartup
    {
        public void Configure(IServiceCollection services) => services.AddSingleton(new Greeting("hello"));
    }

    private sealed class Module : ICakeModule
    {
        public void Register(ICakeContainerRegistrar registrar) => registrar.RegisterInstance(new Greeting("from a module")).As<Greeting>();
    }

    private sealed class Context(ICakeContext context) : FrostingContext(context);

    private sealed class Installer(Steps steps) : IPackageInstaller
    {
        public bool CanInstall(PackageReference package, PackageType type) => package.Scheme == "recorded";

        public IReadOnlyCollection<IFile> Install(PackageReference package, PackageType type, DirectoryPath path)
        {
            steps.Add($"installed={package.Package}");
            return [new InstalledFile()];
        }
    }

    /// <summary>A tool without a file on the disk: an installer that returns none counts as failed.</summary>
    private sealed class InstalledFile : IFile
    {
        public FilePath Path => "/some/tool";

        Cake.Core.IO.Path IFileSystemInfo.Path => Path;

        public long Length => 0;

        public FileAttributes Attributes { get; set; }

        public bool Exists => true;

        public bool Hidden => false;

        public void Copy(FilePath destination, bool overwrite) => throw new NotSupportedException();

        public void Move(FilePath destination) => throw new NotSupportedException();

        public void Delete() => throw new NotSupportedException();

        public Stream Open(FileMode fileMode, FileAccess fileAccess, FileShare fileShare) => throw new NotSupportedException();
    }
}
