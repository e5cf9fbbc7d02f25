using System.ComponentModel;
using System.Globalization;

namespace Fleetyard.Images.Engine;

/// <summary>The process that makes containers, as their labels name it, so that a later one knows whether it is still there.</summary>
/// <param name="Host">The machine, and on Linux the namespace of its process numbers.</param>
/// <param name="Process">The process's number.</param>
/// <param name="Started">When it started, in seconds since 1970: a number is given again.</param>
internal sealed record ContainerMaker(string Host, int Process, long Started)
{
    private const string HostLabel = "fleetyard.images.host";
    private const string ProcessLabel = "fleetyard.images.process";
    private const string StartedLabel = "fleetyard.images.started";

    /// <summary>A clock that is set moves the start of all processes by this much at most, in seconds.</summary>
    private const long Tolerance = 2;

    private static readonly string ThisHost = $"{Environment.MachineName} {(OperatingSystem.IsLinux() ? new FileInfo("/proc/self/ns/pid").LinkTarget : "")}".TrimEnd();

    /// <summary>This process.</summary>
    public static ContainerMaker Own { get; } = new(ThisHost, Environment.ProcessId, StartOf(Environment.ProcessId) ?? 0);

    /// <summary>Whether it is on this machine, so that one can tell whether it is there.</summary>
    public bool IsHere => Host == ThisHost;

    /// <summary>Whether it is there.</summary>
    public bool IsAlive => StartOf(Process) is { } started && Math.Abs(started - Started) <= Tolerance;

    public Dictionary<string, string> Labels => new()
    {
        [HostLabel] = Host,
        [ProcessLabel] = Process.ToString(CultureInfo.InvariantCulture),
        [StartedLabel] = Started.ToString(CultureInfo.InvariantCulture),
    };

    /// <summary>The maker that labels name; null if they name none.</summary>
    public static ContainerMaker? Of(IDictionary<string, string> labels) =>
        labels.TryGetValue(HostLabel, out var host)
        && labels.TryGetValue(ProcessLabel, out var number) && int.TryParse(number, CultureInfo.InvariantCulture, out var process)
        && labels.TryGetValue(StartedLabel, out var time) && long.TryParse(time, CultureInfo.InvariantCulture, out var started)
            ? new ContainerMaker(host, process, started)
            : null;

    private static long? StartOf(int number)
    {
        try
        {
            using var process = System.Diagnostics.Process.GetProcessById(number);
            return new DateTimeOffset(process.StartTime).ToUnixTimeSeconds();
        }
        catch (Exception fault) when (fault is ArgumentException or InvalidOperationException or Win32Exception)
        {
            return null;
        }
    }
}
