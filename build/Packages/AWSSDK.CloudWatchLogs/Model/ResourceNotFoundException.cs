using System.Net;
using Amazon.Runtime;

namespace Amazon.CloudWatchLogs.Model;

/// <summary>The error <c>ResourceNotFoundException</c> of Amazon CloudWatch Logs, API version 2014-03-28.</summary>
public class ResourceNotFoundException : AmazonCloudWatchLogsException
{
    /// <summary>An error with that message.</summary>
    /// <param name="message">What went wrong.</param>
    public ResourceNotFoundException(string message) : base(message) { }

    /// <summary>An error with that message and what caused it.</summary>
    /// <param name="message">What went wrong.</param>
    /// <param name="innerException">What caused it.</param>
    public ResourceNotFoundException(string message, Exception innerException) : base(message, innerException) { }

    /// <summary>An error as the service answered it.</summary>
    /// <param name="message">What went wrong.</param>
    /// <param name="innerException">What caused it.</param>
    /// <param name="errorType">Who is at fault, as far as the answer says.</param>
    /// <param name="errorCode">The service's name of the error.</param>
    /// <param name="requestId">The service's id of the request.</param>
    /// <param name="statusCode">The answer's HTTP status.</param>
    public ResourceNotFoundException(
        string message,
        Exception innerException,
        ErrorType errorType,
        string errorCode,
        string requestId,
        HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode) { }
}
