namespace Amazon.CodeBuild.Model;

/// <summary>The structure <c>S3LogsConfig</c> of AWS CodeBuild, API version 2016-10-06.</summary>
public class S3LogsConfig
{
    /// <summary>The API's <c>bucketOwnerAccess</c>.</summary>
    public BucketOwnerAccess BucketOwnerAccess { get; set; }

    /// <summary>The API's <c>encryptionDisabled</c>.</summary>
    public bool? EncryptionDisabled { get; set; }

    /// <summary>The API's <c>location</c>.</summary>
    public string Location { get; set; }

    /// <summary>Required. The API's <c>status</c>.</summary>
    public LogsConfigStatusType Status { get; set; }
}
