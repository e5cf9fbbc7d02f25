using System.Formats.Tar;
using System.Runtime.InteropServices;
using DockerCli = Fleetyard.Images.Tests.Docker;

namespace Fleetyard.EndToEnd.Images;

/// <summary>Images in the real engine with this machine's own libcrypto in the places of the runbook, and a shell; they go with it.</summary>
internal sealed class RunbookImages : IDisposable
{
    public const string Library = "/usr/lib/x86_64-linux-gnu/libcrypto.so.3";
    private static readonly string[] Shell = ["/lib64/ld-linux-x86-64.so.2", "/usr/lib/x86_64-linux-gnu/libc.so.6", "/usr/bin/dash"];

    private readonly List<string> names = [];

    private RunbookImages()
    {
    }

    /// <summary>The part of the names that these images share, and no others have.</summary>
    public string Prefix { get; } = $"fleetyard-test-{Guid.NewGuid():n}";

    /// <summary>Makes none yet; says why not where a part is missing.</summary>
    public static RunbookImages Open()
    {
        DockerCli.Require();
        if (!File.Exists(Library) || RuntimeInformation.OSArchitecture != Architecture.X64)
        {
            Assert.Ignore($"needs {Library} (Debian's libssl3t64) on an x86_64 machine");
        }

        return new RunbookImages();
    }

    /// <summary>An image with libcrypto in the folders of the installations, each with its symlink.</summary>
    /// <param name="tag">Its tag.</param>
    /// <param name="installations">The folders of the libraries, such as <c>usr/local/openssl-3.0/lib64</c>.</param>
    public string Make(string tag, params string[] installations)
    {
        var name = $"{Prefix}:{tag}";
        var file = Path.GetTempFileName();
        try
        {
            using (var tar = new TarWriter(File.Create(file)))
            {
                foreach (var folder in installations)
                {
                    tar.WriteEntry(Library, $"{folder}/libcrypto.so.3");
                    tar.WriteEntry(new PaxTarEntry(TarEntryType.SymbolicLink, $"{folder}/libcrypto.so") { LinkName = "libcrypto.so.3" });
                }

                tar.WriteEntry(new PaxTarEntry(TarEntryType.SymbolicLink, "usr/local/awslc/lib/libcrypto.so") { LinkName = "libcrypto.so.gone" });
                foreach (var part in Shell)
                {
                    tar.WriteEntry(Real(part), part.TrimStart('/'));
                }

                tar.WriteEntry(new PaxTarEntry(TarEntryType.SymbolicLink, "bin/sh") { LinkName = "/usr/bin/dash" });
            }

            DockerCli.Run("import", file, name);
            names.Add(name);
            return name;
        }
        finally
        {
            File.Delete(file);
        }
    }

    public void Dispose() => names.ForEach(name => DockerCli.Run("rmi", "--force", name));

    private static string Real(string path) => File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path;
}
