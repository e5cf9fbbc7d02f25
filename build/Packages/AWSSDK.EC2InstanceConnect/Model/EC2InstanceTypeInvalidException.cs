using System.Net;
using Amazon.Runtime;

namespace Amazon.EC2InstanceConnect.Model;

/// <summary>EC2 Instance Connect's <c>EC2InstanceTypeInvalidException</c>.</summary>
public class EC2InstanceTypeInvalidException(string message, Exception? innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
    : AmazonEC2InstanceConnectException(message, innerException, errorType, errorCode, requestId, statusCode);
