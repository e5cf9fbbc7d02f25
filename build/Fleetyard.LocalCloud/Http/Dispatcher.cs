using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace Fleetyard.LocalCloud.Http;

/// <summary>Finds an operation's handler, and writes its answer in the service's protocol.</summary>
internal sealed class Dispatcher(
    SigV4 signatures,
    IReadOnlyDictionary<string, Func<QueryCall, IEnumerable<XElement>>> ec2,
    IReadOnlyDictionary<string, Func<QueryCall, IEnumerable<XElement>>> sts,
    IReadOnlyDictionary<string, IReadOnlyDictionary<string, Func<JsonCall, JsonObject>>> json,
    Action<WireExchange>? observe)
{
    private static readonly XNamespace Ec2Names = "http://ec2.amazonaws.com/doc/2016-11-15/";
    private static readonly XNamespace StsNames = "https://sts.amazonaws.com/doc/2011-06-15/";

    public async Task AnswerAsync(HttpContext context)
    {
        using var buffer = new MemoryStream();
        await context.Request.Body.CopyToAsync(buffer, context.RequestAborted);
        var bytes = buffer.ToArray();
        var body = Encoding.UTF8.GetString(bytes);
        var target = context.Request.Headers["X-Amz-Target"].ToString();
        var (service, operation, status, answer) = target.Length > 0 ? Json(context, bytes, body, target) : Query(context, bytes, body);
        observe?.Invoke(new(service, operation, body, status, answer));
        context.Response.StatusCode = status;
        context.Response.ContentType = target.Length > 0 ? "application/x-amz-json-1.1" : "text/xml;charset=UTF-8";
        await context.Response.WriteAsync(answer, context.RequestAborted);
    }

    private (string Service, string Operation, int Status, string Answer) Json(HttpContext context, byte[] bytes, string body, string target)
    {
        var service = "";
        var operation = target[(target.IndexOf('.', StringComparison.Ordinal) + 1)..];
        try
        {
            (var region, service) = signatures.Check(context.Request, bytes);
            var handler = json.GetValueOrDefault(service)?.GetValueOrDefault(operation) ?? throw new AwsFault("UnknownOperationException", $"LocalCloud does not implement {service} {operation}.");
            return (service, operation, 200, handler(new(region, (JsonObject)JsonNode.Parse(body)!)).ToJsonString());
        }
        catch (AwsFault fault)
        {
            return (service, operation, fault.Status, JsonFault(fault.Code, fault.Message));
        }
        catch (LocalCloudException fault)
        {
            return (service, operation, 400, JsonFault("InternalFailure", fault.Message));
        }
        catch (Exception fault) when (fault is JsonException or InvalidCastException or NullReferenceException or InvalidOperationException or FormatException)
        {
            return (service, operation, 400, JsonFault("SerializationException", $"{operation}: a member has a type that it may not have."));
        }
    }

    private (string Service, string Operation, int Status, string Answer) Query(HttpContext context, byte[] bytes, string body)
    {
        var service = "";
        var operation = "";
        try
        {
            var parameters = QueryHelpers.ParseQuery(body).ToDictionary(pair => pair.Key, pair => pair.Value.ToString());
            operation = parameters.GetValueOrDefault("Action", "");
            (var region, service) = signatures.Check(context.Request, bytes);
            var handlers = service == "sts" ? sts : ec2;
            var handler = service is "sts" or "ec2" ? handlers.GetValueOrDefault(operation) : null;
            var result = (handler ?? throw new AwsFault("InvalidAction", $"LocalCloud does not implement {service} {operation}."))(new(region, parameters)).ToList();
            return (service, operation, 200, service == "sts" ? StsAnswer(operation, result) : Ec2Answer(operation, result));
        }
        catch (AwsFault fault)
        {
            return (service, operation, fault.Status, service == "sts" ? StsFault(fault) : Ec2Fault(fault));
        }
        catch (LocalCloudException fault)
        {
            return (service, operation, 400, Ec2Fault(new AwsFault("InternalFailure", fault.Message)));
        }
    }

    private static string JsonFault(string code, string message) => new JsonObject { ["__type"] = code, ["message"] = message }.ToJsonString();

    private static string Ec2Answer(string operation, List<XElement> members) =>
        Named(new XElement(operation + "Response", new XElement("requestId", Guid.NewGuid()), members), Ec2Names);

    private static string StsAnswer(string operation, List<XElement> members) =>
        Named(new XElement(operation + "Response", new XElement(operation + "Result", members), new XElement("ResponseMetadata", new XElement("RequestId", Guid.NewGuid()))), StsNames);

    private static string Ec2Fault(AwsFault fault) =>
        new XElement("Response", new XElement("Errors", new XElement("Error", new XElement("Code", fault.Code), new XElement("Message", fault.Message))), new XElement("RequestID", Guid.NewGuid())).ToString(SaveOptions.DisableFormatting);

    private static string StsFault(AwsFault fault) =>
        Named(new XElement("ErrorResponse", new XElement("Error", new XElement("Type", "Sender"), new XElement("Code", fault.Code), new XElement("Message", fault.Message)), new XElement("RequestId", Guid.NewGuid())), StsNames);

    private static string Named(XElement root, XNamespace names)
    {
        foreach (var element in root.DescendantsAndSelf())
        {
            element.Name = names + element.Name.LocalName;
        }

        return root.ToString(SaveOptions.DisableFormatting);
    }
}
