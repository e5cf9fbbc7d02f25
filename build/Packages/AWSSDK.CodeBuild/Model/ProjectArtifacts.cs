namespace Amazon.CodeBuild.Model;

/// <summary>CodeBuild's <c>ProjectArtifacts</c>.</summary>
public class ProjectArtifacts
{
    /// <summary>The artifact identifier.</summary>
    public string? ArtifactIdentifier { get; set; }

    /// <summary>The bucket owner access.</summary>
    public BucketOwnerAccess? BucketOwnerAccess { get; set; }

    /// <summary>The encryption disabled.</summary>
    public bool? EncryptionDisabled { get; set; }

    /// <summary>The location.</summary>
    public string? Location { get; set; }

    /// <summary>The name.</summary>
    public string? Name { get; set; }

    /// <summary>The namespace type.</summary>
    public ArtifactNamespace? NamespaceType { get; set; }

    /// <summary>The override artifact name.</summary>
    public bool? OverrideArtifactName { get; set; }

    /// <summary>The packaging.</summary>
    public ArtifactPackaging? Packaging { get; set; }

    /// <summary>The path.</summary>
    public string? Path { get; set; }

    /// <summary>The type (required).</summary>
    public ArtifactsType? Type { get; set; }
}
