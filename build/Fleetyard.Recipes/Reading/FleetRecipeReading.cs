using Fleetyard.Yaml;

namespace Fleetyard.Recipes.Reading;

/// <summary>Turns the sections of a recipe file into a recipe; where a fault was told, what comes back is not used.</summary>
internal sealed class FleetRecipeReading(string file, ScriptFolder scripts)
{
    public Recipe? Read(Section root)
    {
        var name = root.Text("name", Rule.RecipeName, required: true);
        var description = root.Text("description", Rule.OneLine);
        var region = root.Text("region", Rules.Region, required: true);
        var rules = new RegionRules(region);
        var source = SourceReading.Read(root.Child("source", required: true));
        var instance = new InstanceReading(source, rules, scripts).Read(root.Child("instance", required: true));
        new RemoteReading(source).WarnOfMissingAgent(root.Child("source"), instance);
        var (dependencies, extraScripts) = DependenciesReading.Read(root.Child("dependencies"), scripts);
        var environment = EnvironmentReading.Read(root, instance);
        var nix = NixReading.Read(root.Child("nix", required: true), source);
        var ami = new AmiReading(rules).Read(root, root.Child("ami", required: true));
        var fleet = new FleetReading(source?.Architecture, rules).Read(root.Child("fleet", required: true), name);
        var regions = new RegionsReading(region, fleet, IsEncrypted(instance, ami)).Read(root);
        var verify = VerifyReading.Read(root);
        root.NoOthers();

        if (name is null || region is null || source is null || instance is null || nix is null || ami is null || fleet is null)
        {
            return null;
        }

        var stepScripts = new StepScripts(scripts).Of(dependencies, extraScripts, environment, nix, source.Architecture);
        return new Recipe
        {
            File = file,
            Name = name,
            Description = description ?? "",
            Region = region,
            Source = source,
            Instance = instance,
            Dependencies = dependencies,
            Environment = environment,
            Nix = nix,
            Ami = ami,
            Fleet = fleet,
            OtherRegions = regions,
            Verify = verify,
            Scripts = stepScripts,
            Fingerprint = Fingerprint.Of(source, instance, ami, stepScripts),
        };
    }

    /// <summary>An AMI's snapshots are encrypted where the volumes that they are of were.</summary>
    private static bool IsEncrypted(BuildInstance? instance, AmiSettings? ami) =>
        ami?.KmsKey is not null || instance?.RootVolume.KmsKey is not null || instance?.ExtraVolumes.Any(volume => volume.KmsKey is not null) == true;
}
