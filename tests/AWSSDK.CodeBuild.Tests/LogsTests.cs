using Amazon.CloudWatchLogs;
using Amazon.Runtime;

namespace Amazon.CodeBuild.Tests;

public sealed class LogsTests
{
    [Test]
    public async Task Log_events_are_asked_for_and_read_in_milliseconds()
    {
        await using var server = new Loopback(new Answer(200, """
            {"events":[{"timestamp":1732412345678,"message":"ok","ingestionTime":1732412345999}],"nextForwardToken":"f/1"}
            """));
        using var client = new AmazonCloudWatchLogsClient(
            new BasicAWSCredentials("AKIDEXAMPLE", Clients.Secret),
            new AmazonCloudWatchLogsConfig { ServiceURL = server.Url, AuthenticationRegion = "eu-west-1" });

        var answer = await client.GetLogEventsAsync(new()
        {
            LogGroupName = "/aws/codebuild/x",
            LogStreamName = "s",
            StartTime = DateTime.UnixEpoch.AddMilliseconds(1732412345001),
            StartFromHead = true,
        });

        var request = server.Requests.Single();
        Assert.Multiple(() =>
        {
            Assert.That(request.Headers["x-amz-target"], Is.EqualTo("Logs_20140328.GetLogEvents"));
            Assert.That(request.Headers["authorization"], Does.Contain("/eu-west-1/logs/aws4_request"));
            Assert.That(request.Text, Does.Contain("\"startTime\":1732412345001").And.Contain("\"startFromHead\":true"));
            Assert.That(answer.Events!.Single().Timestamp, Is.EqualTo(DateTime.UnixEpoch.AddMilliseconds(1732412345678)));
            Assert.That(answer.NextForwardToken, Is.EqualTo("f/1"));
        });
    }
}
