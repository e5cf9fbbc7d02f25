namespace Amazon.CodeBuild.Model;

/// <summary>CodeBuild's <c>BuildArtifacts</c>.</summary>
public class BuildArtifacts
{
    /// <summary>The artifact identifier.</summary>
    public string? ArtifactIdentifier { get; set; }

    /// <summary>The bucket owner access.</summary>
    public BucketOwnerAccess? BucketOwnerAccess { get; set; }

    /// <summary>The encryption disabled.</summary>
    public bool? EncryptionDisabled { get; set; }

    /// <summary>The location.</summary>
    public string? Location { get; set; }

    /// <summary>The md5sum.</summary>
    public string? Md5sum { get; set; }

    /// <summary>The override artifact name.</summary>
    public bool? OverrideArtifactName { get; set; }

    /// <summary>The sha256sum.</summary>
    public string? Sha256sum { get; set; }
}
