using Amazon.Runtime;

namespace Amazon.CodeBuild;

/// <summary>The values of <c>CacheMode</c>; the service may know more.</summary>
/// <param name="value">As on the wire.</param>
public class CacheMode(string value) : ConstantClass(value)
{
    /// <summary><c>LOCAL_DOCKER_LAYER_CACHE</c></summary>
    public static readonly CacheMode LOCAL_DOCKER_LAYER_CACHE = new("LOCAL_DOCKER_LAYER_CACHE");

    /// <summary><c>LOCAL_SOURCE_CACHE</c></summary>
    public static readonly CacheMode LOCAL_SOURCE_CACHE = new("LOCAL_SOURCE_CACHE");

    /// <summary><c>LOCAL_CUSTOM_CACHE</c></summary>
    public static readonly CacheMode LOCAL_CUSTOM_CACHE = new("LOCAL_CUSTOM_CACHE");

    /// <summary>The constant of a value.</summary>
    public static implicit operator CacheMode(string value) => FindValue(value);

    /// <summary>The constant of a value.</summary>
    public static CacheMode FindValue(string value) => FindValue<CacheMode>(value);
}
