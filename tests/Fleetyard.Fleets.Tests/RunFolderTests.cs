using Fleetyard.Fleets.Runs;
using Fleetyard.Fleets.Tests.World;
using Microsoft.Extensions.Time.Testing;

namespace Fleetyard.Fleets.Tests;

/// <summary>Tests of runs in a folder of their own, on a clock that stands still.</summary>
internal abstract class RunFolderTests : IDisposable
{
    private protected readonly string folder = Directory.CreateTempSubdirectory("runs-").FullName;
    private protected readonly FakeTimeProvider time = new(new DateTimeOffset(2026, 11, 24, 10, 15, 0, TimeSpan.Zero));

    public void Dispose()
    {
        Directory.Delete(folder, recursive: true);
        GC.SuppressFinalize(this);
    }

    private protected static RunSettings Settings(bool force = false, string cloud = "local/tests") => new() { Cloud = cloud, Owner = "tests", Force = force };

    private protected string Journal() => Directory.GetFiles(folder, "journal.jsonl", SearchOption.AllDirectories).Single();

    private protected RunStore Store(string runs) => new(runs, time);

    private protected FleetRun Open(bool force = false) => Store(folder).Open(Sample.Recipe, Settings(force), null!, new RecordingLog());
}
