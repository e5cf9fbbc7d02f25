namespace Amazon.CodeBuild.Model;

/// <summary>CodeBuild's <c>S3LogsConfig</c>.</summary>
public class S3LogsConfig
{
    /// <summary>The bucket owner access.</summary>
    public BucketOwnerAccess? BucketOwnerAccess { get; set; }

    /// <summary>The encryption disabled.</summary>
    public bool? EncryptionDisabled { get; set; }

    /// <summary>The location.</summary>
    public string? Location { get; set; }

    /// <summary>The status (required).</summary>
    public LogsConfigStatusType? Status { get; set; }
}
