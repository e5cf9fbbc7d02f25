using System.Globalization;
using System.Text.RegularExpressions;
using Cake.Core;
using Fleetyard.Build.Options;

namespace Fleetyard.Build.Guard;

/// <summary>Reads the owner's limits from every place that may name one; none of them lifts what another says.</summary>
/// <remarks>A guard that an argument or a variable could widen would guard nothing. So these options do not follow Cake's precedence:
/// each place narrows what is allowed further.</remarks>
public sealed partial class GuardReader(ICakeContext context, ConfiguredKeys configured)
{
    private static readonly Dictionary<string, GuardKind> Kinds = new()
    {
        ["allowed-accounts"] = GuardKind.Accounts,
        ["allowed-regions"] = GuardKind.Regions,
        ["allowed-instance-types"] = GuardKind.InstanceTypes,
        ["max-capacity"] = GuardKind.Capacity,
    };

    /// <summary>The guard.</summary>
    /// <exception cref="CakeException">A limit is none; the message says where it stands.</exception>
    public OwnersGuard Read() => new([.. OptionCatalog.Fleetyard.Where(option => Kinds.ContainsKey(option.Name)).SelectMany(Limits)]);

    private IEnumerable<GuardLimit> Limits(Option option) => configured.Of(option)
        .Concat(Given(option.Name, $"--{option.Name}"))
        .Concat(Given($"Fleetyard_{option.ConfigurationKey}", $"--Fleetyard_{option.ConfigurationKey}"))
        .Select(found => Limit(Kinds[option.Name], found.Value, found.Place));

    private IEnumerable<(string Place, string Value)> Given(string argument, string place) =>
        context.Arguments.GetArguments(argument).Select(value => (place, value ?? ""));

    private static GuardLimit Limit(GuardKind kind, string value, string place)
    {
        var allowed = value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var fault = allowed.Length == 0 ? "names nothing"
            : allowed.FirstOrDefault(one => !IsSound(kind, one)) is { } wrong ? $"names '{wrong}'"
            : kind == GuardKind.Capacity && allowed.Length > 1 ? $"names {allowed.Length} numbers"
            : null;
        return fault is null
            ? new GuardLimit(kind, allowed, place)
            : throw new CakeException(ExitCode.CouldNot, $"{place} {fault}, which limits nothing; write {Wanted(kind)}.");
    }

    private static bool IsSound(GuardKind kind, string value) => kind switch
    {
        GuardKind.Accounts => Account().IsMatch(value),
        GuardKind.Regions => Region().IsMatch(value),
        GuardKind.InstanceTypes => Type().IsMatch(value),
        _ => int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0,
    };

    private static string Wanted(GuardKind kind) => kind switch
    {
        GuardKind.Accounts => "account ids of 12 digits, such as 111122223333",
        GuardKind.Regions => "regions or globs of them, such as us-west-2, eu-*",
        GuardKind.InstanceTypes => "instance types, CodeBuild's compute types or globs of them, such as c7i.*, BUILD_GENERAL1_LARGE",
        _ => "how many machines a fleet may have at most, such as 4",
    };

    [GeneratedRegex(@"^[0-9]{12}\z")]
    private static partial Regex Account();

    [GeneratedRegex(@"^[a-z0-9*?-]+\z")]
    private static partial Regex Region();

    [GeneratedRegex(@"^[A-Za-z0-9_.*?-]+\z")]
    private static partial Regex Type();
}
