using System.Collections.Concurrent;
using Fleetyard.LocalCloud;
using Fleetyard.Wire.Models;

namespace Fleetyard.Wire.Tests;

/// <summary>Keeps every exchange, and says which were not as AWS's models have them.</summary>
internal sealed class Recorder
{
    /// <summary>What the trimmed models leave out; awscli, which has models of its own, speaks it in the tests of it.</summary>
    private static readonly string[] WithoutModel = ["CreateLaunchTemplate", "DescribeLaunchTemplates", "DescribeLaunchTemplateVersions", "RevokeSecurityGroupIngress"];

    private readonly ConcurrentQueue<WireExchange> exchanges = new();
    private readonly WireChecker checker = Checker();

    /// <summary>A checker; without the models the test is skipped.</summary>
    public static WireChecker Checker() => new(Models());

    /// <summary>The models; without them the test is skipped.</summary>
    public static ServiceModels Models()
    {
        if (ServiceModels.Find() is not { } models)
        {
            Assert.Ignore($"AWS's service models are not here: the folder {ServiceModels.Folder} is missing.");
            throw new InvalidOperationException();
        }

        return models;
    }

    public IReadOnlyCollection<WireExchange> Exchanges => exchanges;

    public IReadOnlySet<string> Operations => exchanges.Select(exchange => $"{exchange.Service}:{exchange.Operation}").ToHashSet();

    /// <summary>How often an operation was called.</summary>
    public int Count(string operation) => exchanges.Count(exchange => $"{exchange.Service}:{exchange.Operation}" == operation);

    public void Observe(WireExchange exchange) => exchanges.Enqueue(exchange);

    /// <summary>Fails with all faults of all exchanges, each once.</summary>
    public void AssertNoFault()
    {
        Assert.That(exchanges, Is.Not.Empty);
        Assert.That(exchanges.Where(exchange => !WithoutModel.Contains(exchange.Operation)).SelectMany(checker.Check).Select(fault => fault.ToString()).Distinct(), Is.Empty);
    }
}
