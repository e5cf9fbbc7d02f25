namespace Amazon.CodeBuild.Model;

/// <summary>CodeBuild's <c>ProjectFileSystemLocation</c>.</summary>
public class ProjectFileSystemLocation
{
    /// <summary>The identifier.</summary>
    public string? Identifier { get; set; }

    /// <summary>The location.</summary>
    public string? Location { get; set; }

    /// <summary>The mount options.</summary>
    public string? MountOptions { get; set; }

    /// <summary>The mount point.</summary>
    public string? MountPoint { get; set; }

    /// <summary>The type.</summary>
    public FileSystemType? Type { get; set; }
}
