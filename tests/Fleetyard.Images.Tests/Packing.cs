namespace Fleetyard.Images.Tests;

/// <summary>The ways an image is packed that one set of promises holds for.</summary>
internal enum Packing
{
    DockerSave,
    DockerSaveGzip,
    OciDirectory,
    OciDirectoryGzip,
    OciTarZstd,
    OciTarGzipGzip,
    Registry,
}
