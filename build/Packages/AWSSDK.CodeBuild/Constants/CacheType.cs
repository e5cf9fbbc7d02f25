using Amazon.Runtime;

namespace Amazon.CodeBuild;

/// <summary>The values of <c>CacheType</c>; the service may know more.</summary>
/// <param name="value">As on the wire.</param>
public class CacheType(string value) : ConstantClass(value)
{
    /// <summary><c>NO_CACHE</c></summary>
    public static readonly CacheType NO_CACHE = new("NO_CACHE");

    /// <summary><c>S3</c></summary>
    public static readonly CacheType S3 = new("S3");

    /// <summary><c>LOCAL</c></summary>
    public static readonly CacheType LOCAL = new("LOCAL");

    /// <summary>The constant of a value.</summary>
    public static implicit operator CacheType(string value) => FindValue(value);

    /// <summary>The constant of a value.</summary>
    public static CacheType FindValue(string value) => FindValue<CacheType>(value);
}
