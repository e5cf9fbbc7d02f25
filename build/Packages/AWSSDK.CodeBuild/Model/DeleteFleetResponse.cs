using Amazon.Runtime;

namespace Amazon.CodeBuild.Model;

/// <summary>What <c>DeleteFleet</c> answers.</summary>
public class DeleteFleetResponse : AmazonWebServiceResponse;
