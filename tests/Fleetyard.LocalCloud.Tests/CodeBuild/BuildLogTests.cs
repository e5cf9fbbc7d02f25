using Amazon.CloudWatchLogs.Model;
using Amazon.CodeBuild;
using Fleetyard.LocalCloud.Instances;
using Microsoft.Data.Sqlite;

namespace Fleetyard.LocalCloud.Tests.CodeBuild;

internal sealed class BuildLogTests
{
    private const string Buildspec = "version: 0.2\nphases: {build: {commands: [one]}}";
    private readonly string folder = Path.Combine(Path.GetTempPath(), "localcloud-" + Guid.NewGuid());

    [TearDown]
    public void RemoveState() => Directory.Delete(folder, true);

    [Test]
    public async Task Lines_are_whole_whatever_pieces_they_came_in()
    {
        await using var cloud = await StartAsync(output =>
        {
            output(new("on", false));
            output(new("err\n", true));
            output(new("e\ntwo\n\nla", false));
            output(new("st", false));
        });
        Assert.That(await cloud.OutputAsync(await cloud.BuildAsync(Buildspec)), Is.EqualTo(new[] { "err", "one", "two", "", "last" }));
    }

    [Test]
    public async Task Tokens_lead_through_a_log_in_both_directions_and_come_back_at_its_ends()
    {
        await using var cloud = await StartAsync(output => output(new(string.Concat(Enumerable.Range(1, 25).Select(number => $"line {number}\n")), false)));
        var build = await cloud.BuildAsync(Buildspec);
        var whole = await cloud.LogAsync(build);

        async Task<GetLogEventsResponse> GetAsync(string? token, bool? fromHead) => await cloud.Logs.GetLogEventsAsync(
            new() { LogGroupName = build.Logs!.GroupName, LogStreamName = build.Logs.StreamName, Limit = 10, NextToken = token, StartFromHead = fromHead });
        static IEnumerable<string> Lines(GetLogEventsResponse page) => page.Events.Select(line => line.Message!.TrimEnd('\n'));

        var head = await GetAsync(null, true);
        var second = await GetAsync(head.NextForwardToken, true);
        Assert.That(Lines(head).Concat(Lines(second)), Is.EqualTo(whole.Take(20)));
        Assert.That(Lines(await GetAsync(second.NextBackwardToken, null)), Is.EqualTo(whole.Take(10)));

        var last = await GetAsync(null, null);
        Assert.That(Lines(last), Is.EqualTo(whole.TakeLast(10)), "without startFromHead the last come first");
        var end = await GetAsync(last.NextForwardToken, null);
        Assert.That((end.Events.Count, end.NextForwardToken), Is.EqualTo((0, last.NextForwardToken)));
        var start = await GetAsync(head.NextBackwardToken, null);
        Assert.That((start.Events.Count, start.NextBackwardToken), Is.EqualTo((0, head.NextBackwardToken)));
        Assert.That(async () => await GetAsync("x", null), Throws.InstanceOf<InvalidParameterException>());
    }

    [Test]
    public async Task Lines_that_cannot_be_written_are_told_to_whoever_asks_next()
    {
        await using var cloud = await StartAsync(output =>
        {
            using var state = new SqliteConnection($"Data Source={Path.Combine(folder, "state.db")};Pooling=False");
            state.Open();
            using var broken = state.CreateCommand();
            broken.CommandText = "DROP TABLE log_lines";
            broken.ExecuteNonQuery();
            output(new("lost\n", false));
        });
        var started = await cloud.CodeBuild.StartBuildAsync(new() { ProjectName = await cloud.ProjectAsync(Buildspec) });
        string? told = null;
        await Server.UntilAsync(async () =>
        {
            try
            {
                await cloud.AskAsync(started.Build!.Id!);
            }
            catch (AmazonCodeBuildException fault)
            {
                told = fault.Message;
            }

            return told is not null;
        });
        Assert.That(told, Does.StartWith($"LocalCloud's database {Path.Combine(folder, "state.db")} cannot be used (").And.Contain("log_lines").And.EndWith("--artifacts."));
    }

    [Test]
    public async Task There_is_no_log_before_its_first_line()
    {
        await using var cloud = await StartAsync(_ => { });
        Assert.That(
            async () => await cloud.Logs.GetLogEventsAsync(new() { LogGroupName = "/aws/codebuild/project", LogStreamName = "none" }),
            Throws.InstanceOf<ResourceNotFoundException>());
    }

    [Test]
    public async Task A_line_can_be_read_while_its_command_still_runs()
    {
        var seen = new TaskCompletionSource();
        var host = new FaultyHost
        {
            Run = async (command, output, token) =>
            {
                if (command.Script.Contains("one", StringComparison.Ordinal))
                {
                    output(new("early\n", false));
                    await seen.Task.WaitAsync(token);
                }

                return 0;
            },
        };
        await using var cloud = await LocalFleet.StartAsync(folder, host);
        var id = (await cloud.CodeBuild.StartBuildAsync(new() { ProjectName = await cloud.ProjectAsync(Buildspec) })).Build!.Id!;
        await cloud.PhaseAsync(id, "BUILD");
        await LocalFleet.UntilAsync(async () => (await cloud.OutputAsync(await cloud.AskAsync(id))).Contains("early"));
        Assert.That((await cloud.AskAsync(id)).BuildComplete, Is.False);
        seen.SetResult();
        await cloud.EndedAsync(id);
    }

    [Test]
    public async Task Output_that_floods_is_cut_off_and_the_log_says_so()
    {
        await using var cloud = await StartAsync(output =>
        {
            var chunk = new OutputChunk(string.Concat(Enumerable.Repeat("y\n", 2048)), false);
            for (var i = 0; i < 10_000; i++)
            {
                output(chunk);
            }

            output(new(new string('x', 1_000_000), false));
        });
        var build = await cloud.BuildAsync(Buildspec);
        var log = await cloud.LogAsync(build);
        Assert.That(log.Count(line => line == "y"), Is.EqualTo(50_000));
        Assert.That(log.Count(line => line.Contains("the rest is left out", StringComparison.Ordinal)), Is.EqualTo(1));
        Assert.That(log[^1], Does.Contain("Phase complete: POST_BUILD"), "what the agent says is still there");
        Assert.That(new DirectoryInfo(folder).GetFiles().Sum(file => file.Length), Is.LessThan(20_000_000));
    }

    private Task<LocalFleet> StartAsync(Action<Action<OutputChunk>> speak) => LocalFleet.StartAsync(folder, new FaultyHost
    {
        Run = (command, output, _) =>
        {
            if (command.Script.Contains("\none\n", StringComparison.Ordinal))
            {
                speak(output);
            }

            return Task.FromResult(0);
        },
    });
}
