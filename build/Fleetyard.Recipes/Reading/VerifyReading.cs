using Fleetyard.Yaml;

namespace Fleetyard.Recipes.Reading;

/// <summary>Reads the commands of a recipe's <c>verify</c>.</summary>
internal static class VerifyReading
{
    public static IReadOnlyList<VerifyCommand> Read(Section root)
    {
        var commands = new List<VerifyCommand>();
        foreach (var (text, section) in root.Entries("verify", "a command, or a mapping with run", most: 100, Rules.Command))
        {
            var run = section is null ? text : section.Text("run", Rules.Command, required: true);
            var needs = section?.Text("needs", Rule.Matching("kernel", "kernel"));
            section?.NoOthers();
            if (run is not null)
            {
                commands.Add(new VerifyCommand(run, needs == "kernel"));
            }
        }

        return commands;
    }
}
