using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Fleetyard.Images.Tests;

namespace Fleetyard.EndToEnd.Kills;

/// <summary>A Docker engine of a test's own, which has a system of one program for Debian: it may be killed, and its disk may be full.</summary>
/// <remarks>It is in namespaces of its own, with its network and its mounts; nothing of it outlives the test, however that ends.</remarks>
internal sealed class OwnEngine : IDisposable
{
    /// <summary>Does what it is told on its standard input; at the end of that, as PID 1, it takes all that it started with it.</summary>
    private const string Keeper = """
        while read -r word; do
          case $word in
            start) rm -f "$1/pid"; dockerd --data-root "$1/data" --exec-root "$1/exec" --pidfile "$1/pid" --host "unix://$1/socket" --iptables=false --ip6tables=false >>"$1/log" 2>&1 & engine=$! ;;
            kill) kill -KILL $engine; wait $engine; echo killed ;;
          esac
        done
        """;

    private const string Label = "fleetyard.local-cloud.folder";
    private const int Seconds = 60;

    private readonly string folder = Directory.CreateTempSubdirectory("fleetyard-engine-").FullName;
    private readonly SmallDisk? disk;
    private readonly Process keeper;
    private readonly HttpClient client;

    /// <param name="size">How large its disk is, as mount has it; null for as large as this machine's.</param>
    public OwnEngine(string? size = null)
    {
        if (!OperatingSystem.IsLinux() || !Environment.IsPrivilegedProcess)
        {
            Assert.Ignore("an engine of a test's own needs root on Linux");
        }

        if (!(Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Any(place => File.Exists(Path.Combine(place, "dockerd"))))
        {
            Assert.Ignore("an engine of a test's own needs dockerd (Debian package docker.io)");
        }

        var system = Busybox.SmallSystem().Write();
        disk = size is null ? null : new SmallDisk(Directory.CreateDirectory(Path.Combine(folder, "data")).FullName, size);
        keeper = Process.Start(new ProcessStartInfo("unshare", ["--net", "--mount", "--pid", "--fork", "--kill-child", "--mount-proc", "/bin/sh", "-c", Keeper, "keeper", folder])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        client = new HttpClient(new SocketsHttpHandler { ConnectCallback = async (_, token) => await ConnectAsync(token) }) { BaseAddress = new Uri("http://engine") };
        Start();
        Answer(HttpMethod.Post, "images/create?fromSrc=-&repo=debian&tag=13", new ByteArrayContent(system));
    }

    /// <summary>What it listens on.</summary>
    public string Socket => Path.Combine(folder, "socket");

    /// <summary>Starts it, for the first time or again, and waits until it answers.</summary>
    public void Start()
    {
        keeper.StandardInput.WriteLine("start");
        Assert.That(Answers, Is.True.After(Seconds).Seconds.PollEvery(100).MilliSeconds, () => File.ReadAllText(Path.Combine(folder, "log")));
    }

    /// <summary>Kills the daemon, as the kernel does where memory is short.</summary>
    public void Kill()
    {
        keeper.StandardInput.WriteLine("kill");
        Assert.That(keeper.StandardOutput.ReadLine(), Is.EqualTo("killed"));
    }

    /// <summary>What it has of a LocalCloud's containers and images, by the label of its folder, and of networks and volumes beside its own.</summary>
    public IReadOnlyList<string> Has(string folder) =>
    [
        .. All($"containers/json?all=1&{Of(folder)}").Select(container => $"container {container.GetProperty("Names")[0]} {container.GetProperty("State")}"),
        .. All($"images/json?all=1&{Of(folder)}").Select(image => $"image {image.GetProperty("RepoTags")}"),
        .. All("networks").Select(network => $"network {network.GetProperty("Name")}").Where(network => network is not ("network bridge" or "network host" or "network none")),
        .. Answer(HttpMethod.Get, "volumes").GetProperty("Volumes") is { ValueKind: JsonValueKind.Array } volumes ? volumes.EnumerateArray().Select(volume => $"volume {volume}") : [],
    ];

    /// <summary>Whether it made an image of one of a LocalCloud's containers.</summary>
    public bool HasCommitted(string folder) => Text(
        HttpMethod.Get,
        $"events?since=0&until={DateTimeOffset.UtcNow.ToUnixTimeSeconds() + 1}&filters={Uri.EscapeDataString($$"""{"event":["commit"],"label":["{{Label}}={{folder}}"]}""")}").Length > 0;

    /// <summary>Removes a LocalCloud's containers, as somebody else would.</summary>
    public void RemoveContainers(string folder)
    {
        foreach (var container in All($"containers/json?all=1&{Of(folder)}"))
        {
            Text(HttpMethod.Delete, $"containers/{container.GetProperty("Id")}?force=1");
        }
    }

    public void Dispose()
    {
        keeper.StandardInput.Close();
        keeper.WaitForExit();
        keeper.Dispose();
        client.Dispose();
        disk?.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    private static string Of(string folder) => $"filters={Uri.EscapeDataString($$"""{"label":["{{Label}}={{folder}}"]}""")}";

    private JsonElement.ArrayEnumerator All(string path) => Answer(HttpMethod.Get, path).EnumerateArray();

    private JsonElement Answer(HttpMethod method, string path, HttpContent? content = null)
    {
        using var answer = JsonDocument.Parse(Text(method, path, content));
        return answer.RootElement.Clone();
    }

    private string Text(HttpMethod method, string path, HttpContent? content = null)
    {
        using var request = new HttpRequestMessage(method, "/v1.41/" + path) { Content = content };
        using var response = client.Send(request);
        using var reader = new StreamReader(response.Content.ReadAsStream());
        var text = reader.ReadToEnd();
        return response.StatusCode < HttpStatusCode.BadRequest ? text : throw new AssertionException($"{path}: {text}");
    }

    private bool Answers()
    {
        try
        {
            Text(HttpMethod.Get, "_ping");
            return true;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private async Task<Stream> ConnectAsync(CancellationToken cancellationToken)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(Socket), cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
