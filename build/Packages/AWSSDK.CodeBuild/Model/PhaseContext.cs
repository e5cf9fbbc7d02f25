namespace Amazon.CodeBuild.Model;

/// <summary>The structure <c>PhaseContext</c> of AWS CodeBuild, API version 2016-10-06.</summary>
public class PhaseContext
{
    /// <summary>The API's <c>message</c>.</summary>
    public string Message { get; set; }

    /// <summary>The API's <c>statusCode</c>.</summary>
    public string StatusCode { get; set; }
}
