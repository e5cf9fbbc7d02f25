using Amazon.Runtime;

namespace Amazon.CodeBuild;

/// <summary>The values of <c>CacheType</c> of AWS CodeBuild, API version 2016-10-06. Values that are newer than this list are kept as they come.</summary>
/// <param name="value">The value on the wire.</param>
public class CacheType(string value) : ConstantClass(value)
{
    /// <summary>The value <c>NO_CACHE</c>.</summary>
    public static readonly CacheType NO_CACHE = new("NO_CACHE");

    /// <summary>The value <c>S3</c>.</summary>
    public static readonly CacheType S3 = new("S3");

    /// <summary>The value <c>LOCAL</c>.</summary>
    public static readonly CacheType LOCAL = new("LOCAL");

    /// <summary>The constant of that value; a new one where the list does not know it.</summary>
    /// <param name="value">The value on the wire.</param>
    public static CacheType FindValue(string value) => FindValue<CacheType>(value);

    /// <summary>The constant of that value; a new one where the list does not know it.</summary>
    /// <param name="value">The value on the wire.</param>
    public static implicit operator CacheType(string value) => FindValue(value);
}
