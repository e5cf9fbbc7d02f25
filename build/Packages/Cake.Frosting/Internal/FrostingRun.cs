using Cake.Cli;
using Cake.Core;
using Cake.Core.Configuration;
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
        log.Verbosity = command.Verbosity ?? Verbosity.Normal;
        try
        {
            if (command.Fault is { } fault)
            {
                throw new FrostingException(fault);
            }

            if (command.Has(FrostingOptions.Help) || command.Has(FrostingOptions.Version) || command.Has(FrostingOptions.Info))
            {
                return ShowAbout();
            }

            SetWorkingDirectory();
            log.Verbosity = provider.GetRequiredService<ICakeConfiguration>().GetVerbosity(command.Verbosity);
            InstallTools();
            return RunTargets();
        }
        catch (Exception e)
        {
            return Report(log, e);
        }
    }

    /// <remarks>Cake installs a tool while its files are being enumerated.</remarks>
    private void InstallTools()
    {
        foreach (var tool in provider.GetServices<ToolToInstall>())
        {
            _ = provider.GetRequiredService<IToolInstaller>().Install(tool.Package).Count();
        }
    }

    private int RunTargets()
    {
        var context = provider.GetRequiredService<IFrostingContext>();
        var engine = provider.GetRequiredService<ICakeEngine>();
        new TaskWiring(engine).Wire([.. provider.GetServices<IFrostingTask>()]);
        LifetimeWiring.Wire(engine, provider, context);

        var host = Host(engine, context);
        if (command.Has(FrostingOptions.Exclusive))
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
        if (command.Has(FrostingOptions.Description))
        {
            return new DescriptionScriptHost(engine, context, provider.GetRequiredService<IAnsiConsole>());
        }

        if (command.Has(FrostingOptions.Tree))
        {
            return new TreeScriptHost(engine, context, provider.GetRequiredService<IConsole>());
        }

        return command.Has(FrostingOptions.DryRun)
            ? new DryRunScriptHost<IFrostingContext>(engine, context, log)
            : new BuildScriptHost<IFrostingContext>(
                engine,
                provider.GetRequiredService<IExecutionStrategy>(),
                context,
                provider.GetRequiredService<ICakeReportPrinter>(),
                provider.GetRequiredService<ICakeConfiguration>(),
                log);
    }

    private int ShowAbout()
    {
        var console = provider.GetRequiredService<IConsole>();
        if (command.Has(FrostingOptions.Help))
        {
            console.WriteLine(Usage.Text);
        }
        else if (command.Has(FrostingOptions.Version))
        {
            new VersionFeature(new CakeVersionResolver()).Run(console);
        }
        else
        {
            new InfoFeature(new CakeVersionResolver()).Run(console);
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
            : throw new FrostingException($"The working directory '{path}' does not exist.");
    }

    /// <summary>The exit code of what went wrong; a failure never ends with 0.</summary>
    private static int Report(ICakeLog log, Exception exception) => log.LogException(Cause(exception)) is not 0 and var code ? code : 1;

    /// <summary>What really went wrong, out of the wrappings that the engine and tasks put around it.</summary>
    private static Exception Cause(Exception exception) => exception switch
    {
        CakeReportException { InnerException: { } inner } => Cause(inner),
        AggregateException { InnerExceptions: [var only] } => Cause(only),
        _ => exception,
    };
}
