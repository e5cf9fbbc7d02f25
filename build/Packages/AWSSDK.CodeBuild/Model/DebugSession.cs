namespace Amazon.CodeBuild.Model;

/// <summary>The structure <c>DebugSession</c> of AWS CodeBuild, API version 2016-10-06.</summary>
public class DebugSession
{
    /// <summary>The API's <c>sessionEnabled</c>.</summary>
    public bool? SessionEnabled { get; set; }

    /// <summary>The API's <c>sessionTarget</c>: at least 1 characters.</summary>
    public string SessionTarget { get; set; }
}
