using Amazon.Runtime;

namespace Amazon.CodeBuild;

/// <summary>The values of <c>CacheMode</c> of AWS CodeBuild, API version 2016-10-06. Values that are newer than this list are kept as they come.</summary>
/// <param name="value">The value on the wire.</param>
public class CacheMode(string value) : ConstantClass(value)
{
    /// <summary>The value <c>LOCAL_DOCKER_LAYER_CACHE</c>.</summary>
    public static readonly CacheMode LOCAL_DOCKER_LAYER_CACHE = new("LOCAL_DOCKER_LAYER_CACHE");

    /// <summary>The value <c>LOCAL_SOURCE_CACHE</c>.</summary>
    public static readonly CacheMode LOCAL_SOURCE_CACHE = new("LOCAL_SOURCE_CACHE");

    /// <summary>The value <c>LOCAL_CUSTOM_CACHE</c>.</summary>
    public static readonly CacheMode LOCAL_CUSTOM_CACHE = new("LOCAL_CUSTOM_CACHE");

    /// <summary>The constant of that value; a new one where the list does not know it.</summary>
    /// <param name="value">The value on the wire.</param>
    public static CacheMode FindValue(string value) => FindValue<CacheMode>(value);

    /// <summary>The constant of that value; a new one where the list does not know it.</summary>
    /// <param name="value">The value on the wire.</param>
    public static implicit operator CacheMode(string value) => FindValue(value);
}
