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
        var lines = new List<string> { "Targets, each with an example of its arguments:" };
        foreach (var type in targets.Types)
        {
            var example = type.GetCustomAttribute<TaskExampleAttribute>()?.Arguments;
            lines.Add($"  {TargetList.NameOf(type),-16} {type.GetCustomAttribute<TaskDescriptionAttribute>()?.Description}");
            lines.Add($"  {"",-16} ./build.sh --target={TargetList.NameOf(type)}{(example is null ? "" : " " + example)}");
        }

        lines.Add("Options, each also a key under [Fleetyard] in cake.config (AllowDirty=true) and an environment variable (CAKE_FLEETYARD_ALLOWDIRTY):");
        lines.AddRange(OptionCatalog.Fleetyard.Select(option => $"  {$"--{option.Name}{(option.Value is null ? "" : "=" + option.Value)}",-38} {option.Description}"));
        context.Log.Information("{0}", string.Join(System.Environment.NewLine, lines));
    }
}
