using Amazon.Runtime;

namespace Amazon.CodeBuild.Model;

/// <summary>What <c>StopBuild</c> answers.</summary>
public class StopBuildResponse : AmazonWebServiceResponse
{
    /// <summary>The API's <c>build</c>.</summary>
    public Build Build { get; set; }
}
