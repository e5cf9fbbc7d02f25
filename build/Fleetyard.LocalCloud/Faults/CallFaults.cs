using System.Collections.Concurrent;
using System.Text;
using Fleetyard.LocalCloud.Http;
using Microsoft.AspNetCore.Http;

namespace Fleetyard.LocalCloud.Faults;

/// <summary>Counts calls, and lets them go wrong as a plan says.</summary>
internal sealed class CallFaults
{
    private static readonly TimeSpan Skew = TimeSpan.FromHours(1);

    private readonly Dictionary<(string Operation, int Call), FaultKind> planned;
    private readonly ConcurrentDictionary<string, int> calls = new();
    private readonly ConcurrentDictionary<string, FaultKind> reset = new();
    private readonly TimeProvider time;

    /// <exception cref="LocalCloudException">The plan names an operation that there is not.</exception>
    public CallFaults(FaultPlan plan, IReadOnlySet<string> operations, TimeProvider time)
    {
        this.time = time;
        planned = plan.Faults.ToDictionary(fault => (fault.Operation, fault.Call), fault => fault.Kind);
        if (plan.Faults.FirstOrDefault(fault => !operations.Contains(fault.Operation)) is { } unknown)
        {
            throw new LocalCloudException($"The fault {unknown} is of an operation that LocalCloud does not have; write it as AWS does, such as RunInstances.");
        }
    }

    /// <summary>What goes wrong with an operation's next call, or null.</summary>
    /// <remarks>HttpClient sends a request again by itself when its connection ended without a word: that is the same call to who made it, and goes wrong as it did.</remarks>
    public FaultKind? Next(string operation, HttpRequest request)
    {
        if (planned.Count == 0)
        {
            return null;
        }

        var attempt = $"{request.Headers["amz-sdk-invocation-id"]} {request.Headers["amz-sdk-request"]}";
        if (attempt.Length > 1 && reset.TryGetValue(attempt, out var before))
        {
            return before;
        }

        if (!planned.TryGetValue((operation, calls.AddOrUpdate(operation, 1, (_, count) => count + 1)), out var kind))
        {
            return null;
        }

        if (kind is FaultKind.ResetBefore or FaultKind.ResetAfter)
        {
            reset[attempt] = kind;
        }

        return kind;
    }

    /// <summary>Lets a call come to nothing before its work, where that is what goes wrong.</summary>
    /// <exception cref="AwsFault">The call is refused.</exception>
    /// <exception cref="ConnectionResetException">There is no answer.</exception>
    public static void Refuse(FaultKind? kind, string service, string operation)
    {
        switch (kind)
        {
            case FaultKind.Throttle:
                throw Throttle.Fault(service);
            case FaultKind.Error500:
                throw new AwsFault(service == "ec2" ? "InternalError" : "InternalFailure", "An internal error has occurred.", 500);
            case FaultKind.Error503:
                throw new AwsFault(service == "ec2" ? "Unavailable" : "ServiceUnavailable", "The service is unavailable. Please try again shortly.", 503);
            case FaultKind.ResetBefore:
                throw new ConnectionResetException();
            case FaultKind.ExpiredCredentials:
                throw new AwsFault("ExpiredToken", "The security token included in the request is expired.", service == "sts" ? 403 : 400);
            case FaultKind.Denied:
                throw new AwsFault(service switch { "ec2" => "UnauthorizedOperation", "sts" => "AccessDenied", _ => "AccessDeniedException" }, $"You are not authorized to perform this operation: {service}:{operation}.", 403);
            case FaultKind.ClockSkew:
                throw new AwsFault("RequestExpired", "Request has expired: the clocks differ by more than 15 minutes.", 403);
        }
    }

    /// <summary>Spoils the answer to a call.</summary>
    /// <returns>Whether nothing is left to be answered.</returns>
    public async Task<bool> SpoilAsync(FaultKind? kind, HttpContext context, string answer)
    {
        switch (kind)
        {
            case FaultKind.ClockSkew:
                context.Response.Headers.Date = (time.GetUtcNow() + Skew).ToString("R");
                return false;
            case FaultKind.ResetAfter:
                context.Abort();
                return true;
            case FaultKind.Hang:
                await Task.Delay(Timeout.InfiniteTimeSpan, time, context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                return true;
            case FaultKind.CutShort:
                var bytes = Encoding.UTF8.GetBytes(answer);
                context.Response.ContentLength = bytes.Length;
                await context.Response.Body.WriteAsync(bytes.AsMemory(0, bytes.Length / 2), context.RequestAborted);
                await context.Response.Body.FlushAsync(context.RequestAborted);
                context.Abort();
                return true;
            default:
                return false;
        }
    }
}
