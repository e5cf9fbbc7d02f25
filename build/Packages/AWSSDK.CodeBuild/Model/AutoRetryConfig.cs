namespace Amazon.CodeBuild.Model;

/// <summary>CodeBuild's <c>AutoRetryConfig</c>.</summary>
public class AutoRetryConfig
{
    /// <summary>The auto retry limit.</summary>
    public int? AutoRetryLimit { get; set; }

    /// <summary>The auto retry number.</summary>
    public int? AutoRetryNumber { get; set; }

    /// <summary>The next auto retry.</summary>
    public string? NextAutoRetry { get; set; }

    /// <summary>The previous auto retry.</summary>
    public string? PreviousAutoRetry { get; set; }
}
