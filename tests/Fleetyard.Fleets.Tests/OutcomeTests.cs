using System.Net;
using System.Text.Json;
using Fleetyard.Fleets.Tests.World;

namespace Fleetyard.Fleets.Tests;

/// <summary>What a journal says came of each call that makes something.</summary>
internal sealed class OutcomeTests
{
    [Test]
    public async Task Each_call_that_makes_something_has_its_outcome_before_the_next_is_asked_for()
    {
        await using var yard = await Yard.OpenAsync();
        await yard.CommandAsync();
        var lines = yard.Journal().TrimEnd().Split('\n').Select(line => JsonDocument.Parse(line).RootElement).ToList();
        var intents = lines.Where(line => line.TryGetProperty("intent", out _)).ToList();
        Assert.That(intents.Select(line => line.GetProperty("intent").GetString()!.Split(':')[0]), Is.EqualTo(new[] { "RunInstances", "CreateImage", "ModifyImageAttribute", "CreateFleet" }));
        foreach (var intent in intents)
        {
            var after = lines.SkipWhile(line => !line.Equals(intent)).Skip(1).TakeWhile(line => !line.TryGetProperty("intent", out _));
            var outcome = after.Single(line => line.TryGetProperty("outcome", out _));
            Assert.That((outcome.GetProperty("n").GetInt32(), outcome.GetProperty("outcome").GetString()), Is.EqualTo((intent.GetProperty("n").GetInt32(), "done")));
        }
    }

    [Test]
    public async Task A_refused_call_has_its_outcome_and_an_unanswered_one_stays_open()
    {
        await using var yard = await Yard.OpenAsync(retries: 0);
        yard.Wire.Answer("RunInstances", HttpStatusCode.BadRequest, "<Response><Errors><Error><Code>VcpuLimitExceeded</Code><Message>too many</Message></Error></Errors><RequestID>1</RequestID></Response>");
        Assert.That(async () => await yard.CommandAsync("PrepareInstance"), Throws.Exception);
        Assert.That(yard.Journal(), Does.Contain("\"outcome\":\"refused\",\"what\":\"VcpuLimitExceeded: too many (request 1)\""));

        yard.Wire.Lose("RunInstances");
        Assert.That(async () => await yard.CommandAsync("PrepareInstance", keep: true), Throws.Exception);
        Assert.That(yard.Journal(), Does.Contain("\"outcome\":\"unknown\""));
        Assert.That(yard.Log.Said, Does.Not.Contain("has no answer"));

        await yard.CommandAsync("PrepareInstance");
        Assert.That(yard.Log.Said.Split("An earlier command asked for RunInstances: c7i.large from"), Has.Length.EqualTo(2), "the refused one is not open");
        Assert.That(await yard.LivingAsync(), Has.Count.EqualTo(1));
    }
}
