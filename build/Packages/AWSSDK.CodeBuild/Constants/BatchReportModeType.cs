using Amazon.Runtime;

namespace Amazon.CodeBuild;

/// <summary>The values of <c>BatchReportModeType</c> of AWS CodeBuild, API version 2016-10-06. Values that are newer than this list are kept as they come.</summary>
/// <param name="value">The value on the wire.</param>
public class BatchReportModeType(string value) : ConstantClass(value)
{
    /// <summary>The value <c>REPORT_INDIVIDUAL_BUILDS</c>.</summary>
    public static readonly BatchReportModeType REPORT_INDIVIDUAL_BUILDS = new("REPORT_INDIVIDUAL_BUILDS");

    /// <summary>The value <c>REPORT_AGGREGATED_BATCH</c>.</summary>
    public static readonly BatchReportModeType REPORT_AGGREGATED_BATCH = new("REPORT_AGGREGATED_BATCH");

    /// <summary>The constant of that value; a new one where the list does not know it.</summary>
    /// <param name="value">The value on the wire.</param>
    public static BatchReportModeType FindValue(string value) => FindValue<BatchReportModeType>(value);

    /// <summary>The constant of that value; a new one where the list does not know it.</summary>
    /// <param name="value">The value on the wire.</param>
    public static implicit operator BatchReportModeType(string value) => FindValue(value);
}
