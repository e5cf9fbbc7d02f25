namespace Amazon.CodeBuild.Model;

/// <summary>CodeBuild's <c>SourceAuth</c>.</summary>
public class SourceAuth
{
    /// <summary>The resource.</summary>
    public string? Resource { get; set; }

    /// <summary>The type (required).</summary>
    public SourceAuthType? Type { get; set; }
}
