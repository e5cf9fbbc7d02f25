using Fleetyard.LocalCloud.Instances.Docker;

namespace Fleetyard.LocalCloud.Tests.Instances;

/// <summary>apt's sources in both of their forms.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class DockerPackageMirrorTests : IDisposable
{
    private readonly DirectoryInfo apt = Directory.CreateTempSubdirectory("fleetyard-apt-");

    public void Dispose() => apt.Delete(recursive: true);

    [Test]
    public void Lines()
    {
        Write("sources.list", """
            # deb http://commented.example/debian trixie main
            deb-src http://source.example/debian bookworm main
            deb [arch=amd64 signed-by=/usr/share/keyrings/x.gpg] https://mirror.example/debian/ bookworm main contrib
            deb http://mirror.example/debian bookworm-updates main
            deb http://mirror.example/debian-security bookworm-security main
            """);
        Assert.That(
            PackageMirror.Of("debian", apt.FullName),
            Is.EqualTo(new PackageMirror(new Uri("https://mirror.example/debian/"), new Uri("http://mirror.example/debian-security"), HasUpdates: true)));
    }

    [Test]
    public void Paragraphs()
    {
        Write("sources.list.d/debian.sources", """
            Types: deb deb-src
            # a comment
            URIs: http://mirror.example/debian
            Suites: bookworm bookworm-backports
            Components: main

            Enabled: no
            Types: deb
            URIs: http://mirror.example/debian-security
            Suites: bookworm-security
            Components: main
            """);
        Assert.That(PackageMirror.Of("debian", apt.FullName), Is.EqualTo(new PackageMirror(new Uri("http://mirror.example/debian"), null, HasUpdates: false)));
    }

    [Test]
    public void Third_parties_and_other_distributions_are_no_mirror()
    {
        Write("sources.list.d/others.list", """
            deb https://download.docker.example/linux/debian/12/prod bookworm stable
            deb https://apt.example bookworm main
            deb cdrom:[Debian]/debian bookworm main
            deb http://archive.example/ubuntu noble main
            """);
        Assert.That(PackageMirror.Of("debian", apt.FullName), Is.Null);
        Assert.That(PackageMirror.Of("amzn", apt.FullName), Is.Null);
    }

    [Test]
    public void A_systems_sources_are_of_its_own_release_and_signed()
    {
        var mirror = new PackageMirror(new Uri("http://mirror.example/debian"), new Uri("http://mirror.example/debian-security"), HasUpdates: true);
        Assert.That(mirror.Sources("trixie", "/keys.gpg"), Is.EqualTo("""
            Types: deb
            URIs: http://mirror.example/debian
            Suites: trixie trixie-updates
            Components: main
            Signed-By: /keys.gpg

            Types: deb
            URIs: http://mirror.example/debian-security
            Suites: trixie-security
            Components: main
            Signed-By: /keys.gpg

            """.ReplaceLineEndings("\n")));
    }

    private void Write(string name, string text)
    {
        var path = Path.Combine(apt.FullName, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }
}
