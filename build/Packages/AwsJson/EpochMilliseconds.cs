using System.Text.Json;
using System.Text.Json.Serialization;

namespace Amazon.JsonProtocol;

/// <summary>A time that CloudWatch Logs' API calls a long, and its official .NET client a DateTime: milliseconds since 1970.</summary>
internal sealed class EpochMilliseconds : JsonConverter<DateTime>
{
    public override DateTime Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        DateTime.UnixEpoch.AddMilliseconds(reader.GetInt64());

    public override void Write(Utf8JsonWriter writer, DateTime value, JsonSerializerOptions options) =>
        writer.WriteNumberValue((long)Math.Round((value.ToUniversalTime() - DateTime.UnixEpoch).TotalMilliseconds));
}
