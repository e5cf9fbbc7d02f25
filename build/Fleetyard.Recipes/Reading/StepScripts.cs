namespace Fleetyard.Recipes.Reading;

/// <summary>The scripts of each step, with what a recipe says in their environment.</summary>
internal sealed class StepScripts(ScriptFolder scripts)
{
    public RecipeScripts Of(Dependencies dependencies, IReadOnlyList<string> extra, ScriptEnvironment environment, NixSettings nix, Architecture architecture) => new()
    {
        InstallDeps =
        [
            scripts.Read("install-deps.sh",
                ("FLEETYARD_UPDATE", dependencies.Update ? "1" : "0"),
                ("FLEETYARD_PACKAGES", string.Join(' ', dependencies.Packages))),
            .. extra.Select(name => scripts.Read(name) with { Environment = environment.Values, Secrets = environment.Secrets }),
        ],
        ConfigureNix =
        [
            scripts.Read("install-nix.sh",
                ("FLEETYARD_NIX_FROM", nix.From == NixOrigin.Official ? "official" : "distribution"),
                ("FLEETYARD_NIX_VERSION", nix.Version ?? ""),
                ("FLEETYARD_NIX_SHA256", nix.Sha256.GetValueOrDefault(architecture) ?? "")),
            scripts.Read("configure-nix.sh", ("FLEETYARD_NIX_CONF", NixReading.Conf(nix))),
            scripts.Read("verify-nix.sh"),
            scripts.Read("reduce-store.sh"),
        ],
        SnapshotAmi = [scripts.Read("clean-up.sh"), Audit(environment), scripts.Read("close.sh")],
    };

    /// <summary>It looks for the secrets, too, wherever a script may have written one down.</summary>
    private RecipeScript Audit(ScriptEnvironment environment) => environment.Secrets.Count == 0
        ? scripts.Read("audit.sh")
        : scripts.Read("audit.sh", ("FLEETYARD_SECRETS", string.Join(' ', environment.Secrets.Keys))) with { Secrets = environment.Secrets };
}
