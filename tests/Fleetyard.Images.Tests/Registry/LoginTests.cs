using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Time.Testing;

namespace Fleetyard.Images.Tests.Registry;

/// <summary>A registry that lets in only those who have logged in with docker.</summary>
internal sealed class LoginTests : IDisposable
{
    private const string User = "somebody";
    private const string Password = "a:long=password";

    private readonly DockerRegistry registry = new(User, Password);
    private readonly string folder = Directory.CreateTempSubdirectory("fleetyard-login-").FullName;

    private string Name => $"docker://{registry.Host}/some/image:1";

    private ImageSourceOptions Options => new() { DockerConfig = folder, HelperPath = folder };

    [Test]
    public async Task The_credentials_of_docker_login_are_used()
    {
        using var image = new EngineImage([new LayerTar().File("x", "x").Write()]);
        Docker.Run("--config", folder, "login", "--username", User, "--password", Password, registry.Host);
        Docker.Run("tag", image.Name, Name["docker://".Length..]);
        try
        {
            Docker.Run("--config", folder, "push", "--quiet", Name["docker://".Length..]);
        }
        finally
        {
            Docker.Run("rmi", Name["docker://".Length..]);
        }

        Assert.That(await ImageOf.ViewAsync(Name, Options), Does.Contain("f /x x"));
    }

    [Test]
    public async Task Whoever_has_not_logged_in_is_told_to() =>
        Assert.That(await ImageOf.RefusalAsync(Name, Options), Does.Contain("strangers").And.Contain($"{folder}/config.json").And.Contain($"docker login {registry.Host}"));

    [Test]
    public async Task A_wrong_password_is_told_and_not_shown()
    {
        Configure(new { auths = Auths($"{User}:{Password}-not") });
        Assert.That(await ImageOf.RefusalAsync(Name, Options), Does.Contain("with the credentials").And.Contain("again").And.Not.Contain(Password).And.Not.Contain(User));
    }

    [Test]
    public async Task An_image_that_is_not_there_is_told_to_who_has_logged_in()
    {
        Configure(new { auths = Auths($"{User}:{Password}") });
        Assert.That(await ImageOf.RefusalAsync(Name, Options), Does.Contain("has no").And.Contain("some/image:1"));
    }

    [TestCase("credHelpers")]
    [TestCase("credsStore")]
    public async Task A_credential_helper_is_asked(string setting)
    {
        Configure(Setting(setting, "test"));
        Helper("test", $$$"""
            read server
            [ "$1" = get ] && [ "$server" = "{{{registry.Host}}}" ] || exit 1
            echo '{"ServerURL":"any","Username":"{{{User}}}","Secret":"{{{Password}}}"}'
            """);
        Assert.That(await ImageOf.RefusalAsync(Name, Options), Does.Contain("has no").And.Contain("some/image:1"), "it was let in");
    }

    [Test]
    public async Task A_helper_that_has_nothing_leaves_a_stranger()
    {
        Configure(Setting("credsStore", "test"));
        Helper("test", "echo 'credentials not found in native keychain'; exit 1");
        Assert.That(await ImageOf.RefusalAsync(Name, Options), Does.Contain("strangers"));
    }

    [TestCase("cat >/dev/null; echo locked >&2; echo '{\"Secret\":\"hidden\"}'; exit 3", "ended with code 3", "locked")]
    [TestCase("cat >/dev/null; echo the keychain is locked; exit 1", "ended with code 1", "the keychain is locked")]
    [TestCase("exit 0", "no JSON", "docker-credential-test")]
    [TestCase("echo hidden", "no JSON", "docker-credential-test")]
    [TestCase("exec yes hidden", "prints without end", "docker-credential-test")]
    public async Task A_helper_that_fails_is_told_with_its_words_but_no_secret(string script, string found, string said)
    {
        Configure(Setting("credsStore", "test"));
        Helper("test", script);
        Assert.That(await ImageOf.RefusalAsync(Name, Options), Does.Contain(found).And.Contain(said).And.Not.Contain("hidden"));
    }

    [Test]
    public async Task A_helper_that_gives_no_answer_is_ended()
    {
        Configure(Setting("credsStore", "test"));
        var pid = Path.Combine(folder, "pid");
        Docker.Start("mkfifo", pid);
        Helper("test", $"echo $$ >'{pid}'; exec sleep 600");
        var time = new FakeTimeProvider();
        var refusal = ImageOf.RefusalAsync(Name, Options with { Time = time });
        var helper = int.Parse(await File.ReadAllTextAsync(pid), CultureInfo.InvariantCulture);
        time.Advance(TimeSpan.FromSeconds(30));
        Assert.That(await refusal, Does.Contain("no answer").And.Contain("30 s"));
        Assert.That(() => Directory.Exists($"/proc/{helper}") && !File.ReadAllText($"/proc/{helper}/stat").Contains(") Z", StringComparison.Ordinal), Is.False.After(5000, 20));
    }

    [Test]
    public async Task A_helper_that_is_not_installed_is_told()
    {
        Configure(Setting("credsStore", "none"));
        Assert.That(await ImageOf.RefusalAsync(Name, Options), Does.Contain("docker-credential-none").And.Contain("not in PATH"));
    }

    [TestCase("../test")]
    [TestCase("/bin/sh")]
    [TestCase("test get;")]
    public async Task A_helper_that_is_a_path_is_refused(string name)
    {
        Configure(Setting("credsStore", name));
        Assert.That(await ImageOf.RefusalAsync(Name, Options), Does.Contain("is no name of a program"));
    }

    [TestCase("{\"auths\":")]
    [TestCase("[]")]
    [TestCase("{\"auths\":7}")]
    [TestCase("{\"auths\":{\"HOST\":{\"auth\":\"§ecret\"}}}")]
    public async Task A_configuration_that_is_none_is_told_and_not_shown(string config)
    {
        File.WriteAllText(Path.Combine(folder, "config.json"), config.Replace("HOST", registry.Host, StringComparison.Ordinal));
        Assert.That(await ImageOf.RefusalAsync(Name, Options), Does.Contain($"{folder}/config.json cannot be read").And.Not.Contain("ecret"));
    }

    public void Dispose()
    {
        registry.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    private Dictionary<string, object> Auths(string userAndPassword) => new() { [registry.Host] = new { auth = Convert.ToBase64String(Encoding.UTF8.GetBytes(userAndPassword)) } };

    private Dictionary<string, object> Setting(string setting, string helper) =>
        new() { [setting] = setting == "credsStore" ? helper : new Dictionary<string, string> { [registry.Host] = helper } };

    private void Configure(object config) => File.WriteAllText(Path.Combine(folder, "config.json"), JsonSerializer.Serialize(config));

    private void Helper(string name, string script)
    {
        var text = Path.Combine(folder, "script");
        File.WriteAllText(text, $"#!/bin/sh\n{script}\n");

        // Written by another process: what this one has written may be busy in a process that a test beside it starts.
        Docker.Start("install", "-m", "755", text, Path.Combine(folder, $"docker-credential-{name}"));
    }
}
