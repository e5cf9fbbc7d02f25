using Amazon.Runtime;

namespace Amazon.CodeBuild;

/// <summary>The values of <c>FileSystemType</c>; the service may know more.</summary>
/// <param name="value">As on the wire.</param>
public class FileSystemType(string value) : ConstantClass(value)
{
    /// <summary><c>EFS</c></summary>
    public static readonly FileSystemType EFS = new("EFS");

    /// <summary>The constant of a value.</summary>
    public static implicit operator FileSystemType(string value) => FindValue(value);

    /// <summary>The constant of a value.</summary>
    public static FileSystemType FindValue(string value) => FindValue<FileSystemType>(value);
}
