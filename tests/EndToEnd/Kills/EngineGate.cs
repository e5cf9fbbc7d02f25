using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;

namespace Fleetyard.EndToEnd.Kills;

/// <summary>Stands between the program and an engine, and tells when a call comes by; its answer, or the call itself, stays here.</summary>
internal sealed class EngineGate : IDisposable
{
    private readonly string path = Path.Combine(Path.GetTempPath(), $"fleetyard-gate-{Guid.NewGuid():N}");
    private readonly Socket listener = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    private readonly TaskCompletionSource reached = new();
    private readonly CancellationTokenSource ending = new();
    private readonly UnixDomainSocketEndPoint engine;
    private readonly Regex call;
    private readonly Hold hold;

    /// <param name="engine">The engine's socket.</param>
    /// <param name="call">What the call's first line looks like.</param>
    /// <param name="hold">What of it does not go on.</param>
    public EngineGate(string engine, string call, Hold hold)
    {
        (this.engine, this.call, this.hold) = (new(engine), new(call), hold);
        listener.Bind(new UnixDomainSocketEndPoint(path));
        listener.Listen();
        _ = ListenAsync();
    }

    /// <summary>What of a call does not get through.</summary>
    internal enum Hold
    {
        /// <summary>The call: the engine does not hear of it.</summary>
        Call,

        /// <summary>The answer: the engine has done it.</summary>
        Answer,

        /// <summary>Neither: the engine is at it.</summary>
        Nothing,
    }

    /// <summary>For <c>DOCKER_HOST</c>.</summary>
    public string Address => $"unix://{path}";

    /// <summary>Ends when the call is where it was to be.</summary>
    public Task Reached => reached.Task;

    public void Dispose()
    {
        ending.Cancel();
        listener.Dispose();
        ending.Dispose();
        File.Delete(path);
    }

    private async Task ListenAsync()
    {
        try
        {
            while (true)
            {
                var there = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
                _ = PassAsync(await listener.AcceptAsync(ending.Token), there);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or ObjectDisposedException or SocketException)
        {
            // The test is over.
        }
    }

    private async Task PassAsync(Socket program, Socket there)
    {
        using (program)
        using (there)
        {
            try
            {
                await there.ConnectAsync(engine, ending.Token);
                var isHeld = false;
                await Task.WhenAny(
                    PumpAsync(program, there, bytes =>
                    {
                        var isCall = call.IsMatch(Encoding.ASCII.GetString(bytes.Span).Split('\r')[0]);
                        isHeld |= isCall;
                        return !isCall || Goes(hold is Hold.Answer or Hold.Nothing, isSeen: hold != Hold.Answer);
                    }),
                    PumpAsync(there, program, _ => !isHeld || hold != Hold.Answer || Goes(isOn: false, isSeen: true)));
            }
            catch (Exception e) when (e is OperationCanceledException or SocketException)
            {
                // One end went away.
            }
        }
    }

    private bool Goes(bool isOn, bool isSeen)
    {
        if (isSeen)
        {
            reached.TrySetResult();
        }

        return isOn;
    }

    private async Task PumpAsync(Socket from, Socket to, Func<ReadOnlyMemory<byte>, bool> goes)
    {
        var bytes = new byte[64 * 1024];
        for (int read; (read = await from.ReceiveAsync(bytes, ending.Token)) > 0;)
        {
            if (!goes(bytes.AsMemory(0, read)))
            {
                await Task.Delay(Timeout.InfiniteTimeSpan, ending.Token);
            }

            await to.SendAsync(bytes.AsMemory(0, read), ending.Token);
        }

        // A half of a connection may end before the other: a script's end is the end of what is sent.
        to.Shutdown(SocketShutdown.Send);
        await Task.Delay(Timeout.InfiniteTimeSpan, ending.Token);
    }
}
