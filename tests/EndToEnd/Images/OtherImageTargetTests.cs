using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using System.Text.Json;
using DockerCli = Fleetyard.Images.Tests.Docker;

namespace Fleetyard.EndToEnd.Images;

/// <summary>DiffImages and Shell as a user starts them.</summary>
internal sealed class OtherImageTargetTests : ImageTargetFixture
{
    [Test]
    public void A_difference_names_what_came_and_what_went()
    {
        var before = images.Make("before", "usr/local/openssl-3.0/lib64");
        var after = images.Make("after", "usr/local/openssl-3.1/lib64");
        var (code, output, errors) = program.Run("--target=DiffImages", $"--image={before}", $"--image={after}", "--output=json");
        Assert.That(code, Is.Zero, errors);
        using var document = JsonDocument.Parse(output);
        Assert.That(document.RootElement.GetProperty("changes").EnumerateArray().Select(change => $"{change.GetProperty("kind")} {change.GetProperty("path")}"), Is.EquivalentTo(
        [
            "removed /usr/local/openssl-3.0/lib64/libcrypto.so", "removed /usr/local/openssl-3.0/lib64/libcrypto.so.3",
            "added /usr/local/openssl-3.1/lib64/libcrypto.so", "added /usr/local/openssl-3.1/lib64/libcrypto.so.3",
        ]));
        Assert.That(program.Run("--target=DiffImages", $"--image={before}", $"--image={after}").Output, Does.Contain("2 added, 2 removed"));
        Assert.That(program.Run("--target=DiffImages", $"--image={before}").Errors, Does.Contain("DiffImages takes two images, but --image names 1"));
    }

    [Test]
    public void A_shell_runs_what_it_is_given_and_leaves_no_container()
    {
        var image = images.Make("shell", "usr/local/openssl-3.0/lib64");
        var done = DockerCli.StartWith("echo $((6 * 7)); exit\n", "dotnet", FleetyardProgram.File, $"--working={Repository.Root}", "--target=Shell", $"--image={image}");
        Assert.That((done!.Code, done.Output.Split('\n').Contains("42")), Is.EqualTo((0, true)), done.Output + done.Error);
        Assert.That(DockerCli.Run("ps", "--all", "--quiet", "--filter", $"ancestor={image}"), Is.Empty);
    }

    [TestCase("--image=", "The option '--image=' has no value")]
    [TestCase("--layers", "No image was named")]
    [TestCase("--image=no-such-image-anywhere", "has no image no-such-image-anywhere")]
    [TestCase("--image=./no-such-file.tar", "no-such-file.tar cannot be read")]
    [TestCase("--image=x --output=htlm", "the nearest is html")]
    [TestCase("--image=x --output=html --output=json", "--output asks for html and json on standard output")]
    [TestCase("--image=x --output=json:", "--output=json: names no file")]
    [TestCase("--image=x --platform=arm64", "--platform=arm64 is no platform")]
    [TestCase("--image=./x.tar --source=overlay2", "./x.tar is a file, and Overlay2 reads an engine's images")]
    [TestCase("--image=./no-such-file.tar", "there is no such file or folder")]
    [TestCase("--image=x --fail-on=dangeling", "dangling")]
    [TestCase("--image=x --recipe=s2n-tls-test", "s2n-tls-tests")]
    [TestCase("--image=x --source=overlay", "--source=overlay is not known")]
    [TestCase("--image=x --source=run", "--allow-run")]
    [TestCase("--image=docker://localhost:1/x", "localhost:1")]
    [TestCase("--image=no-such-glob-*", "has no image that matches no-such-glob-*")]
    public void Bad_input_is_exit_code_1_and_one_line_that_says_what_to_do(string arguments, string expected)
    {
        var (code, _, errors) = program.Run(["--target=InspectImage", .. arguments.Split(' ')]);
        Assert.That(code, Is.EqualTo(1), errors);
        Assert.That(errors.ReplaceLineEndings(" "), Does.Contain(expected));
    }

    [Test]
    public void A_recipe_outside_the_project_is_named_as_it_is_found_again()
    {
        var image = images.Make("one", "usr/local/openssl-3.0/lib64");
        var recipe = Path.Combine(program.Folder, "mine.yml");
        var (code, output, errors) = program.Run("--target=WriteImageRecipe", $"--image={image}", $"--recipe={recipe}");
        Assert.That(code, Is.Zero, errors);
        Assert.That(output, Does.Contain($"--recipe={recipe}"));

        var validated = program.Run("--target=Validate", $"--recipe={recipe}");
        Assert.That(validated.Code, Is.Zero, validated.Errors);
        Assert.That(validated.Output, Does.Contain($"{recipe} is sound"));
    }

    [Test]
    public void An_output_that_is_a_folder_is_refused()
    {
        var image = images.Make("one", "usr/local/openssl-3.0/lib64");
        var (code, _, errors) = program.Run("--target=InspectImage", $"--image={image}", $"--output=json:{program.Folder}");
        Assert.That(code, Is.EqualTo(1), errors);
        Assert.That(errors, Does.Contain($"{program.Folder} is a folder; name a file in --output."));
    }

    [TestCase("InspectImage")]
    [TestCase("WriteImageRecipe")]
    [TestCase("Shell")]
    public async Task An_interrupt_is_exit_code_130(string target)
    {
        // An engine that never answers, so that the look is in its middle when the signal comes.
        var path = Path.Combine(program.Folder, "engine.sock");
        using var engine = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        engine.Bind(new UnixDomainSocketEndPoint(path));
        engine.Listen();

        using var started = program.Start(new Dictionary<string, string?> { ["DOCKER_HOST"] = $"unix://{path}" }, $"--target={target}", "--image=x", "--no-cache");
        var (output, errors) = (started.StandardOutput.ReadToEndAsync(), started.StandardError.ReadToEndAsync());
        using var asked = await engine.AcceptAsync();
        using (var kill = Process.Start("kill", ["-TERM", started.Id.ToString(CultureInfo.InvariantCulture)]))
        {
            await kill.WaitForExitAsync();
        }

        await started.WaitForExitAsync();
        Assert.That(started.ExitCode, Is.EqualTo(130), await output + await errors);
        Assert.That(await errors, Does.Contain("Interrupted before it was done").And.Not.Contain("canceled"));
    }

    [Test]
    public void Where_there_is_no_engine_a_line_says_where_it_was_looked_for()
    {
        var (code, _, errors) = program.Run(new Dictionary<string, string?> { ["DOCKER_HOST"] = "unix:///nowhere/docker.sock" }, "--target=InspectImage", "--image=x");
        Assert.That(code, Is.EqualTo(1), errors);
        Assert.That(errors, Does.Contain("/nowhere/docker.sock").And.Contain("install and start docker, or set DOCKER_HOST"));
    }
}
