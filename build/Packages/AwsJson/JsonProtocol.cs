using System.Collections;
using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Transform;
using Amazon.Runtime.Internal.Util;

namespace Amazon.JsonProtocol;

/// <summary>AWS JSON 1.1 over AWSSDK.Core's pipeline: one marshaller for every request and one unmarshaller for every answer.</summary>
/// <remarks>The types it stands on live in <c>Internal</c> namespaces, which promise no stability: AWSSDK.Core's version is pinned.</remarks>
internal sealed class JsonProtocol(string serviceName, string targetPrefix, Func<ErrorResponse, Exception?, HttpStatusCode, AmazonServiceException> exceptions)
{
    private readonly JsonSerializerOptions options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new ConstantConverter(), new EpochSecondsConverter() },
        TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { LeaveOutWhatIsNotSet } },
    };

    /// <summary>What members are called on the wire: the service's own habit, camelCase for most.</summary>
    public JsonNamingPolicy? Names
    {
        init => options.PropertyNamingPolicy = value;
    }

    public InvokeOptions For<TRequest, TResponse>(string operation)
        where TRequest : AmazonWebServiceRequest
        where TResponse : AmazonWebServiceResponse, new() => new()
        {
            RequestMarshaller = new Marshaller<TRequest>(serviceName, $"{targetPrefix}.{operation}", options),
            ResponseUnmarshaller = new Unmarshaller<TResponse>(exceptions, options),
        };

    /// <summary>A collection counts as set where the SDK counts it so: one that every request begins with, only when something is in it.</summary>
    private static void LeaveOutWhatIsNotSet(JsonTypeInfo type)
    {
        foreach (var property in type.Properties.Where(property => property.PropertyType.IsGenericType && typeof(ICollection).IsAssignableFrom(property.PropertyType)))
        {
            property.ShouldSerialize = (_, value) => value is ICollection collection && (collection.Count > 0 || !AWSConfigs.InitializeCollections);
        }
    }

    private sealed class Marshaller<TRequest>(string serviceName, string target, JsonSerializerOptions options) : IMarshaller<IRequest, AmazonWebServiceRequest>
        where TRequest : AmazonWebServiceRequest
    {
        public IRequest Marshall(AmazonWebServiceRequest input)
        {
            var request = new DefaultRequest(input, serviceName)
            {
                HttpMethod = "POST",
                ResourcePath = "/",
                Content = JsonSerializer.SerializeToUtf8Bytes((TRequest)input, options),
            };
            request.Headers["X-Amz-Target"] = target;
            request.Headers["Content-Type"] = "application/x-amz-json-1.1";
            return request;
        }
    }

    private sealed class Unmarshaller<TResponse>(Func<ErrorResponse, Exception?, HttpStatusCode, AmazonServiceException> exceptions, JsonSerializerOptions options) : JsonResponseUnmarshaller
        where TResponse : AmazonWebServiceResponse, new()
    {
        public override AmazonWebServiceResponse Unmarshall(JsonUnmarshallerContext input)
        {
            using var copy = new MemoryStream();
            input.Stream.CopyTo(copy);
            return copy.Length == 0 ? new TResponse() : JsonSerializer.Deserialize<TResponse>(copy.GetBuffer().AsSpan(0, (int)copy.Length), options) ?? new TResponse();
        }

        public override AmazonServiceException UnmarshallException(JsonUnmarshallerContext input, Exception innerException, HttpStatusCode statusCode)
        {
            var reader = new StreamingUtf8JsonReader(input.Stream);
            var error = JsonErrorResponseUnmarshaller.GetInstance().Unmarshall(input, ref reader);
            error.InnerException = innerException;
            error.StatusCode = statusCode;
            return exceptions(error, innerException, statusCode);
        }
    }

    private sealed class ConstantConverter : JsonConverterFactory
    {
        public override bool CanConvert(Type typeToConvert) => typeof(ConstantClass).IsAssignableFrom(typeToConvert);

        public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
            (JsonConverter)Activator.CreateInstance(typeof(Of<>).MakeGenericType(typeToConvert))!;

        private sealed class Of<T> : JsonConverter<T>
            where T : ConstantClass
        {
            public override T? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
                reader.GetString() is { } value ? (T)Activator.CreateInstance(typeof(T), value)! : null;

            public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(value.Value);
        }
    }

    /// <summary>Timestamps are seconds since 1970 with a fraction; doubles are exact to the millisecond only.</summary>
    private sealed class EpochSecondsConverter : JsonConverter<DateTime>
    {
        public override DateTime Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            DateTime.UnixEpoch.AddMilliseconds(Math.Round(reader.GetDouble() * 1000));

        public override void Write(Utf8JsonWriter writer, DateTime value, JsonSerializerOptions options) =>
            writer.WriteNumberValue(Math.Round((value.ToUniversalTime() - DateTime.UnixEpoch).TotalMilliseconds) / 1000);
    }
}
