using Amazon.Runtime;

namespace Amazon.CodeBuild.Model;

/// <summary>What <c>DeleteProject</c> answers.</summary>
public class DeleteProjectResponse : AmazonWebServiceResponse;
