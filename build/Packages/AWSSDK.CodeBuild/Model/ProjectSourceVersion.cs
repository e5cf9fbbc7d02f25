namespace Amazon.CodeBuild.Model;

/// <summary>The structure <c>ProjectSourceVersion</c> of AWS CodeBuild, API version 2016-10-06.</summary>
public class ProjectSourceVersion
{
    /// <summary>Required. The API's <c>sourceIdentifier</c>.</summary>
    public string SourceIdentifier { get; set; }

    /// <summary>Required. The API's <c>sourceVersion</c>.</summary>
    public string SourceVersion { get; set; }
}
