using System.Net;
using Fleetyard.Fleets.Inventory;
using Fleetyard.Fleets.Runs;
using Fleetyard.Fleets.Tests.World;
using Fleetyard.Fleets.Waiting;
using static Fleetyard.Fleets.Tests.Ssh.SshYard;

namespace Fleetyard.Fleets.Tests.Ssh;

/// <summary>What an instance was reached with goes with it.</summary>
internal sealed class SshTakeDownTests
{
    [TestCase("CreateSecurityGroup")]
    [TestCase("ImportKeyPair")]
    public async Task What_was_never_answered_is_found_and_removed(string operation)
    {
        await using var yard = await OpenAsync(retries: 0);
        yard.Wire.Lose(operation);
        Assert.That(async () => await yard.CommandAsync("PrepareInstance"), Throws.Exception);
        Assert.That(yard.Calls(operation), Has.Count.EqualTo(1));
        await NothingIsLeftAsync(yard);
    }

    [Test]
    public async Task An_instance_whose_keys_are_lost_is_told_and_taken_down()
    {
        await using var yard = await OpenAsync();
        await LaunchedAsync(yard);
        File.Delete(KeyFiles(yard)[0]);
        Assert.That(async () => await yard.CommandAsync("PrepareInstance"), Throws.InstanceOf<FleetException>().With.Message.Contains("the keys that it was launched with are not in"));
        await NothingIsLeftAsync(yard);
    }

    [Test]
    public async Task A_group_that_an_instance_on_its_way_out_still_has_is_waited_for()
    {
        await using var yard = await OpenAsync();
        await LaunchedAsync(yard);
        yard.Wire.Answer("DeleteSecurityGroup", HttpStatusCode.BadRequest, Error("DependencyViolation"), times: 3);
        using (var run = yard.Begin())
        {
            await run.AbandonInstanceAsync(CancellationToken.None);
            Assert.That(run.State.Ssh, Is.Null);
        }

        await NothingIsLeftAsync(yard);
    }

    [Test]
    public async Task What_cannot_be_removed_is_told_and_Cleanup_removes_it()
    {
        await using var yard = await OpenAsync();
        await LaunchedAsync(yard);
        yard.Wire.Answer("DeleteSecurityGroup", HttpStatusCode.Forbidden, Error("UnauthorizedOperation"));
        using (var run = yard.Begin())
        {
            await run.AbandonInstanceAsync(CancellationToken.None);
        }

        Assert.That(yard.Log.Said, Does.Contain("Could not remove sg-").And.Contain("UnauthorizedOperation").And.Contain("--target=Cleanup"));
        Assert.That(await GroupsAsync(yard), Has.Count.EqualTo(1));
        Assert.That(await CleanUpAsync(yard), Is.Empty);
        await NothingIsLeftAsync(yard);
    }

    [Test]
    public async Task A_connection_that_breaks_is_told_and_does_not_keep_the_rest_from_being_removed()
    {
        await using var yard = await OpenAsync(retries: 0);
        await LaunchedAsync(yard);
        yard.Wire.Before = operation =>
        {
            if (operation == "DeleteKeyPair")
            {
                throw new IOException("The connection was reset.");
            }
        };
        using (var run = yard.Begin())
        {
            await run.AbandonInstanceAsync(CancellationToken.None);
        }

        yard.Wire.Before = _ => { };
        Assert.That(yard.Log.Said, Does.Contain("Could not remove fleetyard-").And.Contain("reset; ./build.sh --target=Cleanup removes it later"));
        Assert.That(await GroupsAsync(yard), Is.Empty);
        Assert.That(await CleanUpAsync(yard), Is.Empty);
        await NothingIsLeftAsync(yard);
    }

    [Test]
    public async Task Cleanup_takes_an_expired_instance_down_before_what_it_is_reached_with()
    {
        await using var yard = await OpenAsync();
        yard.Settings = yard.Settings with { Lifetime = TimeSpan.FromSeconds(-1) };
        await LaunchedAsync(yard);
        Assert.That(await CleanUpAsync(yard), Is.Empty);
        Assert.That(yard.Log.Said, Does.Match("(?s)Removed instance i-.*Removed securitygroup sg-.*Removed keypair key-"));
        Assert.That(await GroupsAsync(yard), Is.Empty);
        Assert.That(await PairsAsync(yard), Is.Empty);
    }

    /// <summary>Removes what may go, as the target Cleanup does.</summary>
    /// <returns>What could not be removed.</returns>
    private static async Task<IReadOnlyList<string>> CleanUpAsync(Yard yard)
    {
        var found = await new Survey(yard.Clients, yard.Recipe.Region).ReadAsync(CancellationToken.None);
        var runs = new RunStore(yard.Runs, TimeProvider.System).States(yard.Settings.Cloud, yard.Log).ToDictionary(state => state.RunId, state => state.InstanceId);
        return await new Cleanup(yard.Clients, yard.Log, new Waiter(TimeProvider.System)).RunAsync(Verdict.Of(found, yard.Settings.Owner, runs, DateTimeOffset.UtcNow), CancellationToken.None);
    }
}
