using System.Net;
using Amazon.Runtime;

namespace Amazon.ServiceQuotas.Model;

/// <summary>Service Quotas' <c>ServiceException</c>.</summary>
public class ServiceException(string message, Exception? innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
    : AmazonServiceQuotasException(message, innerException, errorType, errorCode, requestId, statusCode);
