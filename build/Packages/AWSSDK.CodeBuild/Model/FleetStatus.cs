namespace Amazon.CodeBuild.Model;

/// <summary>CodeBuild's <c>FleetStatus</c>.</summary>
public class FleetStatus
{
    /// <summary>The context.</summary>
    public FleetContextCode? Context { get; set; }

    /// <summary>The message.</summary>
    public string? Message { get; set; }

    /// <summary>The status code.</summary>
    public FleetStatusCode? StatusCode { get; set; }
}
