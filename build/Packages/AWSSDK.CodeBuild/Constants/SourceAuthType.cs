using Amazon.Runtime;

namespace Amazon.CodeBuild;

/// <summary>The values of <c>SourceAuthType</c>; the service may know more.</summary>
/// <param name="value">As on the wire.</param>
public class SourceAuthType(string value) : ConstantClass(value)
{
    /// <summary><c>OAUTH</c></summary>
    public static readonly SourceAuthType OAUTH = new("OAUTH");

    /// <summary><c>CODECONNECTIONS</c></summary>
    public static readonly SourceAuthType CODECONNECTIONS = new("CODECONNECTIONS");

    /// <summary><c>SECRETS_MANAGER</c></summary>
    public static readonly SourceAuthType SECRETS_MANAGER = new("SECRETS_MANAGER");

    /// <summary>The constant of a value.</summary>
    public static implicit operator SourceAuthType(string value) => FindValue(value);

    /// <summary>The constant of a value.</summary>
    public static SourceAuthType FindValue(string value) => FindValue<SourceAuthType>(value);
}
