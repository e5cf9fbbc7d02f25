using System.Text;
using Fleetyard.Yaml;

namespace Fleetyard.Recipes.Reading;

/// <summary>The scripts that recipes run, each a file of one folder.</summary>
internal sealed class ScriptFolder(string folder)
{
    private const int MostUserData = 12 * 1024;

    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(30);

    /// <summary>The name of one of the folder's scripts.</summary>
    public Rule Name => Rules.Script with
    {
        Accepts = name => Rules.Script.Accepts(name) && Has(name),
        Reason = name => Rules.Script.Accepts(name) ? Missing(name) : null,
    };

    /// <summary>The name of one of the folder's scripts that cloud-init can run at the first boot.</summary>
    public Rule UserData => Name with
    {
        Accepts = name => Name.Accepts(name) && WhyNoUserData(name) is null,
        Reason = name => Name.Accepts(name) ? WhyNoUserData(name) : Name.Reason(name),
    };

    public RecipeScript Read(string name, params (string Name, string Value)[] environment) =>
        new(name, File.ReadAllText(Path.Combine(folder, name)), environment.ToDictionary(variable => variable.Name, variable => variable.Value), Timeout);

    /// <remarks>Source of EC2's 16 KB: "Run commands when you launch an EC2 instance with user data input" of its User Guide; the rest is for Fleetyard's own part.</remarks>
    private string? WhyNoUserData(string name)
    {
        var bytes = Encoding.UTF8.GetBytes(Read(name).Content.ReplaceLineEndings("\n"));
        if (bytes.Length > MostUserData)
        {
            return $"it has {bytes.Length} bytes; at most {MostUserData}, for EC2 takes 16 KB of user data with Fleetyard's own part";
        }

        return bytes is [(byte)'#', (byte)'!', ..] ? null : "its first line names no interpreter; begin it with #!, such as #!/bin/sh";
    }

    private bool Has(string name) => File.Exists(Path.Combine(folder, name));

    private string Missing(string name)
    {
        var names = Directory.Exists(folder) ? Directory.EnumerateFiles(folder, "*.sh").Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal).ToList() : [];
        return Nearest.TryTo(name, names, out var nearest)
            ? $"recipes/scripts has no such file; the nearest is '{nearest}'"
            : $"recipes/scripts has no such file; it holds {string.Join(", ", names)}";
    }
}
