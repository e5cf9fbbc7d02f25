namespace Amazon.CodeBuild.Model;

/// <summary>CodeBuild's <c>ProjectBadge</c>.</summary>
public class ProjectBadge
{
    /// <summary>The badge enabled.</summary>
    public bool? BadgeEnabled { get; set; }

    /// <summary>The badge request url.</summary>
    public string? BadgeRequestUrl { get; set; }
}
