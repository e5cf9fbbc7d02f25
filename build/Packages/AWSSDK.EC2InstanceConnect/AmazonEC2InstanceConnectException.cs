using System.Net;
using Amazon.Runtime;

namespace Amazon.EC2InstanceConnect;

/// <summary>An error that EC2 Instance Connect answered.</summary>
public class AmazonEC2InstanceConnectException(string message, Exception? innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
    : AmazonServiceException(message, innerException, errorType, errorCode, requestId, statusCode);
