using System.Text.Json;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Transform;

namespace AwsJson;

/// <summary>Writes any request of a service: the operation is the request type's name.</summary>
internal sealed class RequestMarshaller(Api api) : IMarshaller<IRequest, AmazonWebServiceRequest>
{
    public IRequest Marshall(AmazonWebServiceRequest input)
    {
        var type = input.GetType();
        var operation = type.Name[..^"Request".Length];
        var request = new DefaultRequest(input, api.Name)
        {
            HttpMethod = "POST",
            ResourcePath = "/",
            Content = JsonSerializer.SerializeToUtf8Bytes(input, type, Json.Options),
        };
        request.Headers["Content-Type"] = "application/x-amz-json-1.1";
        request.Headers["X-Amz-Target"] = $"{api.TargetPrefix}.{operation}";
        request.Headers["x-amz-api-version"] = api.Version;
        return request;
    }
}
