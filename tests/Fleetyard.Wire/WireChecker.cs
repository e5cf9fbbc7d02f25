using Fleetyard.LocalCloud;
using Fleetyard.Wire.Checks;
using Fleetyard.Wire.Models;

namespace Fleetyard.Wire;

/// <summary>Holds requests and answers against AWS's service models.</summary>
/// <param name="models">The models.</param>
public sealed class WireChecker(ServiceModels models)
{
    /// <summary>
    /// All faults of an exchange. A request that was refused with an error of the sender is not held against the model: it may be what the
    /// error is about. One that was accepted is.
    /// </summary>
    public IReadOnlyList<WireFault> Check(WireExchange exchange)
    {
        ArgumentNullException.ThrowIfNull(exchange);
        return exchange.Status is >= 400 and < 500 ? CheckAnswer(exchange) : [.. CheckRequest(exchange), .. CheckAnswer(exchange)];
    }

    /// <summary>The faults of the request.</summary>
    public IReadOnlyList<WireFault> CheckRequest(WireExchange exchange)
    {
        ArgumentNullException.ThrowIfNull(exchange);
        var path = $"{exchange.Operation}Request";
        if (Find(exchange) is not { Model: { } model, Operation: { } operation } found)
        {
            return [Unknown(exchange, path)];
        }

        var findings = new Findings(model, ofAnswer: false);
        if (model.Metadata.Protocol == "json")
        {
            new JsonCheck(findings).CheckDocument(operation.Input?.Shape, exchange.RequestBody, path);
        }
        else
        {
            new FormCheck(findings).CheckDocument(operation.Input?.Shape, exchange.Operation, exchange.RequestBody, path);
        }

        return findings.Faults;
    }

    /// <summary>The faults of the answer.</summary>
    public IReadOnlyList<WireFault> CheckAnswer(WireExchange exchange)
    {
        ArgumentNullException.ThrowIfNull(exchange);
        var path = $"{exchange.Operation}Response";
        var (model, operation) = Find(exchange);
        if (model is null || (operation is null && exchange.Status == 200))
        {
            return [Unknown(exchange, path)];
        }

        var findings = new Findings(model, ofAnswer: true);
        if (exchange.Status != 200)
        {
            new ErrorCheck(findings).Check(operation, exchange.Operation, exchange.Status, exchange.AnswerBody);
        }
        else if (model.Metadata.Protocol == "json")
        {
            new JsonCheck(findings).CheckDocument(operation!.Output?.Shape, exchange.AnswerBody, path);
        }
        else
        {
            new XmlAnswerCheck(findings).Check(operation!, path, exchange.AnswerBody);
        }

        return findings.Faults;
    }

    private (ServiceModel? Model, Operation? Operation) Find(WireExchange exchange)
    {
        var model = models.Of(exchange.Service);
        return (model, model?.Operations.GetValueOrDefault(exchange.Operation));
    }

    private WireFault Unknown(WireExchange exchange, string path) => models.Of(exchange.Service) is null
        ? new(FaultKind.UnknownService, path, $"there is no model of the service '{exchange.Service}'")
        : new(FaultKind.UnknownOperation, path, $"the model of {exchange.Service} has no operation '{exchange.Operation}'");
}
