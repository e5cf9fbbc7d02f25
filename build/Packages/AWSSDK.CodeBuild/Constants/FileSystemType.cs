using Amazon.Runtime;

namespace Amazon.CodeBuild;

/// <summary>The values of <c>FileSystemType</c> of AWS CodeBuild, API version 2016-10-06. Values that are newer than this list are kept as they come.</summary>
/// <param name="value">The value on the wire.</param>
public class FileSystemType(string value) : ConstantClass(value)
{
    /// <summary>The value <c>EFS</c>.</summary>
    public static readonly FileSystemType EFS = new("EFS");

    /// <summary>The constant of that value; a new one where the list does not know it.</summary>
    /// <param name="value">The value on the wire.</param>
    public static FileSystemType FindValue(string value) => FindValue<FileSystemType>(value);

    /// <summary>The constant of that value; a new one where the list does not know it.</summary>
    /// <param name="value">The value on the wire.</param>
    public static implicit operator FileSystemType(string value) => FindValue(value);
}
