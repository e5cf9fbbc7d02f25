namespace Fleetyard.Recipes.Reading;

/// <summary>The settings of <c>nix.conf</c> that a recipe must not write itself: it has fields for them, or they take the guard off downloads.</summary>
/// <remarks>Source: the Nix manual, "nix.conf", with the aliases of older releases, which Nix still reads.</remarks>
internal static class NixReserved
{
    private const string Substituters = "use nix.substituters, each with url and publicKeys";
    private const string Signatures = "leave it out: signatures are always checked, by the publicKeys of nix.substituters";
    private const string Root = "leave it out: on the instance root alone builds and is trusted";
    private const string NoFile = "leave it out: a recipe's settings stand in the recipe itself, in nix.settings";

    private static readonly Dictionary<string, string> Settings = new(StringComparer.Ordinal)
    {
        ["experimental-features"] = "use nix.features",
        ["substituters"] = Substituters,
        ["trusted-substituters"] = Substituters,
        ["binary-caches"] = Substituters,
        ["trusted-binary-caches"] = Substituters,
        ["trusted-public-keys"] = Substituters,
        ["binary-cache-public-keys"] = Substituters,
        ["store"] = Substituters,
        ["accept-flake-config"] = Substituters,
        ["min-free"] = "use nix.minFree",
        ["max-free"] = "use nix.maxFree",
        ["require-sigs"] = Signatures,
        ["signed-binary-caches"] = Signatures,
        ["build-users-group"] = Root,
        ["trusted-users"] = Root,
        ["include"] = NoFile,
        ["!include"] = NoFile,
    };

    /// <summary>What to use in place of a reserved setting, in its <c>extra-</c> form too; null where the setting is free.</summary>
    public static string? Instead(string setting) =>
        Settings.GetValueOrDefault(setting.StartsWith("extra-", StringComparison.Ordinal) ? setting["extra-".Length..] : setting);
}
