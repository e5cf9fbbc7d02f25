using Amazon.Runtime;

namespace Amazon.CodeBuild;

/// <summary>The values of <c>BatchReportModeType</c>; the service may know more.</summary>
/// <param name="value">As on the wire.</param>
public class BatchReportModeType(string value) : ConstantClass(value)
{
    /// <summary><c>REPORT_INDIVIDUAL_BUILDS</c></summary>
    public static readonly BatchReportModeType REPORT_INDIVIDUAL_BUILDS = new("REPORT_INDIVIDUAL_BUILDS");

    /// <summary><c>REPORT_AGGREGATED_BATCH</c></summary>
    public static readonly BatchReportModeType REPORT_AGGREGATED_BATCH = new("REPORT_AGGREGATED_BATCH");

    /// <summary>The constant of a value.</summary>
    public static implicit operator BatchReportModeType(string value) => FindValue(value);

    /// <summary>The constant of a value.</summary>
    public static BatchReportModeType FindValue(string value) => FindValue<BatchReportModeType>(value);
}
