namespace Amazon.CodeBuild.Model;

/// <summary>The structure <c>ProjectFileSystemLocation</c> of AWS CodeBuild, API version 2016-10-06.</summary>
public class ProjectFileSystemLocation
{
    /// <summary>The API's <c>identifier</c>.</summary>
    public string Identifier { get; set; }

    /// <summary>The API's <c>location</c>.</summary>
    public string Location { get; set; }

    /// <summary>The API's <c>mountOptions</c>.</summary>
    public string MountOptions { get; set; }

    /// <summary>The API's <c>mountPoint</c>.</summary>
    public string MountPoint { get; set; }

    /// <summary>The API's <c>type</c>.</summary>
    public FileSystemType Type { get; set; }
}
