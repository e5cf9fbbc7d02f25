using System.Net;
using Amazon.Runtime;

namespace Fleetyard.Fleets.Waiting;

/// <summary>Tells errors that no waiting mends from those that pass.</summary>
internal static class Refusals
{
    private static readonly string[] Credentials =
        ["ExpiredToken", "ExpiredTokenException", "RequestExpired", "UnrecognizedClientException", "InvalidClientTokenId", "AuthFailure", "SignatureDoesNotMatch"];

    private static readonly string[] Permissions = ["AccessDenied", "AccessDeniedException", "UnauthorizedOperation"];

    private static readonly string[] Throttling =
        ["Throttling", "ThrottlingException", "RequestLimitExceeded", "TooManyRequestsException", "RequestThrottled", "SlowDown"];

    /// <summary>What is wrong with the credentials and what to do, or null.</summary>
    public static string? Reason(AmazonServiceException e) =>
        Credentials.Contains(e.ErrorCode) ? $"AWS refused the credentials ({AwsErrors.Answer(e)}); renew them and run the same command again."
        : Permissions.Contains(e.ErrorCode) ? $"the credentials lack a permission ({AwsErrors.Answer(e)}); grant it and run the same command again."
        : null;

    /// <summary>Whether the service or the network failed for now: throttling, a 5xx, a broken connection, an HTTP timeout.</summary>
    public static bool IsPassing(Exception e, CancellationToken cancellationToken) => e switch
    {
        OperationCanceledException => !cancellationToken.IsCancellationRequested,
        AmazonServiceException { InnerException: HttpRequestException or IOException } => true,
        AmazonServiceException service => service.StatusCode >= HttpStatusCode.InternalServerError || service.StatusCode == HttpStatusCode.TooManyRequests || Throttling.Contains(service.ErrorCode),
        AmazonClientException { InnerException: { } inner } => IsPassing(inner, cancellationToken),
        _ => e is HttpRequestException or IOException or TimeoutException,
    };
}
