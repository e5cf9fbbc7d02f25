using Cake.Cli;
using Cake.Core;
using Cake.Core.Diagnostics;
using Cake.Core.IO;
using Cake.Core.Scripting;
using Cake.Core.Tooling;
using Microsoft.Extensions.DependencyInjection;
using Spectre.Console;

namespace Cake.Frosting.Internal;

/// <summary>One run of a build.</summary>
internal sealed class FrostingRun(IServiceProvider provider, FrostingCommandLine command)
{
    public int Run()
    {
        var log = provider.GetRequiredService<ICakeLog>();
        try
        {
            if (command.Fault is { } fault)
            {
                throw new CakeException(fault);
            }

            if (command.Has("help") || command.Has("version") || command.Has("info"))
            {
                return ShowAbout();
            }

            SetWorkingDirectory();
            foreach (var tool in provider.GetServices<ToolToInstall>())
            {
                provider.GetRequiredService<IToolInstaller>().Install(tool.Package);
            }

            return RunTargets();
        }
        catch (Exception e)
        {
            return Report(log, e);
        }
    }

    private int RunTargets()
    {
        var context = provider.GetRequiredService<IFrostingContext>();
        var engine = provider.GetRequiredService<ICakeEngine>();
        new TaskWiring(engine).Wire([.. provider.GetServices<IFrostingTask>()]);
        LifetimeWiring.Wire(engine, provider, context);

        var host = Host(engine, context);
        if (command.Has("exclusive"))
        {
            host.Settings.UseExclusiveTarget();
        }

        if (command.Targets.Count == 1)
        {
            host.RunTargetAsync(command.Targets[0]).GetAwaiter().GetResult();
        }
        else
        {
            host.RunTargetsAsync(command.Targets).GetAwaiter().GetResult();
        }

        return 0;
    }

    private ScriptHost Host(ICakeEngine engine, IFrostingContext context)
    {
        var log = provider.GetRequiredService<ICakeLog>();
        if (command.Has("description"))
        {
            return new DescriptionScriptHost(engine, context, provider.GetRequiredService<IAnsiConsole>());
        }

        if (command.Has("tree"))
        {
            return new TreeScriptHost(engine, context, provider.GetRequiredService<IConsole>());
        }

        return command.Has("dryrun")
            ? new DryRunScriptHost<IFrostingContext>(engine, context, log)
            : new BuildScriptHost<IFrostingContext>(
                engine,
                provider.GetRequiredService<IExecutionStrategy>(),
                context,
                provider.GetRequiredService<ICakeReportPrinter>(),
                provider.GetRequiredService<Core.Configuration.ICakeConfiguration>(),
                log);
    }

    private int ShowAbout()
    {
        var console = provider.GetRequiredService<IConsole>();
        if (command.Has("help"))
        {
            console.WriteLine(Usage.Text);
        }
        else if (command.Has("version"))
        {
            new VersionFeature(new VersionResolver()).Run(console);
        }
        else
        {
            new InfoFeature(new VersionResolver()).Run(console);
        }

        return 0;
    }

    private void SetWorkingDirectory()
    {
        var environment = provider.GetRequiredService<ICakeEnvironment>();
        var path = command.Working is { } working ? new DirectoryPath(working) : provider.GetService<WorkingDirectory>()?.Path;
        if (path is null)
        {
            return;
        }

        var folder = path.MakeAbsolute(environment);
        environment.WorkingDirectory = Directory.Exists(folder.FullPath)
            ? folder
            : throw new CakeException($"The working directory '{path}' does not exist.");
    }

    private static int Report(ICakeLog log, Exception exception)
    {
        var cause = Cause(exception);
        log.Error("Error: {0}", cause.Message);
        log.Debug("{0}", exception.ToString());
        return cause is CakeException { ExitCode: not 0 } withCode ? withCode.ExitCode : 1;
    }

    /// <summary>What really went wrong, out of the wrappings that the engine and tasks put around it.</summary>
    private static Exception Cause(Exception exception) => exception switch
    {
        CakeReportException { InnerException: { } inner } => Cause(inner),
        AggregateException { InnerExceptions: [var only] } => Cause(only),
        _ => exception,
    };
}
