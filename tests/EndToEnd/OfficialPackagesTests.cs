using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;
using System.Xml.Linq;

namespace Fleetyard.EndToEnd;

/// <summary><c>-p:OfficialPackages=true</c> swaps each subset for the package of its name, and changes nothing else.</summary>
public sealed class OfficialPackagesTests
{
    /// <summary>MSBuild takes seconds for one, and each is looked at by several tests.</summary>
    private static readonly ConcurrentDictionary<(string Project, bool IsOfficial), Lazy<Evaluation>> Evaluations = new();

    private static readonly string[] Subsets =
        [.. Directory.EnumerateFiles(Path.Combine(Repository.Root, "build", "Packages"), "*.csproj", SearchOption.AllDirectories).Select(file => Path.GetFileNameWithoutExtension(file)!).Order()];

    private static readonly string[] Projects =
        [.. new[] { "build", "tests" }.SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Repository.Root, folder), "*.csproj", SearchOption.AllDirectories))
            .Where(file => !file.StartsWith(Path.Combine(Repository.Root, "build", "Packages"), StringComparison.Ordinal))
            .Select(file => Path.GetRelativePath(Repository.Root, file)).Order()];

    private static IEnumerable<string> ProjectsOnSubsets => Projects.Where(project => Asked(project).Count > 0);

    [TestCaseSource(nameof(ProjectsOnSubsets))]
    public void A_project_takes_the_subsets_or_the_packages_it_asks_for(string project)
    {
        var asked = Asked(project);
        var subsets = Evaluate(project, official: false);
        var official = Evaluate(project, official: true);

        Assert.That(subsets.Projects.Intersect(Subsets), Is.EquivalentTo(asked));
        Assert.That(subsets.Packages.Intersect(Subsets), Is.Empty);
        Assert.That(official.Packages.Intersect(Subsets), Is.EquivalentTo(asked));
        Assert.That(official.Projects.Intersect(Subsets), Is.Empty);
        Assert.That(official.Assemblies.Where(assembly => assembly.StartsWith("Cake.", StringComparison.Ordinal) && assembly != "Cake.Git"), Is.Empty, "the packages bring the engine");

        Assert.That(official.Projects, Is.EquivalentTo(subsets.Projects.Except(Subsets)), "nothing else changes");
        Assert.That(official.Packages.Except(asked), Is.EquivalentTo(subsets.Packages), "nothing else changes");
    }

    [TestCaseSource(nameof(ProjectsOnSubsets))]
    public void Its_packages_have_exact_central_versions_and_a_lock_file_of_their_own(string project)
    {
        var official = Evaluate(project, official: true);
        foreach (var package in Asked(project))
        {
            Assert.That(official.Versions, Does.ContainKey(package));
            Assert.That(official.Versions[package], Does.Match(@"^\d+\.\d+\.\d+(\.\d+)?$"), package);
        }

        Assert.That(official.LockFile, Does.StartWith(Path.Combine(Repository.Root, "artifacts")));
        Assert.That(official.Locked, Is.EqualTo("false"));
    }

    [TestCaseSource(nameof(Projects))]
    public void No_project_goes_past_the_switch(string project)
    {
        var references = XDocument.Load(Path.Combine(Repository.Root, project)).Descendants()
            .Where(element => element.Name.LocalName is "ProjectReference" or "PackageReference")
            .Select(element => Name((string)element.Attribute("Include")!));
        Assert.That(references.Intersect(Subsets), Is.Empty, "write <OfficialPackage Include=\"...\" /> instead");
    }

    private static List<string> Asked(string project) =>
        [.. XDocument.Load(Path.Combine(Repository.Root, project)).Descendants("OfficialPackage").Select(element => (string)element.Attribute("Include")!)];

    private static Evaluation Evaluate(string project, bool official) =>
        Evaluations.GetOrAdd((project, official), key => new(() => ByMSBuild(key.Project, key.IsOfficial))).Value;

    private static Evaluation ByMSBuild(string project, bool official)
    {
        string[] arguments =
        [
            "msbuild", Path.Combine(Repository.Root, project), $"-p:OfficialPackages={official}", "-nologo",
            "-getItem:PackageReference,ProjectReference,Reference,PackageVersion", "-getProperty:NuGetLockFilePath,RestoreLockedMode",
        ];
        using var process = Process.Start(new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true })!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.That(process.ExitCode, Is.Zero, output);

        using var document = JsonDocument.Parse(output);
        var items = document.RootElement.GetProperty("Items");
        var properties = document.RootElement.GetProperty("Properties");
        return new Evaluation(
            Names(items, "PackageReference"),
            Names(items, "ProjectReference"),
            Names(items, "Reference"),
            items.GetProperty("PackageVersion").EnumerateArray().ToDictionary(item => item.GetProperty("Identity").GetString()!, item => item.GetProperty("Version").GetString()!),
            properties.GetProperty("NuGetLockFilePath").GetString()!,
            properties.GetProperty("RestoreLockedMode").GetString()!);
    }

    private static List<string> Names(JsonElement items, string kind) =>
        [.. items.GetProperty(kind).EnumerateArray().Select(item => Name(item.GetProperty("Identity").GetString()!))];

    /// <summary>A package's, or that of a project's or an assembly's file.</summary>
    private static string Name(string identity) => Path.GetFileName(identity) is var file && (file.EndsWith(".csproj", StringComparison.Ordinal) || file.EndsWith(".dll", StringComparison.Ordinal))
        ? Path.GetFileNameWithoutExtension(file)
        : file;

    private sealed record Evaluation(
        List<string> Packages, List<string> Projects, List<string> Assemblies, Dictionary<string, string> Versions, string LockFile, string Locked);
}
