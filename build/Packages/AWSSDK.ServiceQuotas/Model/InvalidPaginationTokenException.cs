using System.Net;
using Amazon.Runtime;

namespace Amazon.ServiceQuotas.Model;

/// <summary>Service Quotas' <c>InvalidPaginationTokenException</c>.</summary>
public class InvalidPaginationTokenException(string message, Exception? innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
    : AmazonServiceQuotasException(message, innerException, errorType, errorCode, requestId, statusCode);
