namespace Cake.Frosting.Internal;

/// <summary>The options that every Frosting program knows, under each of their spellings.</summary>
internal static class FrostingOptions
{
    public const string Target = "target";
    public const string Working = "working";
    public const string Verbosity = "verbosity";
    public const string Description = "description";
    public const string Tree = "tree";
    public const string DryRun = "dryrun";
    public const string Exclusive = "exclusive";
    public const string NoReport = "no-report";
    public const string Version = "version";
    public const string Info = "info";
    public const string Help = "help";

    private static readonly Dictionary<string, string> Spellings = new(StringComparer.OrdinalIgnoreCase)
    {
        ["target"] = Target,
        ["t"] = Target,
        ["working"] = Working,
        ["w"] = Working,
        ["verbosity"] = Verbosity,
        ["v"] = Verbosity,
        ["description"] = Description,
        ["descriptions"] = Description,
        ["showdescription"] = Description,
        ["tree"] = Tree,
        ["showtree"] = Tree,
        ["dryrun"] = DryRun,
        ["noop"] = DryRun,
        ["whatif"] = DryRun,
        ["exclusive"] = Exclusive,
        ["e"] = Exclusive,
        ["no-report"] = NoReport,
        ["version"] = Version,
        ["info"] = Info,
        ["help"] = Help,
        ["h"] = Help,
    };

    /// <summary>The option that is spelled so, or null where it belongs to the build.</summary>
    public static string? Find(string spelling) => Spellings.GetValueOrDefault(spelling);

    public static bool TakesValue(string option) => option is Target or Working or Verbosity;
}
