using Amazon.Runtime;

namespace Amazon.CloudWatchLogs;

/// <summary>What every request to Amazon CloudWatch Logs is.</summary>
public class AmazonCloudWatchLogsRequest : AmazonWebServiceRequest;
