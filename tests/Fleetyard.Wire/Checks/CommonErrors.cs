namespace Fleetyard.Wire.Checks;

/// <summary>Errors that any operation may answer, so that no operation declares them.</summary>
internal static class CommonErrors
{
    /// <summary>"Common Errors" of the API references of CodeBuild, Systems Manager, CloudWatch Logs and STS.</summary>
    public static IReadOnlySet<string> All { get; } = new HashSet<string>
    {
        "AccessDeniedException", "ExpiredToken", "ExpiredTokenException", "IncompleteSignature", "InternalFailure", "InvalidAction", "InvalidClientTokenId", "InvalidParameterCombination",
        "InvalidParameterValue", "InvalidQueryParameter", "MalformedHttpRequestException", "MalformedQueryString", "MissingAction", "MissingAuthenticationToken", "MissingParameter",
        "NotAuthorized", "OptInRequired", "RequestAbortedException", "RequestEntityTooLargeException", "RequestExpired", "RequestTimeoutException", "ServiceUnavailable",
        "SignatureDoesNotMatch", "Throttling", "ThrottlingException", "UnknownOperationException", "UnrecognizedClientException", "ValidationError", "ValidationException",
    };

    /// <summary>What the front end of a JSON 1.1 service answers before an operation is reached; the AWS SDKs know them by these names.</summary>
    public static IReadOnlySet<string> OfJson { get; } = new HashSet<string>
    {
        "SerializationException", "InvalidSignatureException", "IncompleteSignatureException", "MissingAuthenticationTokenException",
    };
}
