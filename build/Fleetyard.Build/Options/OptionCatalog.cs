namespace Fleetyard.Build.Options;

/// <summary>Every option that Fleetyard knows beside Cake's own.</summary>
public static class OptionCatalog
{
    /// <summary>Fleetyard's own, in the order in which they are shown.</summary>
    public static IReadOnlyList<Option> Fleetyard { get; } =
    [
        new("recipe", "<name|glob|file>", "The recipes to work on; may be repeated. Default: ktls-debian-13-x86_64."),
        new("cloud", "local|aws", "local rehearses on this machine; aws is real. Default: local."),
        new("instances", "auto|docker|overlay|simulated", "What LocalCloud's instances are. Default: auto, the first that works here."),
        new("latency", "none|aws|<file>", "How long LocalCloud's pending states last. Default: none."),
        new("output", "table|json", "json prints run.json's content, and nothing else, on stdout. Default: table."),
        new("owner", "<name>", "Whom created resources are tagged with. Default: the user's name."),
        new("profile", "<name>", "The AWS profile to take credentials from. Default: the SDK's own chain."),
        new("artifacts", "<folder>", "Where runs and LocalCloud's state are kept. Default: artifacts."),
        new("force", null, "Builds the AMI anew although one with the same fingerprint exists; for Cleanup: unfinished runs' instances too."),
        new("keep", null, "Keeps the instance of a run that failed, to look at it."),
        new("yes", null, "For Cleanup: removes what it otherwise only lists."),
        new("allow-dirty", null, "Lets --cloud=aws work from a tree with uncommitted changes."),
        new("filter", "<expression>", "For Test: which tests to run, in the syntax of dotnet test."),
    ];

    /// <summary>Cake's own, which every Frosting program takes.</summary>
    public static IReadOnlyList<string> Cake { get; } =
    [
        "target", "t", "working", "w", "verbosity", "v", "description", "descriptions", "showdescription", "tree", "showtree", "dryrun", "noop", "whatif", "exclusive", "e",
        "no-report", "version", "info", "help", "h",
    ];
}
