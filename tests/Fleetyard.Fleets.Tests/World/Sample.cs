using Fleetyard.Recipes;

namespace Fleetyard.Fleets.Tests.World;

/// <summary>A small recipe, whose scripts the tests write.</summary>
internal static class Sample
{
    public const string Organization = "arn:aws:organizations::381491982620:organization/o-0412o99a4r";

    public static Recipe Recipe { get; } = new()
    {
        File = "recipes/fleets/sample.yml",
        Name = "sample",
        Region = "us-west-2",
        Source = new AmiSource { Provider = AmiProvider.Debian, Release = "13", Architecture = Architecture.X64 },
        Instance = new BuildInstance { Types = ["c7i.large"], RootVolume = new Volume { SizeGiB = 30 }, InstanceProfile = "builder" },
        Dependencies = new Dependencies(),
        Nix = new NixSettings { From = NixOrigin.Distribution },
        Ami = new AmiSettings { Name = "sample-{date}", OrganizationArn = Organization },
        Fleet = new FleetSettings { Name = "sample", Compute = new FleetCompute { Type = "CUSTOM_INSTANCE_TYPE", InstanceType = "c7i.large" }, ServiceRole = "arn:aws:iam::111122223333:role/fleet" },
        Scripts = new RecipeScripts { InstallDeps = [Script("echo installed", "deps.sh")], ConfigureNix = [Script("echo configured", "nix.sh")], SnapshotAmi = [Script("echo cleaned", "clean.sh")] },
        Fingerprint = new string('f', 64),
    };

    public const string EasternOrganization = "arn:aws:organizations::851725618577:organization/o-c6wcu152r1";

    public static OtherRegion East { get; } = new() { Region = "us-east-1", OrganizationArn = EasternOrganization, Fleet = Recipe.Fleet };

    public static Recipe InTwoRegions { get; } = Recipe with { OtherRegions = [East] };

    public static Recipe Reached(RemoteAccess remote, SshSettings? ssh = null) => Recipe with { Instance = Recipe.Instance with { Remote = remote, Ssh = ssh ?? new(), InstanceProfile = null } };

    /// <summary>By SSH through Session Manager, which takes an instance profile.</summary>
    public static Recipe Tunnelled(RemoteAccess remote = RemoteAccess.Ssh) => Recipe with { Instance = Recipe.Instance with { Remote = remote, Ssh = new() { Through = SshRoute.SessionManager } } };

    public static RecipeScript Script(string text, string name = "script.sh", TimeSpan? timeout = null) =>
        new(name, "#!/bin/sh\nset -eu\n" + text + "\n", new Dictionary<string, string>(), timeout ?? TimeSpan.FromMinutes(5));

    /// <summary>One of the repository's own scripts.</summary>
    public static RecipeScript Shipped(string name) =>
        new(name, File.ReadAllText(Path.Combine(Repository.Root, "recipes", "scripts", name)), new Dictionary<string, string>(), TimeSpan.FromMinutes(5));

    public static Recipe Installing(params RecipeScript[] scripts) => Recipe with { Scripts = Recipe.Scripts with { InstallDeps = scripts } };
}
