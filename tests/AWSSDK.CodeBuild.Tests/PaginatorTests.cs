using System.Text.Json;
using Amazon.CodeBuild.Model;
using Amazon.Runtime;

namespace Amazon.CodeBuild.Tests;

public sealed class PaginatorTests
{
    private static readonly Answer[] Pages =
        [new(200, """{"projects":["a","b"],"nextToken":"2"}"""), new(200, """{"nextToken":"3"}"""), new(200, """{"projects":["c"],"nextToken":""}""")];

    [Test]
    public async Task Every_page_is_asked_for_by_the_token_of_the_one_before()
    {
        await using var server = new Loopback(Pages);
        using var client = Clients.Of(server);

        var pages = new List<ListProjectsResponse>();
        await foreach (var page in client.Paginators.ListProjects(new() { SortOrder = SortOrderType.ASCENDING }).Responses)
        {
            pages.Add(page);
        }

        Assert.That(pages.Select(page => page.Projects?.Count), Is.EqualTo(new int?[] { 2, null, 1 }));
        Assert.That(server.Requests.Select(Token), Is.EqualTo(new[] { null, "2", "3" }));
        Assert.That(server.Requests.Select(request => request.Text), Has.All.Contain("\"sortOrder\":\"ASCENDING\""));
    }

    [Test]
    public async Task Items_of_all_pages_come_one_after_another()
    {
        await using var server = new Loopback(Pages);
        using var client = Clients.Of(server);

        Assert.That(await All(client.Paginators.ListProjects(new()).Projects), Is.EqualTo(new[] { "a", "b", "c" }));
    }

    [Test]
    public async Task Fleets_come_page_by_page_and_builds_by_their_ids()
    {
        await using var fleets = new Loopback(new Answer(200, """{"fleets":["arn:1"],"nextToken":"2"}"""), new Answer(200, """{"fleets":["arn:2"]}"""));
        await using var builds = new Loopback(new Answer(200, """{"ids":["p:1"],"nextToken":"2"}"""), new Answer(200, """{"ids":["p:2"]}"""));
        using var fleetClient = Clients.Of(fleets);
        using var buildClient = Clients.Of(builds);

        Assert.That((await All(fleetClient.Paginators.ListFleets(new()).Responses)).SelectMany(page => page.Fleets), Is.EqualTo(new[] { "arn:1", "arn:2" }));
        Assert.That(await All(buildClient.Paginators.ListBuildsForProject(new() { ProjectName = "p" }).Ids), Is.EqualTo(new[] { "p:1", "p:2" }));
    }

    [Test]
    public async Task Reading_goes_on_from_the_token_that_was_given_and_asks_no_further_than_is_read()
    {
        await using var server = new Loopback(Pages[1..]);
        using var client = Clients.Of(server);

        await foreach (var page in client.Paginators.ListProjects(new() { NextToken = "2" }).Responses)
        {
            break;
        }

        Assert.That(server.Requests.Select(Token), Is.EqualTo(new[] { "2" }));
    }

    [Test]
    public async Task Paginator_is_read_once()
    {
        await using var server = new Loopback(Pages);
        using var client = Clients.Of(server);
        var paginator = client.Paginators.ListProjects(new());

        await All(paginator.Projects);

        await Assert.CatchAsync<InvalidOperationException>(() => All(paginator.Responses));
    }

    [Test]
    public async Task Cancellation_ends_the_reading_between_two_pages()
    {
        await using var server = new Loopback(Pages);
        using var client = Clients.Of(server);
        using var cancel = new CancellationTokenSource();

        await Assert.CatchAsync<OperationCanceledException>(async () =>
        {
            await foreach (var page in client.Paginators.ListProjects(new()).Responses.WithCancellation(cancel.Token))
            {
                await cancel.CancelAsync();
            }
        });
        Assert.That(server.Requests, Has.Count.EqualTo(1));
    }

    private static string? Token(Received request)
    {
        using var body = JsonDocument.Parse(request.Text);
        return body.RootElement.TryGetProperty("nextToken", out var token) ? token.GetString() : null;
    }

    private static async Task<List<T>> All<T>(IPaginatedEnumerable<T> items)
    {
        var all = new List<T>();
        await foreach (var item in items)
        {
            all.Add(item);
        }

        return all;
    }
}
