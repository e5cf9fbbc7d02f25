using Amazon.Runtime;

namespace Amazon.CloudWatchLogs;

/// <summary>A request to CloudWatchLogs.</summary>
public abstract class AmazonCloudWatchLogsRequest : AmazonWebServiceRequest;
