using Fleetyard.EndToEnd.Kills;

namespace Fleetyard.EndToEnd;

/// <summary>An engine for all tests that do it no harm.</summary>
[SetUpFixture]
public sealed class SharedEngine
{
    private static readonly Lazy<OwnEngine> Started = new(() => new OwnEngine());

    internal static OwnEngine Engine => Started.Value;

    [OneTimeTearDown]
    public void End()
    {
        if (Started.IsValueCreated)
        {
            Started.Value.Dispose();
        }
    }
}
