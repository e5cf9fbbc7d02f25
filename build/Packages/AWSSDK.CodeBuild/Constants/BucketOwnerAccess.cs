using Amazon.Runtime;

namespace Amazon.CodeBuild;

/// <summary>The values of <c>BucketOwnerAccess</c>; the service may know more.</summary>
/// <param name="value">As on the wire.</param>
public class BucketOwnerAccess(string value) : ConstantClass(value)
{
    /// <summary><c>NONE</c></summary>
    public static readonly BucketOwnerAccess NONE = new("NONE");

    /// <summary><c>READ_ONLY</c></summary>
    public static readonly BucketOwnerAccess READ_ONLY = new("READ_ONLY");

    /// <summary><c>FULL</c></summary>
    public static readonly BucketOwnerAccess FULL = new("FULL");

    /// <summary>The constant of a value.</summary>
    public static implicit operator BucketOwnerAccess(string value) => FindValue(value);

    /// <summary>The constant of a value.</summary>
    public static BucketOwnerAccess FindValue(string value) => FindValue<BucketOwnerAccess>(value);
}
