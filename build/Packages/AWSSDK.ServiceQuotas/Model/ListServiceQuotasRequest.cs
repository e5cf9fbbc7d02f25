namespace Amazon.ServiceQuotas.Model;

/// <summary>What <c>ListServiceQuotas</c> is asked.</summary>
public class ListServiceQuotasRequest : AmazonServiceQuotasRequest
{
    /// <summary>How many at most (1 to 100).</summary>
    public int? MaxResults { get; set; }

    /// <summary>The token of the page to go on with.</summary>
    public string? NextToken { get; set; }

    /// <summary>The quota code, for one alone (1 to 128 characters).</summary>
    public string? QuotaCode { get; set; }

    /// <summary>The service code (required; 1 to 63 characters).</summary>
    public string? ServiceCode { get; set; }
}
