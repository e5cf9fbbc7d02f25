using System.Net;
using Amazon.Runtime;

namespace Amazon.ServiceQuotas.Model;

/// <summary>Service Quotas' <c>AccessDeniedException</c>.</summary>
public class AccessDeniedException(string message, Exception? innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
    : AmazonServiceQuotasException(message, innerException, errorType, errorCode, requestId, statusCode);
