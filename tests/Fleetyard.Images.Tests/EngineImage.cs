namespace Fleetyard.Images.Tests;

/// <summary>An image in the engine, removed at the end, and what a container of it sees.</summary>
internal sealed class EngineImage : IDisposable
{
    /// <summary>What an engine puts into every container, which is of no image.</summary>
    private static readonly string[] Engines = ["/.dockerenv", "/dev", "/etc", "/proc", "/sys", Busybox.Directory];

    /// <param name="layers">Its layers, above one that has busybox and GNU find.</param>
    /// <param name="path">Where it looks for programs.</param>
    /// <param name="volumes">Where its containers get volumes.</param>
    public EngineImage(IReadOnlyList<byte[]> layers, string path = Busybox.Directory, params string[] volumes)
    {
        Docker.Require();
        var file = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(file, PackedImage.Tar(PackedImage.Docker([GnuFind.AddTo(Busybox.Layer()).Write(), .. layers], name: Name, container: new
            {
                Env = new[] { $"PATH={path}" },
                Volumes = volumes.ToDictionary(volume => volume, _ => new { }),
            })));
            Docker.Run("load", "--quiet", "--input", file);
        }
        finally
        {
            File.Delete(file);
        }
    }

    public string Name { get; } = $"fleetyard-images-test:{Guid.NewGuid():n}";

    /// <summary>Builds upon it, and has the built image's name from then on.</summary>
    public void Build(string dockerfile)
    {
        var context = Directory.CreateTempSubdirectory("fleetyard-build-").FullName;
        try
        {
            File.WriteAllText(Path.Combine(context, "Dockerfile"), $"FROM {Name}\n{dockerfile}");
            Docker.Run("build", "--quiet", "--force-rm", "--network=none", "--tag", Name, context);
        }
        finally
        {
            Directory.Delete(context, recursive: true);
        }
    }

    /// <summary>The oracle: what <c>find</c> sees in a running container.</summary>
    public List<string> Oracle()
    {
        var script = $$"""
            b={{Busybox.Directory}}/busybox
            $b find / -xdev -mindepth 1 | while read -r p; do
                if [ -L "$p" ]; then echo "l $p $($b readlink "$p")"
                elif [ -d "$p" ]; then echo "d $p"
                elif [ -f "$p" ]; then echo "f $p $($b head -c 20 "$p" | $b head -n 1)"
                else echo "o $p"
                fi
            done
            """;
        var lines = Docker.Run("run", "--rm", "--network=none", "--entrypoint", $"{Busybox.Directory}/busybox", Name, "sh", "-c", script).Split('\n');
        return Images(lines.Select(line => line.TrimEnd()));
    }

    /// <summary>The lines that are the image's own, sorted as the shell cannot.</summary>
    public static List<string> Images(IEnumerable<string> lines) =>
        [.. lines.Where(line => !Engines.Any(path => line[2..] == path || line[2..].StartsWith(path + '/', StringComparison.Ordinal) || line[2..].StartsWith(path + ' ', StringComparison.Ordinal)))
            .OrderBy(line => line[2..], StringComparer.Ordinal)];

    /// <summary>The containers of it that there are.</summary>
    public string[] Containers() => Docker.Run("ps", "--all", "--quiet", "--filter", $"ancestor={Name}").Split('\n', StringSplitOptions.RemoveEmptyEntries);

    public void Dispose()
    {
        if (Docker.Run("images", "--quiet", Name).Length > 0)
        {
            Docker.Run("rmi", "--force", Name);
        }
    }
}
