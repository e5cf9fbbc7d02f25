using System.Globalization;
using YamlDotNet.Core;
using YamlDotNet.Serialization;

namespace Fleetyard.LocalCloud;

/// <summary>How long LocalCloud's pending states last, by name, in seconds.</summary>
public sealed record Latencies
{
    private static readonly string[] Names =
    [
        "instance-pending", "ssm-online", "instance-stopping", "instance-terminating", "image-pending", "image-copying", "image-visible", "spot-interruption",
        "fleet-creating", "fleet-updating", "fleet-deleting", "build-queued", "eventual-consistency", "fleet-visible", "tags-visible",
    ];

    private readonly IReadOnlyDictionary<string, (double From, double To)> seconds;

    private Latencies(IReadOnlyDictionary<string, (double From, double To)> seconds) => this.seconds = seconds;

    /// <summary>No pending state lasts longer than its work.</summary>
    public static Latencies None { get; } = new(new Dictionary<string, (double, double)>());

    /// <summary>Roughly what AWS takes; estimates, not measurements.</summary>
    public static Latencies Aws { get; } = new(new Dictionary<string, (double, double)>
    {
        ["instance-pending"] = (10, 20),
        ["ssm-online"] = (15, 40),
        ["instance-stopping"] = (15, 40),
        ["instance-terminating"] = (20, 40),
        ["image-pending"] = (120, 300),
        ["image-copying"] = (180, 420),
        ["fleet-creating"] = (60, 180),
        ["fleet-updating"] = (30, 90),
        ["fleet-deleting"] = (60, 180),
        ["build-queued"] = (2, 10),
        ["eventual-consistency"] = (1, 2),
    });

    /// <summary>Whether the file says <c>throttling: aws</c>.</summary>
    internal bool Throttles { get; private init; }

    /// <summary>Reads a YAML file of <c>name: seconds</c> or <c>name: from-to</c>; what it does not name is zero. <c>throttling: aws</c> in it throttles requests as AWS does.</summary>
    /// <exception cref="LocalCloudException">The file is not there, or holds something else.</exception>
    public static Latencies Read(string path)
    {
        try
        {
            var read = new DeserializerBuilder().Build().Deserialize<Dictionary<string, string>?>(File.ReadAllText(path)) ?? [];
            var throttling = read.Remove("throttling", out var how) ? how : "none";
            if (throttling is not ("aws" or "none"))
            {
                throw new LocalCloudException($"latencies {path}: 'throttling' is '{throttling}'; use aws or none.");
            }

            return new(read.ToDictionary(entry => Known(path, entry.Key), entry => Range(path, entry.Key, entry.Value))) { Throttles = throttling == "aws" };
        }
        catch (YamlException fault)
        {
            throw new LocalCloudException($"latencies {path}:{fault.Start.Line}:{fault.Start.Column}: this is no YAML mapping of names to seconds; write lines such as 'image-pending: 120-300'.", fault);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new LocalCloudException($"latencies {path}: {fault.Message.ReplaceLineEndings(" ").TrimEnd('.')}; give a YAML file of name: seconds.", fault);
        }
    }

    /// <summary>Whether anything lasts by this name.</summary>
    internal bool Has(string name) => seconds.ContainsKey(name);

    internal TimeSpan this[string name] => seconds.TryGetValue(name, out var range)
        ? TimeSpan.FromSeconds(range.From + ((range.To - range.From) * Random.Shared.NextDouble()))
        : TimeSpan.Zero;

    private static string Known(string path, string name) => Names.Contains(name)
        ? name
        : throw new LocalCloudException($"latencies {path}: '{name}' is unknown; use one of {string.Join(", ", Names)}.");

    private static (double From, double To) Range(string path, string name, string value)
    {
        var ends = value.Split('-', 2, StringSplitOptions.TrimEntries);
        if (double.TryParse(ends[0], NumberStyles.Float, CultureInfo.InvariantCulture, out var from)
            && double.TryParse(ends[^1], NumberStyles.Float, CultureInfo.InvariantCulture, out var to)
            && from >= 0 && to >= from && to <= 86400)
        {
            return (from, to);
        }

        throw new LocalCloudException($"latencies {path}: '{name}' is '{value}'; give seconds from 0 to 86400, or a range such as 10-20.");
    }
}
