namespace Amazon.CodeBuild.Model;

/// <summary>CodeBuild's <c>ProjectFleet</c>.</summary>
public class ProjectFleet
{
    /// <summary>The fleet arn.</summary>
    public string? FleetArn { get; set; }
}
