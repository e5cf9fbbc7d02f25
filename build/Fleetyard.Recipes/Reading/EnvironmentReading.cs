using Fleetyard.Yaml;

namespace Fleetyard.Recipes.Reading;

/// <summary>Reads a recipe's <c>environment</c>: what its own scripts are told, and which secrets.</summary>
internal static class EnvironmentReading
{
    private const string Key = "environment";

    public static ScriptEnvironment Read(Section root, BuildInstance? instance)
    {
        var (values, secrets) = (new SortedDictionary<string, string>(StringComparer.Ordinal), new SortedDictionary<string, string>(StringComparer.Ordinal));
        foreach (var (name, text, section) in root.Values(Key, Rules.VariableOfScripts, Rules.VariableValue, "a text, or a mapping with secret", most: 100))
        {
            if (section is null)
            {
                values[name] = text!;
            }
            else if (section.Text("secret", Rules.Variable, required: true) is { } from)
            {
                secrets[name] = from;
            }

            section?.NoOthers();
        }

        if (secrets.Count > 0 && instance is { Remote: RemoteAccess.Ssm })
        {
            root.Fault(Key, $"{Key}.{secrets.Keys.First()} is a secret, but instance.remote is ssm, which keeps what scripts are given in the account's history of commands (set instance.remote to ssh or ec2-instance-connect)");
        }

        return new ScriptEnvironment { Values = values, Secrets = secrets };
    }
}
