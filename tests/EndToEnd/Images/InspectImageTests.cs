using System.Text.Json;
using System.Xml.Linq;
using DockerCli = Fleetyard.Images.Tests.Docker;

namespace Fleetyard.EndToEnd.Images;

/// <summary>InspectImage as a user starts it, on a real engine.</summary>
internal sealed class InspectImageTests : ImageTargetFixture
{
    [Test]
    public void Every_libcrypto_is_told_with_who_it_is_under_either_name_of_the_target()
    {
        var image = images.Make("one", "usr/local/openssl-3.0/lib64", "usr/lib/x86_64-linux-gnu");
        var (code, output, errors) = program.Run("--target=InspectImage", $"--image={image}");
        Assert.That(code, Is.Zero, errors);
        Assert.That(output, Does.Contain("/usr/local/openssl-3.0").And.Contain("/usr/lib/x86_64-linux-gnu").And.Contain("OpenSSL 3.").And.Contain("x86_64"));
        Assert.That(output, Does.Contain("libcrypto.so.gone"), "a dangling symlink is marked");
        Assert.That(Inventory("DockerInspect", image).GetRawText(), Is.EqualTo(Inventory("InspectImage", image).GetRawText()));
    }

    [Test]
    public void A_second_look_is_answered_by_the_cache_and_says_the_same()
    {
        var image = images.Make("one", "usr/local/openssl-3.0/lib64");
        var first = Inventory("InspectImage", image, "--no-cache").GetProperty("sets").GetRawText();
        Assert.That(Inventory("InspectImage", image).GetProperty("sets").GetRawText(), Is.EqualTo(first));
        Assert.That(Inventory("InspectImage", image).GetProperty("sets").GetRawText(), Is.EqualTo(first));
        Assert.That(Directory.EnumerateFiles(Path.Combine(program.Folder, "cache"), "*", SearchOption.AllDirectories), Is.Not.Empty);
    }

    [Test]
    public void A_saved_image_and_each_way_to_read_the_engines_say_the_same()
    {
        var image = images.Make("one", "usr/local/openssl-3.0/lib64");
        var tar = Path.Combine(program.Folder, "image.tar");
        DockerCli.Run("save", "--output", tar, image);
        var expected = Artifacts(Inventory("InspectImage", image));
        Assert.That(expected, Has.Count.EqualTo(3));
        Assert.Multiple(() =>
        {
            Assert.That(Artifacts(Inventory("InspectImage", tar)), Is.EqualTo(expected));
            Assert.That(Artifacts(Inventory("InspectImage", image, "--source=container")), Is.EqualTo(expected));
            Assert.That(Artifacts(Inventory("InspectImage", image, "--source=save")), Is.EqualTo(expected));
        });
    }

    [Test]
    public void A_glob_means_every_image_of_the_engine_that_it_matches()
    {
        images.Make("one", "usr/local/openssl-3.0/lib64");
        images.Make("two", "usr/local/openssl-3.1/lib64");
        var (code, output, errors) = program.Run("--target=InspectImage", $"--image={images.Prefix}:*", "--output=json");
        Assert.That(code, Is.Zero, errors);
        using var document = JsonDocument.Parse(output);
        Assert.That(document.RootElement.GetProperty("images").EnumerateArray().Select(one => one.GetProperty("image").GetString()), Is.EqualTo([$"{images.Prefix}:one", $"{images.Prefix}:two"]));
    }

    [Test]
    public void An_image_that_is_as_its_written_recipe_says_passes_and_another_is_found_wanting()
    {
        var good = images.Make("good", "usr/local/openssl-3.0/lib64");
        var recipe = Path.Combine(program.Folder, "good.yml");
        var written = program.Run("--target=WriteImageRecipe", $"--image={good}", $"--recipe={recipe}");
        Assert.That(written.Code, Is.Zero, written.Errors);
        Assert.That(program.Run("--target=InspectImage", $"--image={good}", $"--recipe={recipe}").Code, Is.Zero);

        var bad = images.Make("bad", "usr/local/openssl-3.1/lib64");
        var (code, _, errors) = program.Run("--target=InspectImage", $"--image={good}", $"--image={bad}", $"--recipe={recipe}");
        Assert.That(code, Is.EqualTo(2), errors);
        Assert.That(errors, Does.Contain($"Found wanting: {bad}").And.Not.Contain($"Found wanting: {good}"));
        Assert.That(program.Run("--target=InspectImage", $"--image={bad}", $"--recipe={recipe}", "--fail-on=machine").Code, Is.Zero, "only what is to fail on fails");

        var again = program.Run("--target=WriteImageRecipe", $"--image={bad}", $"--recipe={recipe}");
        Assert.That((again.Code, again.Errors), Is.EqualTo((1, again.Errors)));
        Assert.That(again.Errors, Does.Contain("--force"));
        Assert.That(program.Run("--target=WriteImageRecipe", $"--image={bad}", $"--recipe={recipe}", "--force").Code, Is.Zero);
    }

    [Test]
    public void Without_a_recipe_a_dangling_symlink_fails_only_if_asked()
    {
        var image = images.Make("one", "usr/local/openssl-3.0/lib64");
        var (unasked, unaskedReport, _) = program.Run("--target=InspectImage", $"--image={image}", "--output=junit");
        Assert.That((unasked, unaskedReport.Contains("<failure", StringComparison.Ordinal)), Is.EqualTo((0, false)), "what is not to fail on is no failure of a report either");
        var (code, _, errors) = program.Run("--target=InspectImage", $"--image={image}", "--fail-on=dangling");
        Assert.That((code, errors.Contains("1 dangling", StringComparison.Ordinal)), Is.EqualTo((2, true)), errors);
    }

    [Test]
    public void Reports_go_to_files_beside_the_table()
    {
        var image = images.Make("one", "usr/local/openssl-3.0/lib64");
        var (code, output, errors) = program.Run(
        [
            "--target=InspectImage", $"--image={image}", "--output=table",
            .. new[] { "json", "markdown", "html", "cyclonedx", "junit", "sarif" }.Select(format => $"--output={format}:{Path.Combine(program.Folder, "reports", "report." + format)}"),
        ]);
        Assert.That(code, Is.Zero, errors);
        Assert.That(output, Does.Contain("OpenSSL"));
        Assert.Multiple(() =>
        {
            Assert.That(Report("json"), Does.Contain("\"fleetyard.images/1\""));
            Assert.That(Report("markdown"), Does.StartWith("## "));
            Assert.That(Report("html"), Does.StartWith("<!doctype html>").IgnoreCase);
            Assert.That(Report("cyclonedx"), Does.Contain("\"specVersion\": \"1.6\""));
            Assert.That(XDocument.Parse(Report("junit")).Root!.Name.LocalName, Is.EqualTo("testsuites"));
            Assert.That(Report("sarif"), Does.Contain("\"2.1.0\""));
        });

        string Report(string format) => File.ReadAllText(Path.Combine(program.Folder, "reports", "report." + format));
    }

    [Test]
    public void On_GitHub_Actions_the_summary_of_the_step_has_it_too()
    {
        var image = images.Make("one", "usr/local/openssl-3.0/lib64");
        var summary = Path.Combine(program.Folder, "summary.md");
        File.WriteAllText(summary, "");
        var (code, _, errors) = program.Run(new Dictionary<string, string?> { ["GITHUB_ACTIONS"] = "true", ["GITHUB_STEP_SUMMARY"] = summary }, "--target=InspectImage", $"--image={image}");
        Assert.That(code, Is.Zero, errors);
        Assert.That(File.ReadAllText(summary), Does.Contain("OpenSSL").And.Contain("openssl"));
    }

    [TestCase(null)]
    [TestCase("/nowhere/summary.md")]
    public void A_summary_that_cannot_be_written_does_not_hide_the_verdict(string? summary)
    {
        var image = images.Make("one", "usr/local/openssl-3.0/lib64");
        var (code, output, errors) = program.Run(new Dictionary<string, string?> { ["GITHUB_ACTIONS"] = "true", ["GITHUB_STEP_SUMMARY"] = summary }, "--target=InspectImage", $"--image={image}", "--fail-on=dangling");
        Assert.That(code, Is.EqualTo(2), errors);
        Assert.That(errors, Does.Contain($"Found wanting: {image}"));
        Assert.That(output + errors, Does.Contain("The step's summary could not be written"));
    }

    [Test]
    public void What_cannot_be_looked_at_is_exit_code_1_and_the_others_are_told_all_the_same()
    {
        var image = images.Make("one", "usr/local/openssl-3.0/lib64");
        var (code, output, errors) = program.Run("--target=InspectImage", $"--image={image}", $"--image={images.Prefix}:oen", "--output=json");
        Assert.That(code, Is.EqualTo(1), errors);
        Assert.That(errors, Does.Contain($"Could not look at {images.Prefix}:oen").And.Contain(image), "the nearest is named");
        using var document = JsonDocument.Parse(output);
        Assert.That(document.RootElement.GetProperty("images").GetArrayLength(), Is.EqualTo(1));
        Assert.That(document.RootElement.GetProperty("failures").GetArrayLength(), Is.EqualTo(1));
    }

    private JsonElement Inventory(string target, string image, params string[] arguments)
    {
        var (code, output, errors) = program.Run([$"--target={target}", $"--image={image}", "--output=json", .. arguments]);
        Assert.That(code, Is.Zero, errors);
        using var document = JsonDocument.Parse(output);
        return document.RootElement.GetProperty("images")[0].Clone();
    }

    private static List<string> Artifacts(JsonElement image) =>
    [
        .. from set in image.GetProperty("sets").EnumerateArray()
           from installation in set.GetProperty("installations").EnumerateArray()
           from artifact in installation.GetProperty("artifacts").EnumerateArray()
           select $"{artifact.GetProperty("path")} {artifact.GetProperty("kind")} {artifact.GetProperty("size")} {artifact.GetProperty("identity")}",
    ];
}
