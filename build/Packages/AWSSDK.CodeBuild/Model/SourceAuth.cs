namespace Amazon.CodeBuild.Model;

/// <summary>The structure <c>SourceAuth</c> of AWS CodeBuild, API version 2016-10-06.</summary>
public class SourceAuth
{
    /// <summary>The API's <c>resource</c>.</summary>
    public string Resource { get; set; }

    /// <summary>Required. The API's <c>type</c>.</summary>
    public SourceAuthType Type { get; set; }
}
