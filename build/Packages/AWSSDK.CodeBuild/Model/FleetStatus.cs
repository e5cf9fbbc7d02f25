namespace Amazon.CodeBuild.Model;

/// <summary>The structure <c>FleetStatus</c> of AWS CodeBuild, API version 2016-10-06.</summary>
public class FleetStatus
{
    /// <summary>The API's <c>context</c>.</summary>
    public FleetContextCode Context { get; set; }

    /// <summary>The API's <c>message</c>.</summary>
    public string Message { get; set; }

    /// <summary>The API's <c>statusCode</c>.</summary>
    public FleetStatusCode StatusCode { get; set; }
}
