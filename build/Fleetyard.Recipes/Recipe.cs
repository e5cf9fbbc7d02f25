namespace Fleetyard.Recipes;

/// <summary>A validated fleet recipe: all that decides one CodeBuild fleet, its AMI and the instance the AMI is made from.</summary>
public sealed record Recipe
{
    /// <summary>The file the recipe was read from, as the user named it.</summary>
    public required string File { get; init; }

    /// <summary>The recipe's name, unique among the recipes of a run; the fleet's name unless the fleet has its own.</summary>
    public required string Name { get; init; }

    /// <summary>What the fleet is for, in the author's words.</summary>
    public string Description { get; init; } = "";

    /// <summary>The AWS region that the AMI and the fleet live in, such as <c>us-west-2</c>.</summary>
    public required string Region { get; init; }

    /// <summary>The AMI to start from.</summary>
    public required AmiSource Source { get; init; }

    /// <summary>The instance that the AMI is made on.</summary>
    public required BuildInstance Instance { get; init; }

    /// <summary>What is installed on it.</summary>
    public required Dependencies Dependencies { get; init; }

    /// <summary>What its own scripts find in their environment.</summary>
    public ScriptEnvironment Environment { get; init; } = new();

    /// <summary>How Nix is installed and configured on it.</summary>
    public required NixSettings Nix { get; init; }

    /// <summary>What the AMI is called.</summary>
    public required AmiSettings Ami { get; init; }

    /// <summary>The fleet that runs on the AMI.</summary>
    public required FleetSettings Fleet { get; init; }

    /// <summary>Further regions that the AMI is copied to, each with a fleet of its own.</summary>
    public IReadOnlyList<OtherRegion> OtherRegions { get; init; } = [];

    /// <summary>The commands that show that the fleet works, in order.</summary>
    public IReadOnlyList<VerifyCommand> Verify { get; init; } = [];

    /// <summary>The scripts that run on the instance, by the step that runs them.</summary>
    public required RecipeScripts Scripts { get; init; }

    /// <summary>SHA-256, 64 lower-case hexadecimal digits, over everything that decides the AMI's content and nothing else.</summary>
    public required string Fingerprint { get; init; }
}
