using System.Text;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using Fleetyard.LocalCloud.Faults;
using Fleetyard.LocalCloud.Iam;
using Fleetyard.LocalCloud.Sts;
using Microsoft.AspNetCore.Http;

namespace Fleetyard.LocalCloud.Http;

/// <summary>Finds an operation's handler, and has its answer written in the service's protocol.</summary>
internal sealed class Dispatcher(
    SigV4 signatures,
    Authorizer authorizer,
    IReadOnlyDictionary<string, Func<QueryCall, IEnumerable<XElement>>> ec2,
    IReadOnlyDictionary<string, Func<QueryCall, IEnumerable<XElement>>> sts,
    IReadOnlyDictionary<string, IReadOnlyDictionary<string, Func<JsonCall, JsonObject>>> json,
    Throttle? throttle,
    CallFaults faults,
    Action<WireExchange>? observe)
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public async Task AnswerAsync(HttpContext context)
    {
        var target = context.Request.Headers["X-Amz-Target"].ToString();
        var protocol = target.Length > 0 ? WireProtocol.Json : WireProtocol.Ec2;
        var call = target.Length > 0
            ? new Call(WireProtocol.ServiceOf(target) ?? "", target[(target.IndexOf('.', StringComparison.Ordinal) + 1)..], "")
            : new Call("ec2", "", "");
        int status;
        string answer;
        try
        {
            var bytes = await BodyAsync(context);
            (status, answer) = target.Length > 0 ? (200, Json(context, bytes, target, ref call)) : (200, Query(context, bytes, ref protocol, ref call));
        }
        catch (ConnectionResetException)
        {
            context.Abort();
            return;
        }
        catch (AwsFault fault)
        {
            (status, answer) = (fault.Status, protocol.Fault(fault));
        }
        catch (LocalCloudException fault)
        {
            // Not a 500, which clients would ask again: what cannot be written now cannot be written in a second.
            (status, answer) = (400, protocol.Fault(new AwsFault(protocol.InternalError, fault.Message)));
        }
        catch (Exception fault) when (target.Length > 0 && (fault is InvalidCastException or InvalidOperationException or FormatException or NullReferenceException))
        {
            (status, answer) = (400, protocol.Fault(new AwsFault("SerializationException", $"{call.Operation}: a member has a type that it may not have.")));
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            var internalFault = new AwsFault(protocol.InternalError, $"LocalCloud failed on {call.Operation}: {fault.GetType().Name}: {fault.Message.ReplaceLineEndings(" ")}", 500);
            (status, answer) = (500, protocol.Fault(internalFault));
        }

        observe?.Invoke(new(call.Service, call.Operation, call.Body, status, answer));
        context.Response.StatusCode = status;
        context.Response.ContentType = protocol.ContentType;
        if (await faults.SpoilAsync(call.Fault, context, answer))
        {
            return;
        }

        await context.Response.WriteAsync(answer, context.RequestAborted);
    }

    private static async Task<byte[]> BodyAsync(HttpContext context)
    {
        try
        {
            using var buffer = new MemoryStream();
            await context.Request.Body.CopyToAsync(buffer, context.RequestAborted);
            return buffer.ToArray();
        }
        catch (BadHttpRequestException fault)
        {
            throw new AwsFault("RequestEntityTooLargeException", $"The request's body cannot be read: {fault.Message}", fault.StatusCode);
        }
    }

    private string Json(HttpContext context, byte[] bytes, string target, ref Call call)
    {
        call = call with { Body = Text(bytes, "SerializationException") };
        if (call.Service.Length == 0)
        {
            throw new AwsFault("UnknownOperationException", $"LocalCloud knows no service of the target '{target}'.");
        }

        var (region, caller) = Signed(context, bytes, call.Service);
        throttle?.Take(call.Service, call.Operation, region, new Dictionary<string, string>());
        call = call with { Fault = faults.Next(call.Operation, context.Request) };
        CallFaults.Refuse(call.Fault, call.Service, call.Operation);
        var handler = json.GetValueOrDefault(call.Service)?.GetValueOrDefault(call.Operation)
            ?? throw new AwsFault("UnknownOperationException", $"LocalCloud does not implement {call.Service} {call.Operation}.");
        RequireType(context, "application/x-amz-json-1.1", "SerializationException");
        var asked = JsonCall.Parse(region, call.Body) with { Caller = caller, Fault = call.Fault };
        authorizer.Check(call.Service, call.Operation, asked);
        return handler(asked).ToJsonString();
    }

    private string Query(HttpContext context, byte[] bytes, ref WireProtocol protocol, ref Call call)
    {
        call = call with { Body = Text(bytes, "MalformedQueryString") };
        RequireType(context, "application/x-www-form-urlencoded", "MalformedQueryString");
        var parameters = QueryForm.Parse(call.Body);
        var isSts = parameters.GetValueOrDefault("Version") == WireProtocol.StsVersion;
        protocol = isSts ? WireProtocol.Sts : WireProtocol.Ec2;
        call = call with { Service = isSts ? "sts" : "ec2", Operation = parameters.GetValueOrDefault("Action", "") };
        var (region, caller) = isSts && call.Operation == StsOperations.Unsigned ? ("us-east-1", null) : Signed(context, bytes, call.Service);
        throttle?.Take(call.Service, call.Operation, region, parameters);
        call = call with { Fault = faults.Next(call.Operation, context.Request) };
        CallFaults.Refuse(call.Fault, call.Service, call.Operation);
        if (call.Operation.Length == 0)
        {
            throw new AwsFault("MissingAction", "The request is missing an action or a required parameter: Action.");
        }

        var handler = (isSts ? sts : ec2).GetValueOrDefault(call.Operation) ?? throw new AwsFault("InvalidAction", $"LocalCloud does not implement {call.Service} {call.Operation}.");
        if (!isSts && parameters.GetValueOrDefault("Version") != WireProtocol.Ec2Version)
        {
            throw new AwsFault("NoSuchVersion", $"LocalCloud knows EC2's API version {WireProtocol.Ec2Version}, not '{parameters.GetValueOrDefault("Version")}'.");
        }

        var asked = new QueryCall(region, parameters) { Caller = caller, Fault = call.Fault };
        if (!isSts)
        {
            authorizer.Check(call.Operation, asked);
        }

        return protocol.Answer(call.Operation, [.. handler(asked)]);
    }

    private (string Region, Caller? Caller) Signed(HttpContext context, byte[] bytes, string service)
    {
        var (region, signedFor, caller) = signatures.Check(context.Request, bytes);
        return signedFor == service
            ? (region, caller)
            : throw new AwsFault("SignatureDoesNotMatch", $"Credential should be scoped to correct service: '{service}'.", 403);
    }

    private static void RequireType(HttpContext context, string type, string code)
    {
        if (!HttpMethods.IsPost(context.Request.Method))
        {
            throw new AwsFault(code, $"LocalCloud takes POST, not {context.Request.Method}.");
        }

        if (context.Request.ContentType?.Split(';')[0].Trim().Equals(type, StringComparison.OrdinalIgnoreCase) != true)
        {
            throw new AwsFault(code, $"The content type is '{context.Request.ContentType}'; send {type}.");
        }
    }

    private static string Text(byte[] bytes, string code)
    {
        try
        {
            return StrictUtf8.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            throw new AwsFault(code, "The request's body is not UTF-8.");
        }
    }

    private readonly record struct Call(string Service, string Operation, string Body, FaultKind? Fault = null);
}
