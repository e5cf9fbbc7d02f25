using Amazon.Runtime;

namespace Amazon.CodeBuild;

/// <summary>What every request to AWS CodeBuild is.</summary>
public class AmazonCodeBuildRequest : AmazonWebServiceRequest;
