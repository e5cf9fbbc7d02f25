namespace Amazon.CodeBuild.Model;

/// <summary>CodeBuild's <c>ExportedEnvironmentVariable</c>.</summary>
public class ExportedEnvironmentVariable
{
    /// <summary>The name (at least 1 characters).</summary>
    public string? Name { get; set; }

    /// <summary>The value.</summary>
    public string? Value { get; set; }
}
