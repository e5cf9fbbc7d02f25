using Amazon.Runtime;

namespace Amazon.CodeBuild;

/// <summary>The values of <c>BucketOwnerAccess</c> of AWS CodeBuild, API version 2016-10-06. Values that are newer than this list are kept as they come.</summary>
/// <param name="value">The value on the wire.</param>
public class BucketOwnerAccess(string value) : ConstantClass(value)
{
    /// <summary>The value <c>NONE</c>.</summary>
    public static readonly BucketOwnerAccess NONE = new("NONE");

    /// <summary>The value <c>READ_ONLY</c>.</summary>
    public static readonly BucketOwnerAccess READ_ONLY = new("READ_ONLY");

    /// <summary>The value <c>FULL</c>.</summary>
    public static readonly BucketOwnerAccess FULL = new("FULL");

    /// <summary>The constant of that value; a new one where the list does not know it.</summary>
    /// <param name="value">The value on the wire.</param>
    public static BucketOwnerAccess FindValue(string value) => FindValue<BucketOwnerAccess>(value);

    /// <summary>The constant of that value; a new one where the list does not know it.</summary>
    /// <param name="value">The value on the wire.</param>
    public static implicit operator BucketOwnerAccess(string value) => FindValue(value);
}
