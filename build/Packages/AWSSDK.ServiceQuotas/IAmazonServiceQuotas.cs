using Amazon.Runtime;
using Amazon.ServiceQuotas.Model;

namespace Amazon.ServiceQuotas;

/// <summary>ServiceQuotas, call by call.</summary>
public interface IAmazonServiceQuotas : IAmazonService, IDisposable
{
    /// <summary>Calls <c>GetServiceQuota</c>.</summary>
    /// <exception cref="AmazonServiceQuotasException">The service refused.</exception>
    Task<GetServiceQuotaResponse> GetServiceQuotaAsync(GetServiceQuotaRequest request, CancellationToken cancellationToken = default);

    /// <summary>Calls <c>ListServiceQuotas</c>.</summary>
    /// <exception cref="AmazonServiceQuotasException">The service refused.</exception>
    Task<ListServiceQuotasResponse> ListServiceQuotasAsync(ListServiceQuotasRequest request, CancellationToken cancellationToken = default);
}
