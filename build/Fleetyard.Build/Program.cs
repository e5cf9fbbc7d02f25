using Cake.Frosting;
using Fleetyard.Build;
using Fleetyard.Build.Clouds;
using Fleetyard.Build.Doctor;
using Fleetyard.Build.Images;
using Fleetyard.Build.Options;
using Fleetyard.Build.Reports;
using Fleetyard.Build.Runs;
using Fleetyard.Fleets;
using Microsoft.Extensions.DependencyInjection;

var targets = new TargetList();
var commandLine = new CommandLine(args, targets.Names);
var configuredKeys = new ConfiguredKeys(commandLine.Working ?? Environment.CurrentDirectory, Environment.GetEnvironmentVariables());
if ((commandLine.Fault ?? configuredKeys.Fault) is { } fault)
{
    Console.Error.WriteLine($"Error: {fault}");
    return ExitCode.CouldNot;
}

using var output = new StandardOutput(commandLine.IsForMachine ?? configuredKeys.AreForMachine);
using var interrupt = new Interrupt();
await using var clouds = new CloudSource();
await using var runs = new RunSet(clouds, new FleetChain(TimeProvider.System), interrupt, commandLine.IsDryRun);
return new CakeHost()
    .UseContext<BuildContext>()
    .UseLifetime<BuildLifetime>()
    .UseTaskLifetime<TaskLogGroups>()
    .ConfigureServices(services => services.AddSingleton(targets).AddSingleton(output).AddSingleton(runs).AddSingleton(clouds)
        .AddSingleton(interrupt).AddSingleton<Holdings>().AddSingleton<FleetDeletion>().AddSingleton<HoldingsReport>().AddSingleton<PlanReport>().AddSingleton<PolicyReport>()
        .AddSingleton<Examination>().AddSingleton<DoctorReport>()
        .AddSingleton<ImageProgressView>().AddSingleton<ImageLook>().AddSingleton<ImageReportWriter>()
        .AddSingleton<ImageInspection>().AddSingleton<ImageComparison>().AddSingleton<ImageShell>().AddSingleton<ImageRecipeFile>())
    .Run(args);
