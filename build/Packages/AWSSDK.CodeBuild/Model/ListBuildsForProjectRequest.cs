namespace Amazon.CodeBuild.Model;

/// <summary>What <c>ListBuildsForProject</c> is asked.</summary>
public class ListBuildsForProjectRequest : AmazonCodeBuildRequest
{
    /// <summary>The next token.</summary>
    public string? NextToken { get; set; }

    /// <summary>The project name (required; at least 1 characters).</summary>
    public string? ProjectName { get; set; }

    /// <summary>The sort order.</summary>
    public SortOrderType? SortOrder { get; set; }
}
