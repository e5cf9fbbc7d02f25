using System.Net;
using Amazon.Runtime;

namespace Amazon.CodeBuild.Model;

/// <summary>CodeBuild's <c>ResourceNotFoundException</c>.</summary>
public class ResourceNotFoundException(string message, Exception? innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
    : AmazonCodeBuildException(message, innerException, errorType, errorCode, requestId, statusCode);
