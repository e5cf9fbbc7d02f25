using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;

namespace Fleetyard.EndToEnd;

/// <summary>Canaries in place of a recipe's secret and of the caller's credentials: after a real run by SSH they are nowhere.</summary>
[Platform("Linux")]
public sealed class SecretTests : IDisposable
{
    private const string Recipe = "with-a-secret";

    private readonly Project project = new();
    private readonly string secret = Canary("deploy");
    private readonly string accessKey = Canary("access");
    private readonly string session = Canary("session");

    public SecretTests()
    {
        if (!Environment.IsPrivilegedProcess)
        {
            Assert.Ignore("overlay instances need root");
        }

        foreach (var script in new[] { "install-deps.sh", "install-nix.sh", "configure-nix.sh", "reduce-store.sh", "verify-nix.sh" })
        {
            project.Write(script, "#!/bin/sh\nset -eu\n");
        }

        var text = project.ReadRecipe("ssh-debian-13-x86_64").Replace("ssh-debian-13-x86_64", Recipe, StringComparison.Ordinal);
        project.WriteRecipe(Recipe, text[..text.IndexOf("verify:", StringComparison.Ordinal)]
            .Replace("dependencies:\n", "environment:\n  DEPLOY_KEY: {secret: CI_DEPLOY}\n  EXPECTED: " + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret))) + "\n\ndependencies:\n  scripts: [use-it.sh]\n", StringComparison.Ordinal)
            + "verify:\n  - env; echo verified\n");
        project.Environment["AWS_ACCESS_KEY_ID"] = "AKIA" + "CANARY0000000000";
        project.Environment["AWS_SECRET_ACCESS_KEY"] = accessKey;
        project.Environment["AWS_SESSION_TOKEN"] = session;
        project.Environment["CI_DEPLOY"] = secret;
    }

    private string Mine => $"label=fleetyard.local-cloud.folder={Path.Combine(project.Artifacts, "local-cloud", "hosts", "docker")}";

    public void Dispose()
    {
        foreach (var image in Images())
        {
            Docker("rmi", "--force", image);
        }

        project.Dispose();
    }

    [TestCase("overlay")]
    [TestCase("docker")]
    public async Task Secrets_are_in_no_log_journal_report_process_list_or_AMI(string instances)
    {
        project.Write("use-it.sh", """
            #!/bin/sh
            set -eu
            [ "$(printf %s "$DEPLOY_KEY" | sha256sum | cut -d ' ' -f 1)" = "$EXPECTED" ]
            echo "it is $DEPLOY_KEY, or ($(printf %s "$DEPLOY_KEY" | base64 -w 0))"
            echo "FLEETYARD_FACT key=$DEPLOY_KEY"
            echo "leaked into $(grep -laE 'canary-(access|session)' /proc/[0-9]*/environ 2>/dev/null | wc -l) processes"
            sleep 3
            echo used
            """);
        var seen = new List<string>();
        using var process = project.Start(["--target=VerifyFleet", $"--instances={instances}", $"--recipe={Recipe}", "--verbosity=diagnostic"]);
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        var looks = 0;
        while (!process.HasExited)
        {
            seen.AddRange(CommandLines().Where(HasCanary));
            looks++;
            await Task.Delay(50);
        }

        var told = await output + await errors;
        if (process.ExitCode != 0 && (told.Contains("There is no base system", StringComparison.Ordinal) || told.Contains("need a Docker engine", StringComparison.Ordinal)))
        {
            Assert.Ignore(told);
        }

        Assert.That(process.ExitCode, Is.Zero, told);
        Assert.That(told, Does.Contain("it is ***, or (***)").And.Contain("leaked into 0 processes").And.Contain("used").And.Contain("verified"));
        Assert.That((looks > 20, seen), Is.EqualTo((true, Array.Empty<string>())), "no command line had one");
        Assert.That(HasCanary(told), Is.False, told);
        Assert.That(Directory.GetFiles(project.Artifacts, "run.json", SearchOption.AllDirectories).Select(File.ReadAllText).Single(), Does.Contain("\"key\": \"***\"").And.Contain("0 found in "));
        foreach (var (target, format) in new[] { ("Status", "json"), ("Plan", "html"), ("IamPolicy", "json") })
        {
            var report = project.Run($"--target={target}", $"--instances={instances}", $"--recipe={Recipe}", $"--output={format}");
            Assert.That(HasCanary(report.Output + report.Errors), Is.False, target);
        }

        var files = Directory.GetFiles(project.Artifacts, "*", SearchOption.AllDirectories);
        Assert.That(files.Select(Path.GetFileName), Is.SupersetOf(new[] { "journal.jsonl", "run.json", "state.db", "InstallDeps.use-it.sh.log" }));
        Assert.That(files.Where(file => new FileInfo(file).LinkTarget is null && HasCanary(Content(file))), Is.Empty);
        if (instances == "docker")
        {
            Assert.That(DockerImages(), Is.EqualTo((1, 0)), "the AMI's files");
        }
    }

    [Test]
    public void A_secret_that_a_script_wrote_down_stops_the_run_before_an_AMI_is_made()
    {
        project.Write("use-it.sh", "#!/bin/sh\nset -eu\nmkdir -p /opt/app\nprintf 'key: %s\\n' \"$DEPLOY_KEY\" >/opt/app/config\n");
        var (code, output, errors) = project.Run("--target=SnapshotAmi", "--instances=overlay", $"--recipe={Recipe}");
        Assert.That(code, Is.EqualTo(1), output);
        Assert.That(errors.Trim().Split('\n').Where(line => !line.Contains("An error occurred when executing task", StringComparison.Ordinal)), Has.Exactly(1).Items, errors);
        Assert.That(errors, Does.Contain("/opt/app/config: a secret that the recipe gave to its scripts").And.Contain("ami.allow"));
        Assert.That(HasCanary(output + errors), Is.False);
        Assert.That(Directory.GetDirectories(Path.Combine(project.Artifacts, "local-cloud", "hosts", "overlay", "instances")), Is.Empty, "the instance is gone, with what it had");
    }

    [TestCase(null, "is not set")]
    [TestCase("", "is not set")]
    [TestCase("short", "has 5 characters")]
    public void A_secret_that_is_not_there_is_told_in_one_line_before_anything_is_launched(string? value, string why)
    {
        project.Write("use-it.sh", "#!/bin/sh\nset -eu\n");
        project.Environment["CI_DEPLOY"] = value;
        var (code, output, errors) = project.Run("--target=SnapshotAmi", "--instances=simulated", $"--recipe={Recipe}");
        Assert.That(code, Is.EqualTo(1), output);
        Assert.That(errors, Does.Contain($"takes a secret from the environment variable CI_DEPLOY, which {why}"));
        Assert.That(errors.Trim().Split('\n').Where(line => !line.Contains("An error occurred when executing task", StringComparison.Ordinal)), Has.Exactly(1).Items, errors);
        Assert.That(Directory.GetFiles(project.Artifacts, "journal.jsonl", SearchOption.AllDirectories).Select(File.ReadAllText), Has.All.Not.Contain("\"intent\""));
    }

    /// <summary>A clone's layer has devices in place of what was removed, which nobody can open.</summary>
    private static byte[] Content(string file)
    {
        const int noSuchDevice = 6; // ENXIO
        try
        {
            return File.ReadAllBytes(file);
        }
        catch (IOException device) when (device.HResult == noSuchDevice)
        {
            return [];
        }
    }

    private static string Canary(string of) => $"canary-{of}-{Convert.ToHexString(RandomNumberGenerator.GetBytes(16))}";

    private bool HasCanary(string text) => HasCanary(Encoding.UTF8.GetBytes(text));

    private bool HasCanary(ReadOnlySpan<byte> bytes)
    {
        foreach (var canary in new[] { secret, accessKey, session })
        {
            if (bytes.IndexOf(Encoding.UTF8.GetBytes(canary)) >= 0 || bytes.IndexOf(Encoding.UTF8.GetBytes(Convert.ToBase64String(Encoding.UTF8.GetBytes(canary)).TrimEnd('=')[..^1])) >= 0)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Of every process, those of the instances too: what any user of the machine can read.</summary>
    private static IEnumerable<string> CommandLines()
    {
        foreach (var folder in Directory.GetDirectories("/proc"))
        {
            if (!char.IsAsciiDigit(Path.GetFileName(folder)[0]))
            {
                continue;
            }

            string line;
            try
            {
                line = File.ReadAllText(Path.Combine(folder, "cmdline"));
            }
            catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
            {
                continue;
            }

            yield return line;
        }
    }

    private string[] Images() => Encoding.UTF8.GetString(Docker("images", "--quiet", "--filter", Mine)).Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>How many AMIs there are, and how many have a canary in a file.</summary>
    private (int All, int WithCanary) DockerImages()
    {
        var images = Images();
        var with = 0;
        foreach (var image in images)
        {
            var container = Encoding.UTF8.GetString(Docker("create", image)).Trim();
            with += HasCanary(Docker("export", container)) ? 1 : 0;
            with += HasCanary(Docker("inspect", image)) || HasCanary(Docker("history", "--no-trunc", image)) ? 1 : 0;
            Docker("rm", container);
        }

        return (images.Length, with);
    }

    /// <summary>What the docker CLI says; nothing where it is not there.</summary>
    private static byte[] Docker(params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo("docker", arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            var errors = process.StandardError.ReadToEndAsync();
            using var output = new MemoryStream();
            process.StandardOutput.BaseStream.CopyTo(output);
            process.WaitForExit();
            errors.Wait();
            return output.ToArray();
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return [];
        }
    }
}
