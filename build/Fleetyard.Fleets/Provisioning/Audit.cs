using System.Globalization;
using Fleetyard.Fleets.Runs;

namespace Fleetyard.Fleets.Provisioning;

/// <summary>What a script says of an instance before its AMI is made: what it found there that no AMI must have, and that it looked at all.</summary>
internal sealed class Audit(FleetRun run)
{
    /// <summary>A script that found something ends with this exit code.</summary>
    public const int Found = 3;

    /// <summary>The fact that a script gives when it has looked.</summary>
    public const string Fact = "audit";

    private const string Prefix = "FLEETYARD_FINDING ";
    private const int MostInOneLine = 5;

    /// <summary>A script tells so many, and then how many more.</summary>
    private const int MostTold = 200;

    private readonly AllowedPaths allowed = new(run.Recipe.Ami.Allow);
    private readonly List<Finding> findings = [];

    /// <summary>Takes a line that tells of something found: its path, a tab, and what it is.</summary>
    /// <returns>Whether it was one.</returns>
    public bool Take(string line)
    {
        if (!line.StartsWith(Prefix, StringComparison.Ordinal))
        {
            return false;
        }

        var (path, why) = line[Prefix.Length..].Split('\t', 2) is [var first, var rest] ? (first, rest) : (line[Prefix.Length..], "something");
        var mask = new SecretMask(Secrets.Hidden(run));
        var finding = new Finding(mask.Next(path), mask.Next(why), allowed.Has(path));
        findings.Add(finding);
        run.Log.Say($"Found {finding}{(finding.Allowed ? " (ami.allow lets it be)" : "")}");
        return true;
    }

    /// <summary>Writes what was found to the run.</summary>
    public void End(string step)
    {
        if (findings.Count > 0)
        {
            run.Learn(step, state => state with { Findings = [.. state.Findings.Concat(findings).Distinct()] });
        }
    }

    /// <summary>Stops the run where something was found that the recipe does not allow.</summary>
    /// <exception cref="FleetException">It was; the message has the first few.</exception>
    public void Check(string script)
    {
        var refused = findings.Where(finding => !finding.Allowed).ToList();
        if (findings.Count == 0 || findings.Count < Told())
        {
            throw new FleetException($"{script} found something on {run.State.InstanceId} that must not be in an AMI, but not all that it is arrived; look at its log in {run.Folder}, and run the same command again.");
        }

        if (refused.Count > 0)
        {
            var more = refused.Count > MostInOneLine ? string.Create(CultureInfo.InvariantCulture, $"; and {refused.Count - MostInOneLine} more, in {Path.Combine(run.Folder, "run.json")}") : "";
            throw new FleetException($"{script} found on {run.State.InstanceId} what must not be in an AMI, so none is made of it: {string.Join("; ", refused.Take(MostInOneLine))}{more}; "
                + $"have a script of the recipe's dependencies remove it, or allow the path in ami.allow of {run.Recipe.File}, and run the same command again.");
        }
    }

    /// <summary>How much was found, as the script counted it.</summary>
    private int Told() => int.TryParse(run.State.Facts.GetValueOrDefault(Fact, "").Split(' ')[0], NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? Math.Min(count, MostTold) : 0;
}
