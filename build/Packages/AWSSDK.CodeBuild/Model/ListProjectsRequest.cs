namespace Amazon.CodeBuild.Model;

/// <summary>What <c>ListProjects</c> is asked with.</summary>
public class ListProjectsRequest : AmazonCodeBuildRequest
{
    /// <summary>The API's <c>nextToken</c>: at least 1 characters.</summary>
    public string NextToken { get; set; }

    /// <summary>The API's <c>sortBy</c>.</summary>
    public ProjectSortByType SortBy { get; set; }

    /// <summary>The API's <c>sortOrder</c>.</summary>
    public SortOrderType SortOrder { get; set; }
}
