namespace Fleetyard.Recipes.Reading;

/// <summary>The scripts of each step, with what a recipe says in their environment.</summary>
internal sealed class StepScripts(ScriptFolder scripts)
{
    public RecipeScripts Of(Dependencies dependencies, IReadOnlyList<string> extra, NixSettings nix, Architecture architecture) => new()
    {
        InstallDeps =
        [
            scripts.Read("install-deps.sh",
                ("FLEETYARD_UPDATE", dependencies.Update ? "1" : "0"),
                ("FLEETYARD_PACKAGES", string.Join(' ', dependencies.Packages))),
            .. extra.Select(name => scripts.Read(name)),
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
        SnapshotAmi = [scripts.Read("clean-up.sh"), scripts.Read("audit.sh"), scripts.Read("close.sh")],
    };
}
