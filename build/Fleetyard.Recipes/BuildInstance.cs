namespace Fleetyard.Recipes;

/// <summary>The EC2 instance that an AMI is made on.</summary>
public sealed record BuildInstance
{
    /// <summary>The instance types, such as <c>c7i.large</c>, in the order in which they are tried; at least one, all of the source's architecture.</summary>
    public required IReadOnlyList<string> Types { get; init; }

    /// <summary>The type that is tried first.</summary>
    public string Type => Types[0];

    /// <summary>Whether it is bought at a fixed price or out of spare capacity.</summary>
    public InstanceMarket Market { get; init; } = InstanceMarket.OnDemand;

    /// <summary>For <see cref="InstanceMarket.Spot"/>: the most to pay, in US dollars an hour; null for the on-demand price.</summary>
    public decimal? SpotMaxPrice { get; init; }

    /// <summary>Where it is launched.</summary>
    public InstancePlacement Placement { get; init; } = new();

    /// <summary>The root volume.</summary>
    public Volume RootVolume { get; init; } = new();

    /// <summary>Further volumes, which the AMI will have too.</summary>
    public IReadOnlyList<ExtraVolume> ExtraVolumes { get; init; } = [];

    /// <summary>A script of the recipe's own that cloud-init runs at the first boot, after Fleetyard's own part; null for none.</summary>
    public RecipeScript? UserData { get; init; }

    /// <summary>The name of the instance profile whose role lets SSM manage the instance; null where it is reached by SSH at its address and needs none.</summary>
    public string? InstanceProfile { get; init; }

    /// <summary>How commands reach the instance.</summary>
    public RemoteAccess Remote { get; init; } = RemoteAccess.Ssm;

    /// <summary>For SSH: as whom, by which route, from where and at which address.</summary>
    public SshSettings Ssh { get; init; } = new();

    /// <summary>Whether commands reach it through its SSM agent, by Run Command or as the other end of a session.</summary>
    public bool NeedsAgent => Remote == RemoteAccess.Ssm || Ssh.Through == SshRoute.SessionManager;

    /// <summary>The SSM agent to install at first boot, for AMIs that carry none (Debian's, Red Hat's); null where the AMI has it.</summary>
    public SsmAgent? SsmAgent { get; init; }
}

/// <summary>A pinned release of the SSM agent's package, taken from AWS's own bucket of the region.</summary>
/// <param name="Version">Such as <c>3.3.2299.0</c>.</param>
/// <param name="Sha256">The SHA-256 of the source architecture's package, 64 hexadecimal digits.</param>
public sealed record SsmAgent(string Version, string Sha256);

/// <summary>How an instance is bought.</summary>
public enum InstanceMarket
{
    /// <summary>At EC2's fixed price.</summary>
    OnDemand,

    /// <summary>Out of spare capacity; EC2 may take it back.</summary>
    Spot,
}
