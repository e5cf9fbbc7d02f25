namespace Amazon.CodeBuild.Model;

/// <summary>The structure <c>DockerServerStatus</c> of AWS CodeBuild, API version 2016-10-06.</summary>
public class DockerServerStatus
{
    /// <summary>The API's <c>message</c>.</summary>
    public string Message { get; set; }

    /// <summary>The API's <c>status</c>.</summary>
    public string Status { get; set; }
}
