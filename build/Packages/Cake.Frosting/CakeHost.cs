using System.Reflection;
using Cake.Frosting.Internal;
using Microsoft.Extensions.DependencyInjection;

namespace Cake.Frosting;

/// <summary>Hosts a build: finds its tasks, wires them into Cake's engine and runs what the command line asks for.</summary>
public sealed class CakeHost
{
    private readonly ServiceCollection services = new();
    private readonly List<Assembly> assemblies = [];

    /// <summary>Creates a host for the tasks of the entry assembly.</summary>
    public CakeHost()
    {
        if (Assembly.GetEntryAssembly() is { } entry)
        {
            assemblies.Add(entry);
        }

        CoreServices.AddTo(services);
    }

    /// <summary>Adds the tasks of another assembly.</summary>
    public CakeHost AddAssembly(Assembly assembly)
    {
        ArgumentNullException.ThrowIfNull(assembly);
        if (!assemblies.Contains(assembly))
        {
            assemblies.Add(assembly);
        }

        return this;
    }

    /// <summary>Registers services; a later registration of a service wins over an earlier one and over Cake's own.</summary>
    public CakeHost ConfigureServices(Action<IServiceCollection> services)
    {
        ArgumentNullException.ThrowIfNull(services);
        services(this.services);
        return this;
    }

    /// <summary>Runs the build.</summary>
    /// <param name="args">The command line, without the program's name.</param>
    /// <returns>0 where all went well; the code of a <see cref="Core.CakeException"/> that has one; else 1.</returns>
    public int Run(IEnumerable<string> args)
    {
        ArgumentNullException.ThrowIfNull(args);
        var command = new FrostingCommandLine(args);
        services.AddSingleton(command);
        services.AddSingleton(command.Arguments);
        foreach (var task in TaskTypes.In(assemblies))
        {
            services.AddSingleton(typeof(IFrostingTask), task);
        }

        return RunAsync(command).GetAwaiter().GetResult();
    }

    /// <remarks>Disposed of asynchronously, since a build's service may know no other way.</remarks>
    private async Task<int> RunAsync(FrostingCommandLine command)
    {
        await using var provider = services.BuildServiceProvider();
        return new FrostingRun(provider, command).Run();
    }
}
