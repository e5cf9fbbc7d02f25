using Amazon.Runtime;

namespace Amazon.ServiceQuotas.Model;

/// <summary>What <c>GetServiceQuota</c> answers.</summary>
public class GetServiceQuotaResponse : AmazonWebServiceResponse
{
    /// <summary>The quota.</summary>
    public ServiceQuota? Quota { get; set; }
}
