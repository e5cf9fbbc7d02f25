namespace Amazon.CodeBuild.Model;

/// <summary>The structure <c>AutoRetryConfig</c> of AWS CodeBuild, API version 2016-10-06.</summary>
public class AutoRetryConfig
{
    /// <summary>The API's <c>autoRetryLimit</c>.</summary>
    public int? AutoRetryLimit { get; set; }

    /// <summary>The API's <c>autoRetryNumber</c>.</summary>
    public int? AutoRetryNumber { get; set; }

    /// <summary>The API's <c>nextAutoRetry</c>.</summary>
    public string NextAutoRetry { get; set; }

    /// <summary>The API's <c>previousAutoRetry</c>.</summary>
    public string PreviousAutoRetry { get; set; }
}
