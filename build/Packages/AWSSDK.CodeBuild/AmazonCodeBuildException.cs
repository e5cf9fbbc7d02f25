using System.Net;
using Amazon.Runtime;

namespace Amazon.CodeBuild;

/// <summary>An error that CodeBuild answered.</summary>
public class AmazonCodeBuildException(string message, Exception? innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
    : AmazonServiceException(message, innerException, errorType, errorCode, requestId, statusCode);
