using Amazon.Runtime;

namespace Amazon.CodeBuild.Model;

/// <summary>What <c>StopBuild</c> answers.</summary>
public class StopBuildResponse : AmazonWebServiceResponse
{
    /// <summary>The build.</summary>
    public Build? Build { get; set; }
}
