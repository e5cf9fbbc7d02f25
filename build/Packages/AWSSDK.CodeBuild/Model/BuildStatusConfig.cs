namespace Amazon.CodeBuild.Model;

/// <summary>The structure <c>BuildStatusConfig</c> of AWS CodeBuild, API version 2016-10-06.</summary>
public class BuildStatusConfig
{
    /// <summary>The API's <c>context</c>.</summary>
    public string Context { get; set; }

    /// <summary>The API's <c>targetUrl</c>.</summary>
    public string TargetUrl { get; set; }
}
