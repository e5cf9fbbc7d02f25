namespace Amazon.CodeBuild.Model;

/// <summary>What <c>ListProjects</c> is asked.</summary>
public class ListProjectsRequest : AmazonCodeBuildRequest
{
    /// <summary>The next token (at least 1 characters).</summary>
    public string? NextToken { get; set; }

    /// <summary>The sort by.</summary>
    public ProjectSortByType? SortBy { get; set; }

    /// <summary>The sort order.</summary>
    public SortOrderType? SortOrder { get; set; }
}
