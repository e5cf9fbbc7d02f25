namespace Amazon.ServiceQuotas.Model;

/// <summary>A quota of a service, as it applies to the account in the region.</summary>
public class ServiceQuota
{
    /// <summary>Whether it can be raised.</summary>
    public bool? Adjustable { get; set; }

    /// <summary>Whether it is global.</summary>
    public bool? GlobalQuota { get; set; }

    /// <summary>The quota's ARN.</summary>
    public string? QuotaArn { get; set; }

    /// <summary>The quota code (1 to 128 characters).</summary>
    public string? QuotaCode { get; set; }

    /// <summary>The quota's name.</summary>
    public string? QuotaName { get; set; }

    /// <summary>The service code (1 to 63 characters).</summary>
    public string? ServiceCode { get; set; }

    /// <summary>The service's name.</summary>
    public string? ServiceName { get; set; }

    /// <summary>The unit of measurement.</summary>
    public string? Unit { get; set; }

    /// <summary>The value.</summary>
    public double? Value { get; set; }
}
