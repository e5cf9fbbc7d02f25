namespace Amazon.CodeBuild.Model;

/// <summary>What <c>ListBuildsForProject</c> is asked with.</summary>
public class ListBuildsForProjectRequest : AmazonCodeBuildRequest
{
    /// <summary>The API's <c>nextToken</c>.</summary>
    public string NextToken { get; set; }

    /// <summary>Required. The API's <c>projectName</c>: at least 1 characters.</summary>
    public string ProjectName { get; set; }

    /// <summary>The API's <c>sortOrder</c>.</summary>
    public SortOrderType SortOrder { get; set; }
}
