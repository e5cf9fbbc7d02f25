namespace Amazon.CodeBuild.Model;

/// <summary>The structure <c>BuildArtifacts</c> of AWS CodeBuild, API version 2016-10-06.</summary>
public class BuildArtifacts
{
    /// <summary>The API's <c>artifactIdentifier</c>.</summary>
    public string ArtifactIdentifier { get; set; }

    /// <summary>The API's <c>bucketOwnerAccess</c>.</summary>
    public BucketOwnerAccess BucketOwnerAccess { get; set; }

    /// <summary>The API's <c>encryptionDisabled</c>.</summary>
    public bool? EncryptionDisabled { get; set; }

    /// <summary>The API's <c>location</c>.</summary>
    public string Location { get; set; }

    /// <summary>The API's <c>md5sum</c>.</summary>
    public string Md5sum { get; set; }

    /// <summary>The API's <c>overrideArtifactName</c>.</summary>
    public bool? OverrideArtifactName { get; set; }

    /// <summary>The API's <c>sha256sum</c>.</summary>
    public string Sha256sum { get; set; }
}
