using System.Net;
using System.Net.Sockets;
using System.Text;
using Fleetyard.Images;

namespace Fleetyard.Fuzz;

/// <summary>Reads names of images, and what a registry answers; the registry is on the loopback and says the same to everything.</summary>
internal static class RegistryReading
{
    private static readonly Lazy<string> Registry = new(Start);
    private static byte[] answer = [];

    /// <summary>The bytes are a name.</summary>
    public static void Reference(byte[] input) =>
        ImageSources.Open("docker://" + Encoding.UTF8.GetString(input), new ImageSourceOptions()).DisposeAsync().AsTask().GetAwaiter().GetResult();

    /// <summary>The bytes are a manifest, an index, a configuration and each layer.</summary>
    public static void Document(byte[] input)
    {
        answer = input;
        var source = ImageSources.Open($"docker://{Registry.Value}/made/up:1", new ImageSourceOptions());
        try
        {
            source.ReadAsync(_ => true).GetAwaiter().GetResult();
        }
        finally
        {
            source.DisposeAsync().AsTask().GetAwaiter().GetResult();
        }
    }

    private static string Start()
    {
        // A listener finds no free port by itself, so one is asked for and given back.
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        var host = $"127.0.0.1:{((IPEndPoint)probe.LocalEndpoint).Port}";
        probe.Stop();
        var listener = new HttpListener { Prefixes = { $"http://{host}/" } };
        listener.Start();
        new Thread(() => Serve(listener)) { IsBackground = true }.Start();
        return host;
    }

    private static void Serve(HttpListener listener)
    {
        while (true)
        {
            var context = listener.GetContext();
            try
            {
                // A registry that answers its root needs no token.
                var bytes = context.Request.Url!.AbsolutePath == "/v2/" ? "{}"u8.ToArray() : answer;
                context.Response.ContentType = "application/json";
                context.Response.Close(bytes, willBlock: true);
            }
            catch (HttpListenerException)
            {
                // The reader had enough.
            }
        }
    }
}
