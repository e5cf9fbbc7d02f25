namespace Fleetyard.Images.Tests.Hostile;

/// <summary>What guards the hostile tests is worth no more than its own.</summary>
internal sealed class BoundedTests
{
    private static readonly TimeSpan Soon = TimeSpan.FromMilliseconds(50);

    [Test]
    public void A_loop_that_looks_at_nothing_fails_its_test()
    {
        using var end = new ManualResetEventSlim();
        Assert.That(async () => await Bounded.Answer<int>(_ => throw Wait(end), Soon), Throws.TypeOf<TimeoutException>().With.Message.Contains("hangs"));
        end.Set();
    }

    [Test]
    public async Task Reading_that_looks_at_its_token_is_ended()
    {
        var ended = new TaskCompletionSource();
        Assert.That(
            async () => await Bounded.Answer(
                async token =>
                {
                    await using var _ = token.Register(ended.SetResult);
                    await Task.Delay(Timeout.Infinite, token);
                    return 0;
                },
                Soon),
            Throws.TypeOf<TimeoutException>());
        await ended.Task.WaitAsync(Bounded.Limit);
    }

    [Test]
    public async Task An_answer_and_a_refusal_come_through()
    {
        Assert.That(await Bounded.Answer(_ => Task.FromResult(7)), Is.EqualTo(7));
        Assert.That(async () => await Bounded.Answer<int>(_ => throw new ImageException("no")), Throws.TypeOf<ImageException>());
    }

    private static InvalidOperationException Wait(ManualResetEventSlim end)
    {
        end.Wait();
        return new InvalidOperationException("nobody waits any more");
    }
}
