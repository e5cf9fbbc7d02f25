using System.Reflection;
using Cake.Core.Diagnostics;
using Cake.Frosting;
using Fleetyard.Build.Options;

namespace Fleetyard.Build.Tasks;

/// <summary>Prints every target and every option; changes nothing.</summary>
[TaskName("Default")]
[TaskDescription("Prints every target, every option and an example.")]
public sealed class DefaultTask(TargetList targets) : FrostingTask<BuildContext>
{
    /// <inheritdoc/>
    public override void Run(BuildContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var lines = new List<string> { "Targets, each as ./build.sh --target=<name>:" };
        lines.AddRange(targets.Types.Select(type => $"  {TargetList.NameOf(type),-16} {type.GetCustomAttribute<TaskDescriptionAttribute>()?.Description}"));
        lines.Add("Options, each also a key under [Fleetyard] in cake.config and an environment variable:");
        lines.AddRange(OptionCatalog.Fleetyard.Select(option => $"  {$"--{option.Name}{(option.Value is null ? "" : "=" + option.Value)}",-46} {option.Description}"));
        lines.Add("Example: ./build.sh --target=CreateFleet --recipe=ktls-debian-13-x86_64");
        context.Log.Information("{0}", string.Join(System.Environment.NewLine, lines));
    }
}
