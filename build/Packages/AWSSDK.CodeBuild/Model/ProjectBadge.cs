namespace Amazon.CodeBuild.Model;

/// <summary>The structure <c>ProjectBadge</c> of AWS CodeBuild, API version 2016-10-06.</summary>
public class ProjectBadge
{
    /// <summary>The API's <c>badgeEnabled</c>.</summary>
    public bool? BadgeEnabled { get; set; }

    /// <summary>The API's <c>badgeRequestUrl</c>.</summary>
    public string BadgeRequestUrl { get; set; }
}
