namespace Fleetyard.Images.Identification;

/// <summary>Debian's database of installed packages, as far as clang's packages go (dpkg(1), /var/lib/dpkg).</summary>
internal sealed class DpkgDatabase(ISurroundings around)
{
    private const string Status = "var/lib/dpkg/status";

    /// <summary>Far above a full desktop's database, and above any package's list of files.</summary>
    private const long MostStatus = 64 * 1024 * 1024, MostFiles = 4 * 1024 * 1024;

    private const int MostPackages = 256;

    private List<Package>? _packages;

    /// <summary>The version of the package that brought this file; null when none of clang's did.</summary>
    public ClangVersion? VersionOf(string path)
    {
        _packages ??= [.. Installed()];
        return _packages.FirstOrDefault(package => Brought(package, "/" + path)) is { } owner
            ? new(owner.Upstream, [new(EvidenceSource.PackageDatabase, OneLine.Of($"{owner.Name} {owner.Version}"), Status)])
            : null;
    }

    private List<Package> Installed()
    {
        using var content = around.Open(Status);
        var packages = new List<Package>();
        var package = new Package("", "", "");
        foreach (var line in content is null ? [] : BoundedLines.Read(content, MostStatus).Append(""))
        {
            if (line.Length == 0)
            {
                if (IsClang(package) && packages.Count < MostPackages)
                    packages.Add(package);
                package = new("", "", "");
            }

            package = line.Split(": ", 2) switch
            {
                ["Package", var name] => package with { Name = name },
                ["Architecture", var architecture] => package with { Architecture = architecture },
                ["Version", var version] => package with { Version = version },
                _ => package,
            };
        }

        return packages;
    }

    private static bool IsClang(Package package) =>
        package.Version.Length > 0 && !package.Name.Contains('/', StringComparison.Ordinal)
        && (package.Name.StartsWith("clang", StringComparison.Ordinal) || package.Name.StartsWith("llvm", StringComparison.Ordinal));

    private bool Brought(Package package, string path)
    {
        // Packages that can be installed for several architectures have theirs in the list's name.
        using var content = around.Open($"var/lib/dpkg/info/{package.Name}.list") ?? around.Open($"var/lib/dpkg/info/{package.Name}:{package.Architecture}.list");
        return content is not null && BoundedLines.Read(content, MostFiles).Any(line => line == path);
    }

    private sealed record Package(string Name, string Architecture, string Version)
    {
        /// <summary>Without Debian's epoch and revision: 14.0.6 of 1:14.0.6-12.</summary>
        public string Upstream
        {
            get
            {
                var upstream = Version[(Version.IndexOf(':', StringComparison.Ordinal) + 1)..];
                return upstream.LastIndexOf('-') is var revision and > 0 ? upstream[..revision] : upstream;
            }
        }
    }
}
