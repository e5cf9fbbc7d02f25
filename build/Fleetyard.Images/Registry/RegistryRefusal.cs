using System.Net;
using System.Text.Json;
using Fleetyard.Images.Identification;
using Fleetyard.Images.Sources;

namespace Fleetyard.Images.Registry;

/// <summary>Makes one line of an answer that is a refusal.</summary>
internal static class RegistryRefusal
{
    private const int LongestReason = 1 << 16;

    /// <param name="answer">The answer.</param>
    /// <param name="what">What was asked for.</param>
    public static Exception Of(TransferStream answer, string what)
    {
        // Of its address only the host: what follows may be signed.
        var who = answer.Response.RequestMessage!.RequestUri!.Authority;
        var reason = Reason(answer);
        var status = (int)answer.Response.StatusCode;
        return answer.Response.StatusCode switch
        {
            HttpStatusCode.Unauthorized => new ImageException($"{who} does not give {what} without other credentials{reason}; check the name, or log in with docker login."),
            HttpStatusCode.Forbidden => new ImageException($"{who} forbids to read {what}{reason}; ask for the right to pull it, or log in as somebody who has it."),
            HttpStatusCode.NotFound => new ImageException($"{who} has no {what}{reason}; check its name, tag or digest."),
            HttpStatusCode.TooManyRequests => new ImageException($"{who} gives no {what} for now, because it was asked too often{Until(answer.Response)}{reason}; wait, or log in with docker login to be allowed more."),
            >= HttpStatusCode.InternalServerError => new TransferException($"it answered {status}{reason}"),
            _ => new ImageException($"{who} answered {status} where it was asked for {what}{reason}; check that it is a registry, and the name."),
        };
    }

    private static string Until(HttpResponseMessage response) =>
        response.Headers.RetryAfter is { } wait ? $" (429; it says to come back {(wait.Delta is { } delta ? $"in {delta.TotalSeconds:0} s" : $"at {wait.Date:u}")})" : " (429)";

    /// <summary>The registry's own words: distribution API specification, "Errors".</summary>
    private static string Reason(TransferStream answer)
    {
        try
        {
            var bytes = new byte[LongestReason];
            var length = answer.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
            using var document = JsonDocument.Parse(bytes.AsMemory(0, length));
            var first = ImageDocument.Array(document.RootElement, "errors").FirstOrDefault();
            var words = ImageDocument.Text(first, "message") ?? ImageDocument.Text(first, "code");
            return words is null ? "" : $" ({OneLine.Of(words)})";
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException or IOException)
        {
            return "";
        }
    }
}
