namespace Amazon.CodeBuild.Model;

/// <summary>What <c>ListFleets</c> is asked.</summary>
public class ListFleetsRequest : AmazonCodeBuildRequest
{
    /// <summary>The max results (1 to 100).</summary>
    public int? MaxResults { get; set; }

    /// <summary>The next token.</summary>
    public string? NextToken { get; set; }

    /// <summary>The sort by.</summary>
    public FleetSortByType? SortBy { get; set; }

    /// <summary>The sort order.</summary>
    public SortOrderType? SortOrder { get; set; }
}
