namespace Amazon.CodeBuild.Model;

/// <summary>CodeBuild's <c>PhaseContext</c>.</summary>
public class PhaseContext
{
    /// <summary>The message.</summary>
    public string? Message { get; set; }

    /// <summary>The status code.</summary>
    public string? StatusCode { get; set; }
}
