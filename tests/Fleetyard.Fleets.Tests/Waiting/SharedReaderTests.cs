using System.Collections.Concurrent;
using Fleetyard.Fleets.Tests.World;
using Fleetyard.Fleets.Waiting;
using Microsoft.Extensions.Time.Testing;

namespace Fleetyard.Fleets.Tests.Waiting;

/// <summary>What several wait for is asked for in one call.</summary>
internal sealed class SharedReaderTests
{
    private readonly FakeTimeProvider time = new();
    private readonly ConcurrentQueue<string> calls = new();
    private TaskCompletionSource? gate;
    private string state = "pending";

    [Test]
    public async Task Those_who_ask_while_a_call_is_under_way_are_answered_by_the_next_one_together()
    {
        gate = new();
        var reader = Reader();
        using var first = reader.Follow("a");
        var answers = new List<Task<string?>> { first.ReadAsync(CancellationToken.None) };
        using var second = reader.Follow("b");
        using var third = reader.Follow("c");
        answers.Add(second.ReadAsync(CancellationToken.None));
        answers.Add(third.ReadAsync(CancellationToken.None));
        gate.SetResult();
        Assert.That(await Task.WhenAll(answers), Is.EqualTo(new[] { "a is pending", "b is pending", "c is pending" }));
        Assert.That(calls, Is.EqualTo(new[] { "a", "a,b,c" }));
    }

    [Test]
    public async Task Who_asks_a_moment_after_another_takes_the_answer_that_came_with_it()
    {
        var reader = Reader();
        using var one = reader.Follow("a");
        using var other = reader.Follow("b");
        time.Advance(TimeSpan.FromSeconds(10));
        await one.ReadAsync(CancellationToken.None);
        time.Advance(TimeSpan.FromSeconds(4));
        Assert.That(await other.ReadAsync(CancellationToken.None), Is.EqualTo("b is pending"));
        Assert.That(calls, Is.EqualTo(new[] { "a,b" }));
    }

    [Test]
    public async Task An_answer_is_taken_once_and_not_when_it_is_older_than_half_the_time_since_it_was_asked_for()
    {
        var reader = Reader();
        using var one = reader.Follow("a");
        using var other = reader.Follow("b");
        time.Advance(TimeSpan.FromSeconds(10));
        await one.ReadAsync(CancellationToken.None);
        time.Advance(TimeSpan.FromSeconds(11));
        state = "running";
        Assert.That(await other.ReadAsync(CancellationToken.None), Is.EqualTo("b is running"), "11 of 21 seconds are too old");
        Assert.That(await other.ReadAsync(CancellationToken.None), Is.EqualTo("b is running"));
        Assert.That(calls, Has.Count.EqualTo(3), "no answer is given twice");
    }

    [Test]
    public async Task Who_begins_to_wait_is_not_answered_by_what_was_asked_before()
    {
        var reader = Reader();
        using var one = reader.Follow("a");
        await one.ReadAsync(CancellationToken.None);
        state = "stopping";
        using var again = reader.Follow("a");
        Assert.That(await again.ReadAsync(CancellationToken.None), Is.EqualTo("a is stopping"));
    }

    [Test]
    public async Task Who_waits_no_more_is_asked_for_no_more_and_a_call_takes_so_many_ids_at_most()
    {
        var reader = Reader(most: 2);
        var followed = "abcd".Select(letter => reader.Follow($"{letter}")).ToList();
        followed[1].Dispose();
        await followed[0].ReadAsync(CancellationToken.None);
        Assert.That(calls, Is.EquivalentTo(new[] { "a,c", "d" }));
    }

    [Test]
    public async Task A_fault_reaches_all_who_asked_and_the_next_call_is_a_new_one()
    {
        var reader = Reader();
        using var one = reader.Follow("a");
        using var other = reader.Follow("b");
        state = "fault";
        var asked = new[] { one.ReadAsync(CancellationToken.None), other.ReadAsync(CancellationToken.None) };
        foreach (var answer in asked)
        {
            Assert.That(async () => await answer, Throws.InstanceOf<HttpRequestException>());
        }

        state = "running";
        Assert.That(await one.ReadAsync(CancellationToken.None), Is.EqualTo("a is running"));
    }

    [Test]
    public async Task One_who_is_interrupted_does_not_end_the_call_that_others_wait_for()
    {
        gate = new();
        var reader = Reader();
        using var one = reader.Follow("a");
        using var other = reader.Follow("b");
        using var interrupt = new CancellationTokenSource();
        var interrupted = one.ReadAsync(interrupt.Token);
        var answered = other.ReadAsync(CancellationToken.None);
        await interrupt.CancelAsync();
        Assert.That(async () => await interrupted, Throws.InstanceOf<OperationCanceledException>());
        gate.SetResult();
        Assert.That(await answered, Is.EqualTo("b is pending"));
        Assert.That(calls, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task One_that_EC2_does_not_know_does_not_fail_the_others()
    {
        await using var yard = await Yard.OpenAsync();
        var state = await yard.CommandAsync("PrepareInstance", keep: true);
        var instances = new SharedReaders(yard.Clients, TimeProvider.System).Instances;
        using var gone = instances.Follow("i-00000000000000001");
        using var there = instances.Follow(state.InstanceId!);
        using var other = instances.Follow("i-00000000000000002");
        var before = yard.Calls("DescribeInstances").Count;
        var found = await Task.WhenAll(new[] { gone, there, other }.Select(one => one.ReadAsync(CancellationToken.None)));
        Assert.That(found.Select(instance => instance?.InstanceId), Is.EqualTo(new[] { null, state.InstanceId, null }));
        Assert.That(yard.Calls("DescribeInstances").Skip(before).Select(call => call.Status), Is.EqualTo(new[] { 400, 400, 200 }), "LocalCloud names one of them at a time");
    }

    [Test]
    public async Task Where_EC2_does_not_say_which_it_does_not_know_each_is_asked_for_alone()
    {
        await using var yard = await Yard.OpenAsync();
        var state = await yard.CommandAsync("PrepareInstance", keep: true);
        var instances = new SharedReaders(yard.Clients, TimeProvider.System).Instances;
        using var gone = instances.Follow("i-00000000000000001");
        using var there = instances.Follow(state.InstanceId!);
        yard.Wire.Refuse("DescribeInstances", "InvalidInstanceID.NotFound", "One of them does not exist");
        var found = await Task.WhenAll(new[] { gone, there }.Select(one => one.ReadAsync(CancellationToken.None)));
        Assert.That(found.Select(instance => instance?.InstanceId), Is.EqualTo(new[] { null, state.InstanceId }));
    }

    private SharedReader<string> Reader(int most = 100) => new(most, async ids =>
    {
        calls.Enqueue(string.Join(',', ids));
        if (gate is { } closed)
        {
            await closed.Task;
        }

        return state == "fault" ? throw new HttpRequestException("connection reset") : ids.ToDictionary(id => id, id => $"{id} is {state}");
    }, time);
}
