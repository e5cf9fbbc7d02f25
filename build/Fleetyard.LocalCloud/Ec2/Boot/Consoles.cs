using System.Collections.Concurrent;
using System.Text;
using Fleetyard.LocalCloud.Instances;
using Fleetyard.LocalCloud.State;

namespace Fleetyard.LocalCloud.Ec2.Boot;

/// <summary>What instances say while they boot; in memory until a boot ends, so that no piece of it costs a write.</summary>
internal sealed class Consoles(Cloud cloud)
{
    /// <summary>GetConsoleOutput gives the last 64 KB.</summary>
    private const int MostBytes = 64 * 1024;

    private readonly ConcurrentDictionary<string, ConsoleDocument> open = new();

    public void Append(string instanceId, OutputChunk chunk) => Append(instanceId, chunk.Text);

    /// <summary>A line of LocalCloud's own.</summary>
    public void Say(string instanceId, string line) => Append(instanceId, $"LocalCloud: {line}\n");

    /// <summary>What an instance has said so far; null where it said nothing.</summary>
    public ConsoleDocument? Of(string instanceId) => open.GetValueOrDefault(instanceId) ?? cloud.Store.Get<ConsoleDocument>(instanceId);

    /// <summary>Writes down what an instance said.</summary>
    public void Keep(string instanceId)
    {
        if (open.TryGetValue(instanceId, out var console))
        {
            cloud.Store.Put(instanceId, console);
            open.TryRemove(instanceId, out _);
        }
    }

    private void Append(string instanceId, string text) => open.AddOrUpdate(
        instanceId,
        id => new(Last((cloud.Store.Get<ConsoleDocument>(id)?.Text ?? "") + text), cloud.Now),
        (_, before) => new(Last(before.Text + text), cloud.Now));

    private static string Last(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        return bytes.Length <= MostBytes ? text : Encoding.UTF8.GetString(bytes.AsSpan(bytes.Length - MostBytes));
    }
}
