namespace Amazon.CodeBuild.Model;

/// <summary>The structure <c>GitSubmodulesConfig</c> of AWS CodeBuild, API version 2016-10-06.</summary>
public class GitSubmodulesConfig
{
    /// <summary>Required. The API's <c>fetchSubmodules</c>.</summary>
    public bool? FetchSubmodules { get; set; }
}
