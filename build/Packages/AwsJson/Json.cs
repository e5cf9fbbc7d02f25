using System.Collections;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Amazon;
using Amazon.Runtime;

namespace AwsJson;

/// <summary>How the model classes look on the wire.</summary>
internal static class Json
{
    public static JsonSerializerOptions Options { get; } = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new ConstantConverters(), new EpochSeconds() },
        TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { KeepTheModelsMembers } },
    };

    private static void KeepTheModelsMembers(JsonTypeInfo type)
    {
        if (type.Kind != JsonTypeInfoKind.Object) return;
        for (var i = type.Properties.Count - 1; i >= 0; i--)
        {
            var property = type.Properties[i];
            if (property.AttributeProvider is not System.Reflection.MemberInfo { DeclaringType: var owner } || IsOfTheSdk(owner))
                type.Properties.RemoveAt(i);
            // Version 4's rule: an empty collection was meant only where collections do not start out empty.
            if (typeof(ICollection).IsAssignableFrom(property.PropertyType))
                property.ShouldSerialize = (_, value) => value is ICollection c && (c.Count > 0 || !AWSConfigs.InitializeCollections);
        }
    }

    private static bool IsOfTheSdk(Type owner) => owner.Assembly == typeof(AmazonWebServiceRequest).Assembly;
}
