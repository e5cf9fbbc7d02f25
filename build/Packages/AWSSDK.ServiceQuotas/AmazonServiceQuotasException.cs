using System.Net;
using Amazon.Runtime;

namespace Amazon.ServiceQuotas;

/// <summary>An error that ServiceQuotas answered.</summary>
public class AmazonServiceQuotasException(string message, Exception? innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
    : AmazonServiceException(message, innerException, errorType, errorCode, requestId, statusCode);
