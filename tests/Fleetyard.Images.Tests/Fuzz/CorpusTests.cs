using System.Diagnostics;
using Fleetyard.Fuzz;

namespace Fleetyard.Images.Tests.Fuzz;

/// <summary>No input of the corpus, and none that is made of one, crashes a reader, hangs it, or takes memory without bound.</summary>
/// <remarks>A process of its own reads, which the kernel can stop and the runtime can bound. <c>FLEETYARD_FUZZ_MUTATIONS</c> makes it long.</remarks>
internal sealed class CorpusTests
{
    private const string MutationsVariable = "FLEETYARD_FUZZ_MUTATIONS";

    /// <summary>The heap's limit of the reading process; seeds of bombs take some of it themselves.</summary>
    private const long MostMemory = 192 << 20;

    /// <summary>Processes end by themselves at an input that takes 10 s; this is for one that does not even do that.</summary>
    private static readonly TimeSpan MostTime = TimeSpan.FromMinutes(2);

    private static readonly string Corpus = Path.Combine(Repository.Root, "tests/Fleetyard.Images.Tests/Fuzz/corpus");

    private static IEnumerable<string> Names => Readers.All.Select(reader => reader.Name);

    [TestCaseSource(nameof(Names))]
    public async Task Every_input_and_what_is_made_of_it_is_answered(string reader)
    {
        var mutations = int.TryParse(Environment.GetEnvironmentVariable(MutationsVariable), out var wanted) ? wanted : 2;
        var done = await ReplayAsync(reader, mutations > 1000 ? Timeout.InfiniteTimeSpan : MostTime, $"--mutations={mutations}", $"--corpus={Corpus}");
        Assert.That(done.Code, Is.Zero, done.Output);
        Assert.That(done.Output, Does.Match($"{reader} answered [1-9][0-9]* inputs"));
        TestContext.Out.WriteLine(done.Output);
    }

    [Test]
    public async Task An_input_that_takes_too_long_ends_the_process_and_is_named_and_kept()
    {
        var findings = Directory.CreateTempSubdirectory("fleetyard-findings-");
        try
        {
            var done = await ReplayAsync("layer", MostTime, "--mutations=100", "--seconds=0", $"--findings={findings.FullName}");
            Assert.That(done.Code, Is.EqualTo(3));
            Assert.That(done.Output, Does.Match("layer: .*, mutation [0-9]+ of seed 1 took more than 0 s; it is kept as"));
            Assert.That(findings.GetFiles(), Has.Length.EqualTo(1));
        }
        finally
        {
            findings.Delete(recursive: true);
        }
    }

    /// <summary>A file that somebody puts there and no reader is given proves nothing.</summary>
    [Test]
    public void Every_folder_of_the_corpus_is_a_reader_s() =>
        Assert.That(Directory.GetDirectories(Corpus).Select(Path.GetFileName), Is.SubsetOf(Names));

    private static async Task<(int Code, string Output)> ReplayAsync(string reader, TimeSpan most, params string[] options)
    {
        using var process = Process.Start(new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Fuzz.dll"), "replay", reader, .. options])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["DOTNET_GCHeapHardLimit"] = MostMemory.ToString("x", System.Globalization.CultureInfo.InvariantCulture), ["DOTNET_gcServer"] = "0" },
        })!;
        using var end = new CancellationTokenSource(most);
        try
        {
            var (output, errors) = (process.StandardOutput.ReadToEndAsync(end.Token), process.StandardError.ReadToEndAsync(end.Token));
            await process.WaitForExitAsync(end.Token);
            return (process.ExitCode, await output + await errors);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"Reading the corpus of {reader} did not end within {most}.");
        }
    }
}
