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
        var source = SourceReading.Read(root.Child("source", required: true));
        var instance = Instance(root.Child("instance", required: true), source);
        SourceReading.WarnOfMissingAgent(root.Child("source"), source, instance);
        var (dependencies, extraScripts) = Dependencies(root.Child("dependencies"));
        var nix = NixReading.Read(root.Child("nix", required: true), source);
        var ami = Ami(root, root.Child("ami", required: true), region);
        var fleet = new FleetReading(source?.Architecture).Read(root.Child("fleet", required: true), name);
        var verify = Verify(root).ToList();
        root.NoOthers();

        if (name is null || region is null || source is null || instance is null || nix is null || ami is null || fleet is null)
        {
            return null;
        }

        var recipeScripts = Scripts(dependencies, extraScripts, nix, source.Architecture);
        return new Recipe
        {
            File = file,
            Name = name,
            Description = description ?? "",
            Region = region,
            Source = source,
            Instance = instance,
            Dependencies = dependencies,
            Nix = nix,
            Ami = ami,
            Fleet = fleet,
            Verify = verify,
            Scripts = recipeScripts,
            Fingerprint = Fingerprint.Of(source, instance, recipeScripts),
        };
    }

    private static BuildInstance? Instance(Section? section, AmiSource? source)
    {
        if (section is null)
        {
            return null;
        }

        var type = section.Text("type", Rules.InstanceType, required: true);
        var volume = section.Child("volume");
        var size = volume?.Number("sizeGiB", 1, 65536);
        var volumeType = volume?.Text("type", Rules.VolumeType);
        volume?.NoOthers();
        var profile = section.Text("profile", Rules.InstanceProfile, required: true);
        var subnet = section.Text("subnet", Rules.Subnet);
        var groups = section.Texts("securityGroups", Rules.SecurityGroup, most: 5);
        section.Choice("remote", new Dictionary<string, RemoteAccess> { ["ssm"] = RemoteAccess.Ssm });
        var agent = section.Child("ssmAgent");
        var agentVersion = agent?.Text("version", Rules.Version, required: true);
        var agentHash = agent?.Text("sha256", Rules.Sha256, required: true);
        agent?.NoOthers();
        section.NoOthers();

        if (type is not null && source is not null && InstanceTypes.ArchitectureOf(type) != source.Architecture)
        {
            section.Fault("type", $"instance.type is '{type}', which does not have the source's architecture (an {SourceReading.Shown(source.Architecture)} type)");
        }

        return type is null ? null : new BuildInstance
        {
            Types = [type],
            RootVolume = new Volume { SizeGiB = (int?)size, Type = volumeType ?? "gp3" },
            InstanceProfile = profile,
            Placement = new InstancePlacement { SubnetIds = subnet is null ? [] : [subnet], SecurityGroupIds = groups },
            SsmAgent = agentVersion is not null && agentHash is not null ? new(agentVersion, agentHash) : null,
        };
    }

    private (Dependencies Dependencies, IReadOnlyList<string> Scripts) Dependencies(Section? section)
    {
        if (section is null)
        {
            return (new Dependencies(), []);
        }

        var update = section.Flag("update");
        var packages = section.Texts("packages", Rules.Package);
        var extra = section.Texts("scripts", scripts.Name);
        section.NoOthers();
        return (new Dependencies { Update = update ?? true, Packages = packages }, extra);
    }

    private static AmiSettings? Ami(Section root, Section? section, string? region)
    {
        if (section is null)
        {
            return null;
        }

        var name = section.Text("name", Rules.AmiName, required: true);
        var description = section.Text("description", Rule.OneLine);
        var organization = section.Text("organization", Rules.OrganizationArn);
        var tags = section.Map("tags", Rules.TagKey, Rules.TagValue, most: 40);
        section.NoOthers();

        if (organization is null && !section.Has("organization") && region is not null && !CodeBuildOrganizations.Arns.TryGetValue(region, out organization))
        {
            root.Fault("region", $"region is '{region}', for which no organization of CodeBuild is known; set ami.organization to its ARN "
                + $"({string.Join(", ", CodeBuildOrganizations.Arns.Keys)})");
        }

        return name is null || organization is null
            ? null
            : new AmiSettings { Name = name, Description = description ?? "", OrganizationArn = organization, Tags = tags };
    }

    private static IEnumerable<VerifyCommand> Verify(Section root)
    {
        foreach (var (text, section) in root.Entries("verify", "a command, or a mapping with run", most: 100, Rules.Command))
        {
            var run = section is null ? text : section.Text("run", Rules.Command, required: true);
            var needs = section?.Text("needs", Rule.Matching("kernel", "kernel"));
            section?.NoOthers();
            if (run is not null)
            {
                yield return new VerifyCommand(run, needs == "kernel");
            }
        }
    }

    private RecipeScripts Scripts(Dependencies dependencies, IReadOnlyList<string> extra, NixSettings nix, Architecture architecture) => new()
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
        SnapshotAmi = [scripts.Read("clean-up.sh")],
    };
}
