using Amazon.Runtime;

namespace Amazon.CodeBuild.Model;

/// <summary>What <c>StartBuild</c> answers.</summary>
public class StartBuildResponse : AmazonWebServiceResponse
{
    /// <summary>The API's <c>build</c>.</summary>
    public Build Build { get; set; }
}
