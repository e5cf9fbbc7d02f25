using Amazon.Runtime;

namespace Amazon.CodeBuild;

/// <summary>A request to CodeBuild.</summary>
public abstract class AmazonCodeBuildRequest : AmazonWebServiceRequest;
