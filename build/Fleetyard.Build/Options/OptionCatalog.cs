namespace Fleetyard.Build.Options;

/// <summary>Every option that Fleetyard knows beside Cake's own.</summary>
public static class OptionCatalog
{
    /// <summary>Fleetyard's own, in the order in which they are shown.</summary>
    public static IReadOnlyList<Option> Fleetyard { get; } =
    [
        new("recipe", "<name|glob|file>", "The recipes to work on, of fleets or of images; may be repeated. Default for fleets: ktls-debian-13-x86_64."),
        new("cloud", "local|aws", "local rehearses on this machine; aws is real. Default: local."),
        new("instances", "auto|docker|overlay|simulated", "What LocalCloud's instances are. Default: auto, the first that works here."),
        new("latency", "none|aws|<file>", "How long LocalCloud's pending states last. Default: none."),
        new("faults", "<file>", "What goes wrong in LocalCloud, as a YAML list of lines such as '- RunInstances/1/ResetAfter'. Default: nothing."),
        new("output", "<format>[:<file>]", "table or json; of images also markdown, html, cyclonedx, junit, sarif. What is not the table goes alone to stdout, or to a file; may be repeated. Default: table."),
        new("owner", "<name>", "Whom created resources are tagged with. Default: the user's name."),
        new("profile", "<name>", "The AWS profile to take credentials from. Default: the SDK's own chain."),
        new("artifacts", "<folder>", "Where runs and LocalCloud's state are kept. Default: artifacts."),
        new("source-ami", "<ami-id>", "The AMI to start from in this command, in place of the newest; its owner must be one of the recipe's source."),
        new("force", null, "Builds the AMI anew although one with the same fingerprint exists; for Cleanup: unfinished runs' instances too."),
        new("on-error", "cleanup|keep|ask", "What becomes of a failed run's instance; ask needs a terminal. Default: cleanup."),
        new("keep", null, "Short for --on-error=keep: the instance of a run that failed stays, to look at it."),
        new("regions", "all|<name,…>", "Where Status, Cleanup and DeleteFleet look, and where the caller of IamPolicy may: all that the account has, or these. Default: the recipes' regions and those of their earlier runs."),
        new("yes", null, "For Cleanup: removes what it otherwise only lists."),
        new("allow-dirty", null, "Lets --cloud=aws work from a tree with uncommitted changes."),
        new("allowed-accounts", "<id,…>", "Owner's guard: the only AWS accounts. The guard is what cake.config, the environment and the command line all allow: none widens another."),
        new("allowed-regions", "<glob,…>", "Owner's guard: the only regions, such as us-west-2,eu-*."),
        new("allowed-instance-types", "<glob,…>", "Owner's guard: the only instance types of AMIs' makers and fleets, such as c7i.*; a fleet without one goes by its compute type."),
        new("max-capacity", "<number>", "Owner's guard: how many machines a fleet may have at most."),
        new("image", "<name|glob|file>", "The images to look into: an engine's by name or glob, a file of docker save, an OCI layout, docker://… of a registry; may be repeated."),
        new("platform", "<os/arch>", "Which image of several platforms. Default: this machine's."),
        new("source", "auto|overlay2|container|save|…", "Forces how an image is read. Default: auto, the fastest safe way that works."),
        new("layers", null, "Tells which layer brought each file, even where the engine has to save the image for it."),
        new("allow-run", null, "Lets find run in a locked-down container of the image, for a quick first look."),
        new("no-cache", null, "Neither uses nor keeps the index of layers."),
        new("fail-on", "<kinds>", "Which findings make the exit code 2: missing, unexpected, version, machine, dangling. Default: all, if there is a recipe."),
        new("privileged", null, "For Shell: the container gets extended privileges."),
        new("filter", "<expression>", "For Test: which tests to run, in the syntax of dotnet test."),
        new("seed", "<seed>", "For Test: repeats the one trial or property's case that a failed test gave this seed for."),
    ];

    /// <summary>Cake's own, which every Frosting program takes.</summary>
    public static IReadOnlyList<string> Cake { get; } =
    [
        "target", "t", "working", "w", "verbosity", "v", "description", "descriptions", "showdescription", "tree", "showtree", "dryrun", "noop", "whatif", "exclusive", "e",
        "no-report", "version", "info", "help", "h",
    ];
}
