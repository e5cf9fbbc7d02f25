namespace Fleetyard.LocalCloud.Tests.Instances;

/// <summary>audit.sh in clones of this machine, where it looks at what the clone wrote.</summary>
public sealed class AuditTests : ShippedScript
{
    // Put together here, so that no scanner takes this file for what it tests.
    private const string Body = "MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQC7VJTUt9Us8cKj";
    private const string Begin = "-----BEGIN " + "PRIVATE KEY-----";
    private const string End = "-----END " + "PRIVATE KEY-----";

    private static readonly TestCaseData[] Traces =
    [
        new("/opt/build/server.pem", $"{Begin}\n{Body}\n{End}\n", "a private key"),
        new("/opt/build/service.json", $"{{\"private_key\": \"{Begin}\\n{Body}\\n{End}\\n\"}}", "a private key"),
        new("/opt/build/old.key", $"-----BEGIN RSA {"PRIVATE"} KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,0123\n\n{Body}\n", "a private key"),
        new("/opt/build/windows.pem", $"{Begin}\r\n{Body}\r\n{End}\r\n", "a private key"),
        new("/srv-like/deploy.sh", "export AWS_ACCESS_KEY_ID=AKIA" + "QWERTYUIOPASDFGH\n", "an AWS access key id"),
        new("/opt/app/.env", "AWS_SECRET_ACCESS_KEY=" + "wJalrXUtnFEMIK7MDENGbPxRfiCYzzzzzzzzzzzz\n", "an AWS secret access key"),
        new("/opt/app/environ", "HOME=/root\\0GITHUB_TOKEN=ghp" + "_0123456789abcdefghijABCDEFGHIJ012345\\0", "a token"),
        new("/opt/app/state", "Cookie: eyJhbGciOiJIUzI1NiJ9" + ".eyJzdWIiOiIxMjM0NTY3ODkwIn0.SflKxwRJSMeKKF2QT4fwpMeJf36POk6yJV_adQssw5c\n", "a token"),
        new("/etc/nix/cache.key", "cache-1:" + string.Concat(Enumerable.Repeat("0123456789", 9))[..86] + "==\n", "a secret key of Nix"),
        new("/root/.netrc", "machine example.org login a password b\n", "credentials"),
        new("/root/.git-credentials", "https://a:b@example.org\n", "credentials"),
        new("/root/.aws/credentials", "[default]\n", "credentials"),
        new("/root/.config/gcloud/credentials.db", "SQLite", "credentials"),
        new("/root/.docker/config.json", "{\"auths\": {\"r\": {\"auth\": \"YTpi\"}}}", "a registry's credentials"),
        new("/root/.npmrc", "//r/:_authToken=x\n", "a registry's credentials"),
        new("/root/.pypirc", "[pypi]\n", "credentials"),
        new("/root/.bash_history", "ls\n", "a history"),
        new("/home/a/.ssh/authorized_keys", "ssh-ed25519 AAAA\n", "lets whoever has a key in"),
        new("/etc/ssh/ssh_host_ed25519_key", "key\n", "a host key, which every instance of the AMI would have"),
        new("/etc/machine-id", "0123456789abcdef0123456789abcdef\n", "an identity, which every instance of the AMI would have"),
        new("/var/lib/cloud/instances/i-1/user-data.txt", "#!/bin/sh\n", "what cloud-init knows of this instance"),
        new("/var/lib/amazon/ssm/Vault/Store/RegistrationKey", "{}", "the SSM agent's registration"),
        new("/var/lib/amazon/ssm/i-1/document/orchestration/old/x", "x", "a command that SSM ran, with its environment"),
        new("/etc/sudoers.d/build", "build ALL=(ALL) NOPASSWD: ALL\n", "lets somebody become root without a password"),
        new("/var/lib/fleetyard/rebooted", "x", "left by the run"),
        new("/opt/a b/'quoted' $(id).pem", $"{Begin}\n{Body}\n{End}\n", "a private key"),
    ];

    private static readonly TestCaseData[] Harmless =
    [
        new("/opt/build/keys.py", $"HEADER = '{Begin}'\nif text.startswith(HEADER): return None\n"),
        new("/opt/build/manual.txt", $"A key begins with\n{Begin}\nand ends with\n{End}\n"),
        new("/opt/build/ca.pem", $"-----BEGIN CERTIFICATE-----\n{Body}\n-----END CERTIFICATE-----\n"),
        new("/opt/build/public.pem", $"-----BEGIN PUBLIC KEY-----\n{Body}\n-----END PUBLIC KEY-----\n"),
        new("/opt/build/manual.md", "aws_access_key_id = AKIA" + "IOSFODNN7EXAMPLE\n"),
        new("/usr/share/doc/tool/example.key", $"{Begin}\n{Body}\n{End}\n"),
        new("/opt/venv/lib/python3/site-packages/tls/tests/key.pem", $"{Begin}\n{Body}\n{End}\n"),
        new("/nix/store/abc-tests/key.pem", $"{Begin}\n{Body}\n{End}\n"),
        new("/root/.docker/config.json", "{\"auths\": {}}"),
        new("/root/.npmrc", "registry=https://example.org\n"),
        new("/root/.bash_history", ""),
        new("/etc/machine-id", "uninitialized\n"),
        new("/etc/sudoers.d/90-cloud-init-users", "admin ALL=(ALL) NOPASSWD:ALL\n"),
        new("/etc/sudoers.d/README", "# NOPASSWD is told of in sudoers(5)\n"),
        new("/etc/nix/cache.pub", "cache.nixos.org-1:6NCHdD59X431o0gWypbMrAURkbJ16ZPMQFGspcDShjY=\n"),
    ];

    [TestCaseSource(nameof(Traces))]
    public async Task What_must_not_be_in_an_AMI_is_found_and_told_with_its_place(string path, string content, string why)
    {
        var (code, output) = await RunAsync("audit.sh", Write(path, content));
        Assert.That(output, Does.Contain($"FLEETYARD_FINDING {(path.Contains("orchestration", StringComparison.Ordinal) ? Path.GetDirectoryName(path) : path)}\t{why}\n"));
        Assert.That(output, Does.Match("FLEETYARD_FACT audit=[1-9][0-9]* found in [0-9]+ files in [0-9]+ s\n"));
        Assert.That(code, Is.EqualTo(3));
    }

    [TestCaseSource(nameof(Harmless))]
    public async Task What_only_looks_like_it_is_not_told(string path, string content)
    {
        var (code, output) = await RunAsync("audit.sh", Write(path, content));
        Assert.That(output, Does.Not.Contain("FLEETYARD_FINDING").And.Match("FLEETYARD_FACT audit=0 found in [0-9]+ files"));
        Assert.That(code, Is.Zero);
    }

    [TestCase("find")]
    [TestCase("xargs")]
    public async Task Without_what_it_looks_with_it_fails_and_says_so(string tool)
    {
        var (code, output) = await RunAsync("audit.sh", $"rm -f /usr/bin/{tool} /bin/{tool}; hash -r");
        Assert.That((code, output), Is.EqualTo((1, $"audit: the command {tool} is not here, so nobody would know what is in the AMI; add its package to dependencies.packages\n")));
    }

    [Test]
    public async Task After_the_clean_up_nothing_is_left_of_what_a_machine_collects()
    {
        var prepare = string.Join('\n', new[] { "/root/.bash_history", "/home/a/.ssh/authorized_keys", "/etc/ssh/ssh_host_rsa_key", "/etc/machine-id", "/var/lib/cloud/instances/i-1/x", "/root/.aws/credentials", "/var/lib/fleetyard/x" }
            .Select(path => Write(path, "x")));
        await RunAsync("clean-up.sh", prepare);
        var (code, output) = await RunAsync("audit.sh", "true");
        Assert.That(code, Is.Zero, output);
    }

    [Test]
    public async Task A_package_s_own_test_key_is_not_told_until_it_is_changed()
    {
        var (_, file) = await ShellAsync("for file in /usr/lib/python3/dist-packages/*/*.py /usr/share/perl5/Debconf/*.pm; do dpkg-query --search $file >/dev/null 2>&1 && printf %s $file && break; done");
        if (file.Length == 0)
        {
            Assert.Ignore("No package of this machine has a file to try it on.");
        }

        var (code, output) = await RunAsync("audit.sh", $"printf '%s\\n' '{Begin}' {Body} '{End}' >>{file}");
        Assert.That(output, Does.Contain($"FLEETYARD_FINDING {file}\ta private key\n"));
        Assert.That(code, Is.EqualTo(3));

        // As the package has it, but with the checksum that its database would have for it.
        (code, output) = await RunAsync("audit.sh", $"sum=$(md5sum <{file} | cut -d ' ' -f 1); sed -i \"s|^[0-9a-f]*  {file[1..]}\\$|$sum  {file[1..]}|\" /var/lib/dpkg/info/*.md5sums");
        Assert.That(code, Is.Zero, output);
    }

    [TestCase("canary-0123456789", "the value: canary-0123456789\n")]
    [TestCase("canary-0123456789", "Y2FuYXJ5LTAxMjM0NTY3ODk=\n")]
    [TestCase("canary \"$(id)\" 'x' \\ 0123456789", "<canary \"$(id)\" 'x' \\ 0123456789>\n")]
    public async Task A_secret_of_the_recipe_s_that_a_script_wrote_down_is_told(string value, string content)
    {
        var environment = new Dictionary<string, string> { ["FLEETYARD_SECRETS"] = "DEPLOY_KEY", ["DEPLOY_KEY"] = value };
        var (code, output) = await RunAsync("audit.sh", Write("/opt/app/log", content), environment);
        Assert.That(output, Does.Contain("FLEETYARD_FINDING /opt/app/log\ta secret that the recipe gave to its scripts\n"));
        Assert.That(output, Does.Not.Contain("canary"));
        Assert.That(code, Is.EqualTo(3));
    }

    [Test]
    public async Task A_password_that_was_set_is_told_and_a_locked_one_is_not()
    {
        const string Users = "useradd --shell /bin/bash locked; useradd --shell /bin/bash known; useradd --shell /usr/sbin/nologin daemon2; usermod -p '$6$salt$hash' known; usermod -p '$6$salt$hash' daemon2";
        var (_, output) = await RunAsync("audit.sh", Users);
        Assert.That(output, Does.Contain("FLEETYARD_FINDING /etc/shadow\tknown has a password\n").And.Not.Contain("locked ").And.Not.Contain("daemon2"));
    }

    [Test]
    public async Task What_SSM_keeps_of_the_scripts_that_ran_since_the_clean_up_is_not_told()
    {
        const string Commands = "/var/lib/amazon/ssm/i-1/document/orchestration";
        var (code, output) = await RunAsync("audit.sh", $"mkdir -p {Commands}/cleanup {Commands}/later; echo {Commands}/cleanup >/run/fleetyard-cleaned; touch -d '1 hour ago' {Commands}/cleanup /run/fleetyard-cleaned");
        Assert.That(code, Is.Zero, output);
        (_, output) = await RunAsync("audit.sh", $"mkdir -p {Commands}/before; touch -d '2 hours ago' {Commands}/before");
        Assert.That(output, Does.Contain($"FLEETYARD_FINDING {Commands}/before\ta command that SSM ran"));
    }

    [Test]
    public async Task It_changes_nothing_and_leaves_nothing()
    {
        const string Look = "find /dev/shm /tmp /run /opt /root -type f ! -path '*/fleetyard.own/*' ! -path '/tmp/command.*' | sort";
        await ShellAsync(Write("/opt/build/server.pem", $"{Begin}\n{Body}\n{End}\n"));
        var (_, before) = await ShellAsync(Look);
        await RunAsync("audit.sh", "true", new Dictionary<string, string> { ["FLEETYARD_SECRETS"] = "A", ["A"] = "0123456789" });
        var (_, after) = await ShellAsync(Look);
        Assert.That(after, Is.EqualTo(before));
    }

    private static string Write(string path, string content)
    {
        var bytes = Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(content.Replace("\\0", "\0", StringComparison.Ordinal)));
        return $"mkdir -p \"$(dirname '{path.Replace("'", @"'\''", StringComparison.Ordinal)}')\"; printf %s '{bytes}' | base64 -d >'{path.Replace("'", @"'\''", StringComparison.Ordinal)}'";
    }
}
