namespace Amazon.ServiceQuotas.Model;

/// <summary>What <c>GetServiceQuota</c> is asked.</summary>
public class GetServiceQuotaRequest : AmazonServiceQuotasRequest
{
    /// <summary>The context id: the ARN of a resource, for a quota of resources.</summary>
    public string? ContextId { get; set; }

    /// <summary>The quota code (required; 1 to 128 characters).</summary>
    public string? QuotaCode { get; set; }

    /// <summary>The service code (required; 1 to 63 characters).</summary>
    public string? ServiceCode { get; set; }
}
