using Amazon.Runtime;

namespace Amazon.ServiceQuotas;

/// <summary>A request to ServiceQuotas.</summary>
public abstract class AmazonServiceQuotasRequest : AmazonWebServiceRequest;
