namespace Amazon.CodeBuild.Model;

/// <summary>CodeBuild's <c>DebugSession</c>.</summary>
public class DebugSession
{
    /// <summary>The session enabled.</summary>
    public bool? SessionEnabled { get; set; }

    /// <summary>The session target (at least 1 characters).</summary>
    public string? SessionTarget { get; set; }
}
