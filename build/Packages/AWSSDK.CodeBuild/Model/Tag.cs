namespace Amazon.CodeBuild.Model;

/// <summary>CodeBuild's <c>Tag</c>.</summary>
public class Tag
{
    /// <summary>The key (1 to 127 characters).</summary>
    public string? Key { get; set; }

    /// <summary>The value (0 to 255 characters).</summary>
    public string? Value { get; set; }
}
