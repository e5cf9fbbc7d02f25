namespace Fleetyard.Images.Tests;

/// <summary>The ways an image is packed that one set of promises holds for.</summary>
public enum Packing
{
    DockerSave,
    DockerSaveGzip,
    OciDirectory,
    OciDirectoryGzip,
    OciTarZstd,
    OciTarGzipGzip,
    Registry,
}
