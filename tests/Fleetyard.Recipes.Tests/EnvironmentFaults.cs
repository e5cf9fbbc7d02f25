namespace Fleetyard.Recipes.Tests;

/// <summary>Environments of scripts that are not what a recipe may set.</summary>
internal static class EnvironmentFaults
{
    private const string Names = "(the name of an environment variable, not PATH, HOME, USER, LOGNAME, SHELL, IFS, ENV, BASH_ENV, PWD, LD_… or FLEETYARD_…)";

    public static IEnumerable<FaultySample> All()
    {
        foreach (var name in new[] { "PATH", "LD_PRELOAD", "FLEETYARD_UPDATE", "IFS", "BASH_ENV", "1A", "A-B", "$(id)", "A=B", "A B" })
        {
            yield return Of($"\"{name}\": x", $"2:15: environment has the key '{name}' {Names}");
        }

        yield return Of("A: \"two\\nlines\"", "2:18: environment.A is 'two�lines' (one line of at most 4096 characters)");
        yield return Of("A: [x]", "2:18: environment.A is a list (a text, or a mapping with secret)");
        yield return Of("A: null", "2:18: environment.A is a null of YAML; quote it: 'null' (one line of at most 4096 characters)");
        yield return Of("A: {}", "2:18: environment.A.secret is missing (the name of an environment variable)");
        yield return Of("A: {secret: \"$(id)\"}", "2:27: environment.A.secret is '$(id)' (the name of an environment variable)");
        yield return Of("A: {secret: [B]}", "2:27: environment.A.secret is a list (the name of an environment variable)");
        yield return Of("A: {secrets: B}", "2:18: environment.A.secret is missing (the name of an environment variable)\nsample.yml:2:19: 'secrets' is not a key of environment.A; the nearest is 'secret' (secret)");
        yield return new("description: A sample", "environment: [A]", "2:14: environment is not a mapping (keys with values; each key " + Names[1..]);
        yield return Of("A: {secret: B}", "2:14: environment.A is a secret, but instance.remote is ssm, which keeps what scripts are given in the account's history of commands (set instance.remote to ssh or ec2-instance-connect)", bySchema: false);
    }

    private static FaultySample Of(string entry, string fault, bool bySchema = true) => new("description: A sample", $"environment: {{{entry}}}", fault, bySchema);
}
