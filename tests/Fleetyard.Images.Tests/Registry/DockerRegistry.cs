using System.ComponentModel;
using System.Diagnostics;

namespace Fleetyard.Images.Tests.Registry;

/// <summary>Debian's registry on a port of its own, with a folder of its own; it ends with the test.</summary>
internal sealed class DockerRegistry : IDisposable
{
    private const string Listening = "listening on ";
    private static readonly Lazy<DockerRegistry> Open = new(() => new DockerRegistry());

    private readonly string folder = Directory.CreateTempSubdirectory("fleetyard-registry-").FullName;
    private readonly Process? process;

    /// <param name="user">Who may log in; null if anybody may read and write.</param>
    /// <param name="password">The password.</param>
    public DockerRegistry(string? user = null, string password = "")
    {
        try
        {
            File.WriteAllText(Path.Combine(folder, "config.yml"), $$"""
                version: 0.1
                storage: { filesystem: { rootdirectory: "{{folder}}/data" } }
                http: { addr: "127.0.0.1:0" }
                {{(user is null ? "" : $$"""auth: { htpasswd: { realm: test, path: "{{folder}}/users" } }""")}}
                """);
            if (user is not null)
            {
                File.WriteAllText(Path.Combine(folder, "users"), Line(user, password));
            }

            process = Process.Start(new ProcessStartInfo("docker-registry", ["serve", Path.Combine(folder, "config.yml")]) { RedirectStandardError = true, RedirectStandardOutput = true })!;
            Host = Address(process);
        }
        catch (Win32Exception)
        {
            Dispose();
            Assert.Ignore("needs Debian's package docker-registry");
        }
    }

    /// <summary>One for all tests that only add to it.</summary>
    public static DockerRegistry Shared => Open.Value;

    /// <summary>Where it listens, with its port.</summary>
    public string Host { get; } = "";

    public static void End()
    {
        if (Open.IsValueCreated)
        {
            Open.Value.Dispose();
        }
    }

    public void Dispose()
    {
        process?.Kill();
        process?.WaitForExit();
        process?.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    /// <summary>The registry tells the port it was given in its log, which has to be read on.</summary>
    private static string Address(Process process)
    {
        var found = new TaskCompletionSource<string>();
        var log = new List<string>();
        process.ErrorDataReceived += (_, line) => Look(line.Data);
        process.OutputDataReceived += (_, line) => Look(line.Data);
        process.BeginErrorReadLine();
        process.BeginOutputReadLine();
        process.EnableRaisingEvents = true;
        process.Exited += (_, _) => found.TrySetException(new InvalidOperationException($"docker-registry ended: {string.Join('\n', log)}"));
        return found.Task.GetAwaiter().GetResult();

        void Look(string? line)
        {
            if (found.Task.IsCompleted || line is null)
            {
                return;
            }

            lock (log)
            {
                log.Add(line);
            }

            if (line.Split(Listening) is [_, var address])
            {
                found.TrySetResult(address.Split('"', ' ')[0]);
            }
        }
    }

    /// <summary>The registry knows bcrypt alone.</summary>
    private static string Line(string user, string password)
    {
        var done = Docker.Start("htpasswd", "-nbB", user, password);
        if (done is null)
        {
            Assert.Ignore("needs htpasswd of Debian's package apache2-utils");
        }

        return done!.Output;
    }
}
