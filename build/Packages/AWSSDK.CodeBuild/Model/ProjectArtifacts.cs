namespace Amazon.CodeBuild.Model;

/// <summary>The structure <c>ProjectArtifacts</c> of AWS CodeBuild, API version 2016-10-06.</summary>
public class ProjectArtifacts
{
    /// <summary>The API's <c>artifactIdentifier</c>.</summary>
    public string ArtifactIdentifier { get; set; }

    /// <summary>The API's <c>bucketOwnerAccess</c>.</summary>
    public BucketOwnerAccess BucketOwnerAccess { get; set; }

    /// <summary>The API's <c>encryptionDisabled</c>.</summary>
    public bool? EncryptionDisabled { get; set; }

    /// <summary>The API's <c>location</c>.</summary>
    public string Location { get; set; }

    /// <summary>The API's <c>name</c>.</summary>
    public string Name { get; set; }

    /// <summary>The API's <c>namespaceType</c>.</summary>
    public ArtifactNamespace NamespaceType { get; set; }

    /// <summary>The API's <c>overrideArtifactName</c>.</summary>
    public bool? OverrideArtifactName { get; set; }

    /// <summary>The API's <c>packaging</c>.</summary>
    public ArtifactPackaging Packaging { get; set; }

    /// <summary>The API's <c>path</c>.</summary>
    public string Path { get; set; }

    /// <summary>Required. The API's <c>type</c>.</summary>
    public ArtifactsType Type { get; set; }
}
