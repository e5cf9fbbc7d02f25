using System.Text.Json;
using Fleetyard.Fleets.Waiting;

namespace Fleetyard.Fleets.Tests.Waiting;

/// <summary>The states that end our waits, held against those of AWS's own waiters.</summary>
internal sealed class AwaitedStateTests
{
    private static readonly string Folder = Path.GetFullPath(Path.Combine(Repository.Root, "..", "shared", "aws-models"));

    private static IEnumerable<TestCaseData> States =>
    [
        new(AwaitedState.InstanceRunning, "ec2"),
        new(AwaitedState.InstanceStopped, "ec2"),
        new(AwaitedState.ImageAvailable, "ec2"),
        new(AwaitedState.SnapshotCompleted, "ec2"),
        new(AwaitedState.CommandExecuted, "ssm"),
    ];

    [TestCaseSource(nameof(States))]
    public void What_ends_AWSs_waiter_ends_ours_alike(AwaitedState state, string service)
    {
        var file = Path.Combine(Folder, $"{service}-waiters.json");
        if (!File.Exists(file))
        {
            Assert.Ignore($"AWS's waiters are not here: {file} is missing.");
        }

        using var model = JsonDocument.Parse(File.ReadAllText(file));
        var acceptors = model.RootElement.GetProperty("waiters").GetProperty(state.Waiter).GetProperty("acceptors").EnumerateArray()
            .Select(acceptor => (Matcher: acceptor.GetProperty("matcher").GetString()!, State: acceptor.GetProperty("state").GetString()!, Expected: acceptor.GetProperty("expected").ToString())).ToList();
        Assert.That(state.Reached, Is.EquivalentTo(Of("success")));
        Assert.That(state.Missed, Is.SupersetOf(Of("failure")));
        Assert.That(state.NotListed, Is.SupersetOf(acceptors.Where(acceptor => acceptor is { Matcher: "error", State: "retry" }).Select(acceptor => acceptor.Expected)));
        Assert.That(Of("retry").Select(state.Of), Is.All.Null);

        IEnumerable<string> Of(string outcome) => acceptors.Where(acceptor => acceptor.Matcher != "error" && acceptor.State == outcome).Select(acceptor => acceptor.Expected);
    }

    [TestCase("running", true)]
    [TestCase("stopped", false)]
    [TestCase("pending", null)]
    [TestCase(null, null)]
    public void A_wait_is_over_or_in_vain_or_goes_on(string? state, bool? over) => Assert.That(AwaitedState.InstanceRunning.Of(state), Is.EqualTo(over));
}
