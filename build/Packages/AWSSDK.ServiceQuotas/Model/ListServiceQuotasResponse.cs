using Amazon.Runtime;

namespace Amazon.ServiceQuotas.Model;

/// <summary>What <c>ListServiceQuotas</c> answers.</summary>
public class ListServiceQuotasResponse : AmazonWebServiceResponse
{
    /// <summary>The token of the next page, or null after the last one.</summary>
    public string? NextToken { get; set; }

    /// <summary>The quotas; null where there is none.</summary>
    public List<ServiceQuota>? Quotas { get; set; } = AWSConfigs.InitializeCollections ? [] : null;
}
