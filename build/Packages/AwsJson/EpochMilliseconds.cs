using System.Text.Json;
using System.Text.Json.Serialization;

namespace AwsJson;

/// <summary>A time that the API calls a long: milliseconds since 1970 (CloudWatch Logs).</summary>
internal sealed class EpochMilliseconds : JsonConverter<DateTime>
{
    public override DateTime Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        DateTime.UnixEpoch.AddMilliseconds(reader.GetInt64());

    public override void Write(Utf8JsonWriter writer, DateTime value, JsonSerializerOptions options) =>
        writer.WriteNumberValue((long)Math.Round((value.ToUniversalTime() - DateTime.UnixEpoch).TotalMilliseconds));
}
