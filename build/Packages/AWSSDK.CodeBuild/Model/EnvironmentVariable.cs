namespace Amazon.CodeBuild.Model;

/// <summary>CodeBuild's <c>EnvironmentVariable</c>.</summary>
public class EnvironmentVariable
{
    /// <summary>The name (required; at least 1 characters).</summary>
    public string? Name { get; set; }

    /// <summary>The type.</summary>
    public EnvironmentVariableType? Type { get; set; }

    /// <summary>The value (required).</summary>
    public string? Value { get; set; }
}
