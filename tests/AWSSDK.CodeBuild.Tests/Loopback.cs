using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Amazon.CodeBuild.Tests;

/// <summary>A server of one page on the loopback interface: it keeps each request and gives the answers in turn, the last one for ever.</summary>
internal sealed class Loopback : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly List<Received> _requests = [];
    private readonly Queue<Answer> _answers;
    private readonly Task _serving;

    public Loopback(params Answer[] answers)
    {
        _answers = new(answers);
        _listener.Start();
        _serving = Serve();
    }

    public string Url => $"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}";

    public IReadOnlyList<Received> Requests
    {
        get
        {
            lock (_requests) return [.. _requests];
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _serving;
        _listener.Stop();
        _stop.Dispose();
    }

    private async Task Serve()
    {
        try
        {
            while (true)
            {
                using var client = await _listener.AcceptTcpClientAsync(_stop.Token);
                await Converse(client);
            }
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
        }
    }

    private async Task Converse(TcpClient client)
    {
        try
        {
            await using var stream = client.GetStream();
            var received = await Read(stream);
            lock (_requests) _requests.Add(received);
            var answer = _answers.Count > 1 ? _answers.Dequeue() : _answers.Peek();
            if (answer.Resets)
            {
                client.LingerState = new LingerOption(true, 0);
                return;
            }

            var body = Encoding.UTF8.GetBytes(answer.Body);
            var head = $"HTTP/1.1 {answer.Status} x\r\nContent-Type: application/x-amz-json-1.1\r\nx-amzn-RequestId: {answer.RequestId}\r\n"
                + $"Content-Length: {body.Length}\r\nConnection: close\r\n\r\n";
            await Task.Delay(answer.After, TimeProvider.System, _stop.Token);
            await stream.WriteAsync(Encoding.ASCII.GetBytes(head), _stop.Token);
            await stream.WriteAsync(body, _stop.Token);
        }
        catch (IOException)
        {
            // The client went away, which some tests want.
        }
    }

    private async Task<Received> Read(NetworkStream stream)
    {
        var text = new StringBuilder();
        var one = new byte[1];
        while (!text.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            await stream.ReadExactlyAsync(one, _stop.Token);
            text.Append((char)one[0]);
        }

        var lines = text.ToString().Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        var headers = lines.Skip(1)
            .Select(line => line.Split(": ", 2))
            .ToDictionary(pair => pair[0].ToLowerInvariant(), pair => pair[1]);
        var body = new byte[int.Parse(headers.GetValueOrDefault("content-length", "0"), System.Globalization.CultureInfo.InvariantCulture)];
        await stream.ReadExactlyAsync(body, _stop.Token);
        return new(lines[0], headers, body);
    }
}

internal sealed record Answer(int Status, string Body, string RequestId = "11111111-2222-3333-4444-555555555555")
{
    public bool Resets { get; init; }

    public TimeSpan After { get; init; }
}

internal sealed record Received(string Line, IReadOnlyDictionary<string, string> Headers, byte[] Body)
{
    public string Text => Encoding.UTF8.GetString(Body);
}
