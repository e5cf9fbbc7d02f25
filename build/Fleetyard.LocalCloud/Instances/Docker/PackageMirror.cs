using System.Text.RegularExpressions;

namespace Fleetyard.LocalCloud.Instances.Docker;

/// <summary>Where this machine gets a distribution's packages from, as its apt sources say.</summary>
/// <param name="Main">The archive.</param>
/// <param name="Security">The archive of security updates, or null where the machine has none.</param>
/// <param name="HasUpdates">Whether the machine takes the updates of a release.</param>
public sealed record PackageMirror(Uri Main, Uri? Security, bool HasUpdates)
{
    /// <summary>The last part of the archives' addresses, which tells them from third parties' with the same suites.</summary>
    private static readonly Dictionary<string, string[]> Archives = new()
    {
        ["debian"] = ["debian", "debian-security"],
        ["ubuntu"] = ["ubuntu", "ubuntu-ports"],
    };

    /// <summary>The mirror of a distribution, or null where the machine's sources name none.</summary>
    /// <param name="distribution"><c>debian</c> or <c>ubuntu</c>.</param>
    /// <param name="folder">apt's configuration.</param>
    public static PackageMirror? Of(string distribution, string folder = "/etc/apt")
    {
        if (!Archives.TryGetValue(distribution, out var archives))
        {
            return null;
        }

        var own = Read(folder).Where(source => archives.Contains(source.Address.AbsolutePath.Trim('/').Split('/')[^1])).ToList();
        var security = own.Where(source => source.Suite.EndsWith("-security", StringComparison.Ordinal)).Select(source => source.Address).FirstOrDefault();
        return own.Where(source => !source.Suite.Contains('-', StringComparison.Ordinal)).Select(source => source.Address).FirstOrDefault() is { } main
            ? new(main, security, own.Any(source => source.Suite.EndsWith("-updates", StringComparison.Ordinal)))
            : null;
    }

    /// <summary>The text of a file <c>*.sources</c> for a release (sources.list(5)).</summary>
    public string Sources(string suite, string keyring)
    {
        var components = Main.AbsolutePath.Contains("ubuntu", StringComparison.Ordinal) ? "main universe" : "main";
        var main = Paragraph(Main, HasUpdates ? $"{suite} {suite}-updates" : suite);
        return Security is null ? main : $"{main}\n{Paragraph(Security, $"{suite}-security")}";

        string Paragraph(Uri address, string suites) => $"Types: deb\nURIs: {address}\nSuites: {suites}\nComponents: {components}\nSigned-By: {keyring}\n";
    }

    private static IEnumerable<(Uri Address, string Suite)> Read(string folder)
    {
        string[] parts = Directory.Exists(Path.Combine(folder, "sources.list.d")) ? Directory.GetFiles(Path.Combine(folder, "sources.list.d")) : [];
        foreach (var file in parts.Order(StringComparer.Ordinal).Prepend(Path.Combine(folder, "sources.list")).Where(File.Exists))
        {
            var text = File.ReadAllText(file);
            foreach (var source in Path.GetExtension(file) switch { ".list" => OneLine(text), ".sources" => Deb822(text), _ => [] })
            {
                yield return source;
            }
        }
    }

    /// <summary>Lines such as <c>deb [signed-by=...] http://deb.debian.org/debian trixie main</c>.</summary>
    private static IEnumerable<(Uri Address, string Suite)> OneLine(string text) =>
        from line in text.Split('\n')
        let words = Regex.Replace(line, @"\[[^\]]*\]", "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
        where words is ["deb", _, _, ..]
        from source in Pairs([words[1]], [words[2]])
        select source;

    /// <summary>Paragraphs of <c>Types:</c>, <c>URIs:</c>, <c>Suites:</c>.</summary>
    private static IEnumerable<(Uri Address, string Suite)> Deb822(string text)
    {
        foreach (var paragraph in text.ReplaceLineEndings("\n").Split("\n\n"))
        {
            var fields = paragraph.Split('\n')
                .Where(line => line.Length > 0 && line[0] is not ('#' or ' ' or '\t'))
                .Select(line => line.Split(':', 2))
                .Where(field => field.Length == 2)
                .ToLookup(field => field[0].Trim(), field => field[1].Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries), StringComparer.OrdinalIgnoreCase);
            if (fields["Enabled"].FirstOrDefault() is not ["no"] && (fields["Types"].FirstOrDefault() ?? []).Contains("deb"))
            {
                foreach (var source in Pairs(fields["URIs"].FirstOrDefault() ?? [], fields["Suites"].FirstOrDefault() ?? []))
                {
                    yield return source;
                }
            }
        }
    }

    private static IEnumerable<(Uri, string)> Pairs(string[] addresses, string[] suites) =>
        from address in addresses
        let uri = Uri.TryCreate(address, UriKind.Absolute, out var parsed) && parsed.Scheme is "http" or "https" ? parsed : null
        where uri is not null
        from suite in suites
        select (uri, suite);
}
