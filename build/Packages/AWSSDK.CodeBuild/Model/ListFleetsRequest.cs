namespace Amazon.CodeBuild.Model;

/// <summary>What <c>ListFleets</c> is asked with.</summary>
public class ListFleetsRequest : AmazonCodeBuildRequest
{
    /// <summary>The API's <c>maxResults</c>: 1 to 100.</summary>
    public int? MaxResults { get; set; }

    /// <summary>The API's <c>nextToken</c>.</summary>
    public string NextToken { get; set; }

    /// <summary>The API's <c>sortBy</c>.</summary>
    public FleetSortByType SortBy { get; set; }

    /// <summary>The API's <c>sortOrder</c>.</summary>
    public SortOrderType SortOrder { get; set; }
}
