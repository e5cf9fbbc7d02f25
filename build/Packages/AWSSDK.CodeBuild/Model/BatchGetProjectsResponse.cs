using Amazon.Runtime;

namespace Amazon.CodeBuild.Model;

/// <summary>What <c>BatchGetProjects</c> answers.</summary>
public class BatchGetProjectsResponse : AmazonWebServiceResponse
{
    /// <summary>The projects.</summary>
    public List<Project> Projects { get; set; } = AWSConfigs.InitializeCollections ? [] : null!;

    /// <summary>The projects not found (1 to 100 items).</summary>
    public List<string> ProjectsNotFound { get; set; } = AWSConfigs.InitializeCollections ? [] : null!;
}
