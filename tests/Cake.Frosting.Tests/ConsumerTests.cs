using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using Fleetyard.Images.Tests;

namespace Cake.Frosting.Tests;

/// <summary>A stranger's build, compiled against the subset and started as a program.</summary>
public sealed partial class ConsumerTests
{
    private static readonly string Program = Path.Combine(AppContext.BaseDirectory, "Consumer.dll");

    [Test]
    public void A_documented_build_compiles_and_runs()
    {
        var (code, output, errors) = Start("--configuration=Debug");
        Assert.That(code, Is.Zero, errors);
        Assert.That(Lines(output, "Setting up for Default", "Compiling as Debug", "Compile is over", "Tearing down"), Is.EqualTo(new[] { 0, 1, 2, 3 }), output);
        Assert.That(errors, Does.Contain("Lint"));
    }

    [Test]
    public void Its_exit_code_comes_through_the_process()
    {
        var (code, output, errors) = Start("--fail");
        Assert.That(code, Is.EqualTo(7));
        Assert.That(errors, Does.Contain("Compile failed").And.Contain("Error: The compiler has a bad day."));
        Assert.That(output, Does.Contain("Compile is over").And.Contain("Tearing down"));
    }

    [Test]
    public void Its_tasks_are_those_of_the_entry_assembly()
    {
        var (code, output, _) = Start("--description");
        Assert.That(code, Is.Zero);
        Assert.That(output, Does.Match(@"Clean\s+Empties the output folder\.").And.Match(@"Compile\s+Compiles\.").And.Contain("Lint").And.Contain("Default"));
    }

    [Test]
    public void An_alias_looks_into_an_image_of_docker_save()
    {
        var layer = new LayerTar()
            .File("usr/local/openssl-3.0/lib64/pkgconfig/libcrypto.pc", "Name: OpenSSL-libcrypto\nDescription: OpenSSL cryptography library\nVersion: 3.0.20\n")
            .Symlink("usr/local/lib/libcrypto.so", "libcrypto.so.gone");
        using var image = new PackedImage(Packing.DockerSave, [layer.Write()]);

        var (code, output, errors) = Start("--target=Inspect", $"--image={image.Location}");
        Assert.That(code, Is.Zero, errors);
        Assert.That(output, Does.Contain("/usr/local/openssl-3.0/lib64/pkgconfig/libcrypto.pc: OpenSSL 3.0.20").And.Contain("/usr/local/lib/libcrypto.so"));
    }

    [Test]
    public void An_alias_says_in_a_line_why_it_cannot()
    {
        var (code, _, errors) = Start("--target=Inspect", "--image=./no-such-image.tar");
        Assert.That(code, Is.EqualTo(1));
        Assert.That(errors, Does.Contain("Error: ./no-such-image.tar cannot be read: there is no such file or folder").And.Not.Contain("   at "));
    }

    [Test]
    public async Task An_alias_that_is_interrupted_cleans_up_before_the_build_ends()
    {
        // An engine that never answers, so that the look is in its middle when the signal comes.
        var folder = Directory.CreateTempSubdirectory("fleetyard-");
        try
        {
            var path = Path.Combine(folder.FullName, "engine.sock");
            using var engine = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            engine.Bind(new UnixDomainSocketEndPoint(path));
            engine.Listen();
            using var build = Process.Start(new ProcessStartInfo("dotnet", [Program, "--target=Inspect", "--image=x"])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                Environment = { ["DOCKER_HOST"] = $"unix://{path}" },
            })!;
            var (output, errors) = (build.StandardOutput.ReadToEndAsync(), build.StandardError.ReadToEndAsync());
            using var asked = await engine.AcceptAsync();
            using (var kill = Process.Start("kill", ["-TERM", build.Id.ToString(CultureInfo.InvariantCulture)]))
            {
                await kill.WaitForExitAsync();
            }

            await build.WaitForExitAsync();
            Assert.That(await errors, Does.Contain("The look at x was interrupted; start it again."));
            Assert.That((build.ExitCode, (await output).Contains("Tearing down", StringComparison.Ordinal)), Is.EqualTo((1, true)));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>The places of texts among each other.</summary>
    private static IEnumerable<int> Lines(string output, params string[] texts)
    {
        var places = texts.Select(text => output.IndexOf(text, StringComparison.Ordinal)).ToList();
        Assert.That(places, Has.None.Negative, output);
        return places.Select(place => places.Order().ToList().IndexOf(place));
    }

    private static (int Code, string Output, string Errors) Start(params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("dotnet", [Program, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, Colour().Replace(output, ""), Colour().Replace(errors.Result, ""));
    }

    [GeneratedRegex(@"\e\[[0-9;]*m")]
    private static partial Regex Colour();
}
