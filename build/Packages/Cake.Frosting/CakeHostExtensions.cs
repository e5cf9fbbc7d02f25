using Cake.Cli;
using Cake.Core.Composition;
using Cake.Core.IO;
using Cake.Core.Packaging;
using Cake.Frosting.Internal;
using Microsoft.Extensions.DependencyInjection;

namespace Cake.Frosting;

/// <summary>What a <see cref="CakeHost"/> is told before it runs.</summary>
public static class CakeHostExtensions
{
    /// <summary>Lets a class configure the host's services.</summary>
    public static CakeHost UseStartup<TStartup>(this CakeHost host)
        where TStartup : IFrostingStartup, new() => Configure(host, services => new TStartup().Configure(services));

    /// <summary>Sets the class of the context that tasks are given.</summary>
    public static CakeHost UseContext<TContext>(this CakeHost host)
        where TContext : class, IFrostingContext => Configure(host, services => services.AddSingleton<IFrostingContext, TContext>());

    /// <summary>Sets what runs before the first task and after the last.</summary>
    public static CakeHost UseLifetime<TLifetime>(this CakeHost host)
        where TLifetime : class, IFrostingLifetime => Configure(host, services =>
        {
            services.AddSingleton<TLifetime>();
            services.AddSingleton<IFrostingSetup>(provider => provider.GetRequiredService<TLifetime>());
            services.AddSingleton<IFrostingTeardown>(provider => provider.GetRequiredService<TLifetime>());
        });

    /// <summary>Sets what runs before the first task.</summary>
    public static CakeHost UseSetup<TSetup>(this CakeHost host)
        where TSetup : class, IFrostingSetup => Configure(host, services => services.AddSingleton<IFrostingSetup, TSetup>());

    /// <summary>Sets what runs after the last task.</summary>
    public static CakeHost UseTeardown<TTeardown>(this CakeHost host)
        where TTeardown : class, IFrostingTeardown => Configure(host, services => services.AddSingleton<IFrostingTeardown, TTeardown>());

    /// <summary>Sets what runs before and after each task.</summary>
    public static CakeHost UseTaskLifetime<TLifetime>(this CakeHost host)
        where TLifetime : class, IFrostingTaskLifetime => Configure(host, services =>
        {
            services.AddSingleton<TLifetime>();
            services.AddSingleton<IFrostingTaskSetup>(provider => provider.GetRequiredService<TLifetime>());
            services.AddSingleton<IFrostingTaskTeardown>(provider => provider.GetRequiredService<TLifetime>());
        });

    /// <summary>Sets what runs before each task.</summary>
    public static CakeHost UseTaskSetup<TSetup>(this CakeHost host)
        where TSetup : class, IFrostingTaskSetup => Configure(host, services => services.AddSingleton<IFrostingTaskSetup, TSetup>());

    /// <summary>Sets what runs after each task.</summary>
    public static CakeHost UseTaskTeardown<TTeardown>(this CakeHost host)
        where TTeardown : class, IFrostingTaskTeardown => Configure(host, services => services.AddSingleton<IFrostingTaskTeardown, TTeardown>());

    /// <summary>Registers a Cake module.</summary>
    public static CakeHost UseModule<TModule>(this CakeHost host)
        where TModule : class, ICakeModule, new() => Configure(host, services => services.UseModule(new TModule()));

    /// <summary>Registers a package installer.</summary>
    public static CakeHost UsePackageInstaller<TInstaller>(this CakeHost host)
        where TInstaller : class, IPackageInstaller => Configure(host, services => services.AddSingleton<IPackageInstaller, TInstaller>());

    /// <summary>Has a tool installed before the first task.</summary>
    /// <param name="host">The host.</param>
    /// <param name="uri">Such as <c>nuget:?package=NUnit.ConsoleRunner&amp;version=3.20.0</c>.</param>
    public static CakeHost InstallTool(this CakeHost host, Uri uri)
    {
        ArgumentNullException.ThrowIfNull(uri);
        return Configure(host, services =>
        {
            services.UseCakeDefaultModules();
            services.AddSingleton(new ToolToInstall(new PackageReference(uri)));
        });
    }

    /// <summary>Sets the folder that relative paths start from; <c>--working</c> wins over it.</summary>
    public static CakeHost UseWorkingDirectory(this CakeHost host, DirectoryPath path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return Configure(host, services => services.AddSingleton(new WorkingDirectory(path)));
    }

    /// <summary>Sets a value of Cake's configuration; <c>cake.config</c>, the environment and arguments win over it.</summary>
    public static CakeHost UseCakeSetting(this CakeHost host, string key, string value) =>
        Configure(host, services => services.AddSingleton(new CakeSetting(key, value)));

    /// <summary>Sets the folder that tools are looked for in.</summary>
    public static CakeHost SetToolPath(this CakeHost host, DirectoryPath path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return host.UseCakeSetting("Paths_Tools", path.FullPath);
    }

    private static CakeHost Configure(CakeHost host, Action<IServiceCollection> configure)
    {
        ArgumentNullException.ThrowIfNull(host);
        return host.ConfigureServices(configure);
    }
}
