using System.Net;
using Amazon.CodeBuild.Model;
using Amazon.Runtime;

namespace Amazon.CodeBuild.Tests;

public sealed class AnswerTests
{
    [Test]
    public async Task Answer_is_read_with_its_times_constants_and_request_id()
    {
        await using var server = new Loopback(new Answer(200, """
            {"fleets":[{"arn":"a","created":1732412345.6789,"baseCapacity":2,"newMember":{"x":[1]},
             "status":{"statusCode":"ACTIVE","context":"NEWER_THAN_THE_LIST"}}]}
            """));
        using var client = Clients.Of(server);

        var answer = await client.BatchGetFleetsAsync(new() { Names = ["a"] });

        var fleet = answer.Fleets!.Single();
        Assert.Multiple(() =>
        {
            Assert.That(fleet.Created, Is.EqualTo(DateTime.UnixEpoch.AddMilliseconds(1732412345679)));
            Assert.That(fleet.Created!.Value.Kind, Is.EqualTo(DateTimeKind.Utc));
            Assert.That(fleet.LastModified, Is.Null);
            Assert.That(fleet.BaseCapacity, Is.EqualTo(2));
            Assert.That(fleet.Status!.StatusCode, Is.EqualTo(FleetStatusCode.ACTIVE));
            Assert.That(fleet.Status!.Context!.Value, Is.EqualTo("NEWER_THAN_THE_LIST"));
            Assert.That(answer.FleetsNotFound, Is.Null);
            Assert.That(answer.ResponseMetadata.RequestId, Is.EqualTo("11111111-2222-3333-4444-555555555555"));
        });
    }

    [TestCase("InvalidInputException", typeof(InvalidInputException))]
    [TestCase("ResourceNotFoundException", typeof(ResourceNotFoundException))]
    [TestCase("ResourceAlreadyExistsException", typeof(ResourceAlreadyExistsException))]
    [TestCase("AccountLimitExceededException", typeof(AccountLimitExceededException))]
    [TestCase("com.amazonaws.codebuild#InvalidInputException", typeof(InvalidInputException))]
    [TestCase("AccessDeniedException", typeof(AmazonCodeBuildException))]
    public async Task Error_has_its_own_type_and_keeps_message_and_request_id(string type, Type expected)
    {
        await using var server = new Loopback(new Answer(400, $$"""{"__type":"{{type}}","message":"Not like this"}""", "req-1"));
        using var client = Clients.Of(server);

        var error = (await Assert.CatchAsync<AmazonCodeBuildException>(() => client.ListFleetsAsync(new())))!;

        Assert.Multiple(() =>
        {
            Assert.That(error, Is.TypeOf(expected));
            Assert.That(error.Message, Does.Contain("Not like this"));
            Assert.That(error.RequestId, Is.EqualTo("req-1"));
            Assert.That(error.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
            Assert.That(error.ErrorCode, Is.EqualTo(type.Split('#')[^1]));
        });
    }

    [Test]
    public async Task Truncated_answer_is_an_error_and_no_half_answer()
    {
        await using var server = new Loopback(new Answer(200, """{"fleets":["arn:aws:codeb"""));
        using var client = Clients.Of(server);

        await Assert.CatchAsync<AmazonUnmarshallingException>(() => client.ListFleetsAsync(new()));
    }

    [TestCase(500, "{}")]
    [TestCase(503, "{}")]
    [TestCase(400, """{"__type":"ThrottlingException","message":"Rate exceeded"}""")]
    public async Task Passing_failure_is_tried_again(int status, string body)
    {
        await using var server = new Loopback(new Answer(status, body), new Answer(200, """{"fleets":["a"]}"""));
        using var client = Clients.Of(server, retries: 2);

        var answer = await client.ListFleetsAsync(new());

        Assert.That(answer.Fleets, Is.EqualTo(new[] { "a" }));
        Assert.That(server.Requests, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task Connection_that_was_reset_is_tried_again()
    {
        await using var server = new Loopback(new Answer(200, "") { Resets = true }, new Answer(200, "{}"));
        using var client = Clients.Of(server, retries: 2);

        await client.ListFleetsAsync(new());

        Assert.That(server.Requests, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task Invalid_input_is_not_tried_again()
    {
        await using var server = new Loopback(new Answer(400, """{"__type":"InvalidInputException","message":"No"}"""));
        using var client = Clients.Of(server, retries: 3);

        await Assert.CatchAsync<InvalidInputException>(() => client.ListFleetsAsync(new()));
        Assert.That(server.Requests, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Cancellation_ends_a_call_that_waits_for_its_answer()
    {
        await using var server = new Loopback(new Answer(200, "{}") { After = TimeSpan.FromMinutes(1) });
        using var client = Clients.Of(server);
        using var cancel = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));

        await Assert.CatchAsync<OperationCanceledException>(() => client.ListFleetsAsync(new(), cancel.Token));
    }
}
