using System.Net;
using System.Text.Json;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Transform;
using Amazon.Runtime.Internal.Util;

namespace AwsJson;

/// <summary>Reads <typeparamref name="TResponse"/> or an error out of an answer.</summary>
internal sealed class Wire<TResponse>(Api api) : JsonResponseUnmarshaller
    where TResponse : AmazonWebServiceResponse, new()
{
    public static InvokeOptions For(Api api) => new()
    {
        RequestMarshaller = new RequestMarshaller(api),
        ResponseUnmarshaller = new Wire<TResponse>(api),
    };

    public override AmazonWebServiceResponse Unmarshall(JsonUnmarshallerContext context)
    {
        using var body = new MemoryStream();
        context.Stream.CopyTo(body);
        // An operation without output may answer with no body at all.
        if (body.Length == 0) return new TResponse();
        return JsonSerializer.Deserialize<TResponse>(body.ToArray(), Json.Options);
    }

    public override AmazonServiceException UnmarshallException(
        JsonUnmarshallerContext context, Exception innerException, HttpStatusCode statusCode)
    {
        var reader = new StreamingUtf8JsonReader(context.Stream);
        var error = JsonErrorResponseUnmarshaller.GetInstance().Unmarshall(context, ref reader);
        return api.ErrorOf(new(error.Message, innerException, error.Type, error.Code, error.RequestId, statusCode));
    }
}
