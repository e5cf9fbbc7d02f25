using Amazon.Runtime;

namespace Amazon.CodeBuild.Model;

/// <summary>What <c>StartBuild</c> answers.</summary>
public class StartBuildResponse : AmazonWebServiceResponse
{
    /// <summary>The build.</summary>
    public Build? Build { get; set; }
}
