using System.Net;
using Amazon.Runtime;
using Fleetyard.Fleets.Tests.World;
using Fleetyard.Fleets.Waiting;
using Microsoft.Extensions.Time.Testing;

namespace Fleetyard.Fleets.Tests;

internal sealed class WaiterTests
{
    private readonly JumpingTime time = new();

    [Test]
    public async Task The_first_pauses_are_short_and_the_longest_about_ten_seconds_and_no_two_waits_are_in_step()
    {
        var asked = 0;
        await new Waiter(time).ForAsync("it", TimeSpan.FromHours(1), _ => Task.FromResult(++asked > 400 ? "there" : null), "wait.", CancellationToken.None);
        Assert.That(time.Pauses.Take(5), Is.All.InRange(TimeSpan.FromMilliseconds(18), TimeSpan.FromMilliseconds(22)));
        Assert.That(time.Pauses.Max(), Is.InRange(TimeSpan.FromSeconds(9), TimeSpan.FromSeconds(11)));
        Assert.That(time.Pauses.Take(20).Distinct().Count(), Is.GreaterThan(3));
        Assert.That(time.Pauses.TakeLast(20).Distinct().Count(), Is.GreaterThan(3));
    }

    [Test]
    public async Task A_pause_is_a_thirty_second_of_what_was_waited_give_or_take_a_tenth()
    {
        var asked = 0;
        await new Waiter(time).ForAsync("it", TimeSpan.FromHours(1), _ => Task.FromResult(++asked > 200 ? "there" : null), "wait.", CancellationToken.None);
        var waited = TimeSpan.Zero;
        var shares = new List<double>();
        foreach (var pause in time.Pauses)
        {
            if (waited > TimeSpan.FromSeconds(5))
            {
                shares.Add(pause / waited * 32);
            }

            waited += pause;
        }

        Assert.That(shares, Has.Count.GreaterThan(50).And.All.InRange(0.89, 1.11));
        Assert.That(shares.Select(share => Math.Round(share, 2)).Distinct().Count(), Is.GreaterThan(3), "runs side by side do not ask in step");
    }

    [Test]
    public void The_deadline_is_not_slept_past_and_the_message_says_what_to_do()
    {
        var asked = 0;
        Assert.That(
            async () => await new Waiter(time).ForAsync<string>("instance i-1 to run", TimeSpan.FromSeconds(30), _ => Task.FromResult<string?>(++asked > 0 ? null : ""), "look at it.", CancellationToken.None),
            Throws.InstanceOf<FleetException>().With.Message.EqualTo("Waited 0.5 minutes for instance i-1 to run in vain; look at it."));
        Assert.That(Waited, Is.EqualTo(30));
        Assert.That(asked, Is.EqualTo(time.Pauses.Count + 1), "asked once more at the deadline");
    }

    [Test]
    public void What_moves_is_waited_for_until_it_has_not_moved_for_as_long_as_the_deadline()
    {
        var asked = 0;
        Assert.That(
            async () => await new Waiter(time).ForAsync<string>("it", TimeSpan.FromMinutes(1), _ => Task.FromResult<string?>(++asked > 0 ? null : ""), () => "look at it.", () => $"{Math.Min((int)(Waited / 50), 9)}", CancellationToken.None),
            Throws.InstanceOf<WaitedInVainException>().With.Message.StartsWith("Waited 1 minutes for it in vain"));
        Assert.That(Waited, Is.InRange(9 * 50, (9 * 50) + 60 + 15));
    }

    [Test]
    public async Task A_deadline_that_passed_while_nobody_could_be_asked_is_not_told_before_one_was()
    {
        var asked = 0;
        var answer = await new Waiter(time).ForAsync<string>("it", TimeSpan.FromSeconds(30),
            _ => ++asked > 5 && Waited < 30 ? Task.FromResult<string?>(null) : Waited < 30 || asked % 4 != 0 ? Task.FromException<string?>(new HttpRequestException("no network")) : Task.FromResult<string?>("there"), "wait.", CancellationToken.None);
        Assert.That(answer, Is.EqualTo("there"));
    }

    [Test]
    public void Cancelling_ends_a_wait_in_the_middle_of_a_pause()
    {
        using var cancel = new CancellationTokenSource();
        var waiting = new Waiter(new FakeTimeProvider()).ForAsync<string>("it", TimeSpan.FromHours(1), _ => Task.FromResult<string?>(null), "wait.", cancel.Token);
        Assert.That(waiting.IsCompleted, Is.False);
        cancel.Cancel();
        Assert.That(async () => await waiting, Throws.InstanceOf<OperationCanceledException>());
    }

    [TestCase("ExpiredTokenException", "renew them")]
    [TestCase("RequestExpired", "renew them")]
    [TestCase("UnauthorizedOperation", "grant it")]
    [TestCase("AccessDeniedException", "grant it")]
    public void What_the_credentials_lack_ends_a_wait_at_once_and_says_what_to_do(string code, string todo)
    {
        Assert.That(
            async () => await Failing(new AmazonServiceException("no", ErrorType.Sender, code, "request-1", HttpStatusCode.BadRequest)),
            Throws.InstanceOf<FleetException>().With.Message.Contains(code).And.Message.Contains(todo).And.Message.Contains("it"));
        Assert.That(time.Pauses, Is.Empty);
    }

    [Test]
    public void A_fault_of_the_request_is_passed_on_at_once()
    {
        Assert.That(
            async () => await Failing(new AmazonServiceException("no", ErrorType.Sender, "ValidationError", "request-1", HttpStatusCode.BadRequest)),
            Throws.InstanceOf<AmazonServiceException>());
        Assert.That(time.Pauses, Is.Empty);
    }

    [Test]
    public async Task Failures_that_pass_do_not_end_a_wait()
    {
        Exception[] passing =
        [
            new AmazonServiceException("slow down", ErrorType.Sender, "RequestLimitExceeded", "1", HttpStatusCode.BadRequest),
            new AmazonServiceException("oops", ErrorType.Receiver, "InternalError", "2", HttpStatusCode.InternalServerError),
            new HttpRequestException("connection reset"),
            new TaskCanceledException("HttpClient's own timeout"),
        ];
        var asked = 0;
        var answer = await new Waiter(time).ForAsync<string>("it", TimeSpan.FromHours(1),
            _ => asked++ < 20 ? asked % 5 == 0 ? Task.FromResult<string?>(null) : Task.FromException<string?>(passing[asked % 4]) : Task.FromResult<string?>("there"), "wait.", CancellationToken.None);
        Assert.That(answer, Is.EqualTo("there"));
    }

    [Test]
    public void A_service_that_fails_ten_times_in_a_row_ends_a_wait()
    {
        Assert.That(async () => await Failing(new HttpRequestException("connection refused")),
            Throws.InstanceOf<FleetException>().With.Message.Contains("10 times in a row (connection refused)"));
        Assert.That(time.Pauses, Has.Count.EqualTo(9));
    }

    [Test]
    public void The_failure_of_the_service_that_ends_a_wait_is_told_with_its_code_and_request()
    {
        Assert.That(async () => await Failing(new AmazonServiceException("Oops.\nSorry.", ErrorType.Receiver, "InternalError", "request-1", HttpStatusCode.InternalServerError)),
            Throws.InstanceOf<FleetException>().With.Message.Contains("10 times in a row (InternalError: Oops. Sorry (request request-1))"));
    }

    /// <summary>In seconds, and as exact as the clock: a sum of fractions would not quite come to a deadline.</summary>
    private double Waited => time.Pauses.Aggregate(TimeSpan.Zero, (sum, pause) => sum + pause).TotalSeconds;

    private Task<string> Failing(Exception fault) =>
        new Waiter(time).ForAsync("it", TimeSpan.FromHours(1), _ => Task.FromException<string?>(fault), "wait.", CancellationToken.None);
}
