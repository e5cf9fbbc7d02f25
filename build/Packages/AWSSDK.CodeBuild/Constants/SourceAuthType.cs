using Amazon.Runtime;

namespace Amazon.CodeBuild;

/// <summary>The values of <c>SourceAuthType</c> of AWS CodeBuild, API version 2016-10-06. Values that are newer than this list are kept as they come.</summary>
/// <param name="value">The value on the wire.</param>
public class SourceAuthType(string value) : ConstantClass(value)
{
    /// <summary>The value <c>OAUTH</c>.</summary>
    public static readonly SourceAuthType OAUTH = new("OAUTH");

    /// <summary>The value <c>CODECONNECTIONS</c>.</summary>
    public static readonly SourceAuthType CODECONNECTIONS = new("CODECONNECTIONS");

    /// <summary>The value <c>SECRETS_MANAGER</c>.</summary>
    public static readonly SourceAuthType SECRETS_MANAGER = new("SECRETS_MANAGER");

    /// <summary>The constant of that value; a new one where the list does not know it.</summary>
    /// <param name="value">The value on the wire.</param>
    public static SourceAuthType FindValue(string value) => FindValue<SourceAuthType>(value);

    /// <summary>The constant of that value; a new one where the list does not know it.</summary>
    /// <param name="value">The value on the wire.</param>
    public static implicit operator SourceAuthType(string value) => FindValue(value);
}
