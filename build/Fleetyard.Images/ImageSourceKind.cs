namespace Fleetyard.Images;

/// <summary>Where an image is read from, and how.</summary>
public enum ImageSourceKind
{
    /// <summary>A tar that <c>docker save</c> wrote.</summary>
    DockerArchive,

    /// <summary>An OCI image layout: a directory, or a tar of one.</summary>
    OciLayout,

    /// <summary>A Docker engine's overlay2 directories, read in place.</summary>
    Overlay2,

    /// <summary>A container that an engine creates, that is never started, and whose files the engine exports.</summary>
    Container,

    /// <summary>A Docker engine's <c>save</c>: slow, but it has the layers.</summary>
    Save,

    /// <summary>A locked-down container of a Docker engine that runs <c>find</c>, which has to be allowed.</summary>
    Run,

    /// <summary>A registry: the layers are streamed, and never stored.</summary>
    Registry,
}
