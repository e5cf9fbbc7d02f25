using Fleetyard.LocalCloud.State;

namespace Fleetyard.LocalCloud.Instances;

/// <summary>Where a host keeps its instances and images, a folder each, named for its id.</summary>
internal sealed class HostFolders(string directory)
{
    public string Instances => Path.Combine(directory, "instances");

    public string Images => Path.Combine(directory, "images");

    public string Instance(string id) => Path.Combine(Instances, Name(id));

    public string Image(string id) => Path.Combine(Images, Name(id));

    /// <summary>Makes an instance's folder.</summary>
    public string MakeInstance(string id) => Make(Instance(id));

    /// <summary>Makes an image's folder.</summary>
    public string MakeImage(string id) => Make(Image(id));

    private string Make(string folder)
    {
        PrivateFiles.MakeFolder(directory);
        return PrivateFiles.MakeFolder(folder);
    }

    /// <summary>Ids are LocalCloud's own; one that could lead out of the folder is none of them.</summary>
    private static string Name(string id) => id.Length is > 0 and <= 100 && id.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '-')
        ? id
        : throw new ArgumentException($"'{id}' is no id of an instance or an image.", nameof(id));
}
