using System.Net;
using Amazon.Runtime;

namespace AwsJson;

/// <summary>What a service that speaks AWS JSON 1.1 differs in from the next one.</summary>
internal sealed record Api(string TargetPrefix, string Name, string Version, Func<ServiceError, AmazonServiceException> ErrorOf);

/// <summary>An error answer, before it has its exception's type.</summary>
internal sealed record ServiceError(
    string Message, Exception Inner, ErrorType Type, string Code, string RequestId, HttpStatusCode Status);
