using System.Text;
using Fleetyard.Fleets.Ssh.Sessions;
using Renci.SshNet;
using Renci.SshNet.Common;

namespace Fleetyard.Fleets.Ssh;

/// <summary>A connection to an instance that showed the host key it must show; its commands run as root.</summary>
internal sealed class SshConnection : IAsyncDisposable
{
    /// <summary>Algorithms that every distribution of the last years speaks, none of which is known to be weak.</summary>
    private static readonly string[] KeyExchanges =
        ["mlkem768x25519-sha256", "sntrup761x25519-sha512", "sntrup761x25519-sha512@openssh.com", "curve25519-sha256", "curve25519-sha256@libssh.org"];

    private static readonly string[] Ciphers = ["chacha20-poly1305@openssh.com", "aes256-gcm@openssh.com", "aes128-gcm@openssh.com"];

    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan KeepAlive = TimeSpan.FromSeconds(15);

    /// <summary>How long a command that does little may take; a script is followed, and says itself that it lives.</summary>
    private static readonly TimeSpan Answer = TimeSpan.FromSeconds(30);

    /// <summary>Tells one boot from the next: the kernel's own mark, and one in /run, which every boot empties, where the kernel is not the instance's own.</summary>
    private const string ReadBoot = "set -e; mark=/run/fleetyard.boot; [ -s $mark ] || od -An -N8 -tx1 /dev/urandom >$mark; cat /proc/sys/kernel/random/boot_id $mark";

    private readonly SshClient client;
    private readonly SessionTunnel? tunnel;
    private readonly bool isRoot;

    private SshConnection(SshClient client, SessionTunnel? tunnel, bool isRoot) => (this.client, this.tunnel, this.isRoot) = (client, tunnel, isRoot);

    /// <summary>Another after every boot of the instance.</summary>
    public string Boot { get; private set; } = "";

    /// <summary>Connects once.</summary>
    /// <param name="target">Where to.</param>
    /// <param name="tunnel">What leads there, or null; the connection's from now on.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="HostKeyDiffersException">The host showed another key; nothing was sent to it.</exception>
    /// <exception cref="SudoRefusedException">The user may not become root.</exception>
    /// <exception cref="SshException">It is not reached, or refuses.</exception>
    /// <exception cref="System.Net.Sockets.SocketException">It is not reached.</exception>
    public static async Task<SshConnection> OpenAsync(SshTarget target, SessionTunnel? tunnel, CancellationToken cancellationToken)
    {
        string? shown = null;
        var connection = new SshConnection(new SshClient(InfoOf(target)) { KeepAliveInterval = KeepAlive }, tunnel, target.User == "root");
        try
        {
            connection.client.HostKeyReceived += (_, host) => host.CanTrust = (shown = $"SHA256:{host.FingerPrintSHA256}") == target.HostKey;
            await connection.client.ConnectAsync(cancellationToken);
            connection.Boot = await connection.BootAsync(cancellationToken);
            return connection;
        }
        catch (SshConnectionException e) when (shown is not null && shown != target.HostKey)
        {
            await connection.DisposeAsync();
            throw new HostKeyDiffersException(shown, e);
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>Runs a short text of shell as root to its end, with an input.</summary>
    /// <exception cref="SshOperationTimeoutException">It did not end in time: the instance is gone without a word, or its user's shell hangs.</exception>
    public async Task<SshAnswer> RunAsync(string command, ReadOnlyMemory<byte> input, CancellationToken cancellationToken)
    {
        using var running = Command(command);
        try
        {
            await ToEndAsync(running, input, cancellationToken).WaitAsync(Answer, cancellationToken);
        }
        catch (TimeoutException e)
        {
            throw new SshOperationTimeoutException($"a command was not answered in {Answer.TotalSeconds} s", e);
        }

        return new(running.ExitStatus ?? -1, running.Result, running.Error);
    }

    /// <summary>A text of shell, to be run as root.</summary>
    public SshCommand Command(string command) => client.CreateCommand($"{(isRoot ? "" : "sudo -n ")}sh -c '{command.Replace("'", @"'\''", StringComparison.Ordinal)}'", Encoding.UTF8);

    /// <summary>The input of a command that runs.</summary>
    /// <exception cref="SshConnectionException">It runs no more.</exception>
    public static Stream InputOf(SshCommand running)
    {
        try
        {
            return running.CreateInputStream();
        }
        catch (InvalidOperationException e)
        {
            throw new SshConnectionException("a command ended at once", e);
        }
    }

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        if (tunnel is not null)
        {
            await tunnel.DisposeAsync();
        }
    }

    private static async Task ToEndAsync(SshCommand running, ReadOnlyMemory<byte> input, CancellationToken cancellationToken)
    {
        var end = running.ExecuteAsync(cancellationToken);
        if (!input.IsEmpty)
        {
            try
            {
                await using var stdin = running.CreateInputStream();
                await stdin.WriteAsync(input, cancellationToken);
            }
            catch (InvalidOperationException)
            {
                // It ended before it read all of it, and says why.
            }
        }

        await end;
    }

    private async Task<string> BootAsync(CancellationToken cancellationToken)
    {
        var answer = await RunAsync(ReadBoot, ReadOnlyMemory<byte>.Empty, cancellationToken);
        return answer.Code == 0 ? answer.Output.Trim() : throw new SudoRefusedException(answer.Errors.Trim());
    }

    private static ConnectionInfo InfoOf(SshTarget target)
    {
        using var text = new MemoryStream(Encoding.ASCII.GetBytes(target.Key.PrivateText()));
        var info = new ConnectionInfo(target.Address, target.Port, target.User, new PrivateKeyAuthenticationMethod(target.User, new PrivateKeyFile(text)))
        {
            Timeout = Timeout,
            RetryAttempts = 1,
        };
        Only(info.KeyExchangeAlgorithms, KeyExchanges);
        Only(info.Encryptions, Ciphers);
        Only(info.HostKeyAlgorithms, ["ssh-ed25519"]);
        Only(info.CompressionAlgorithms, ["none"]);
        return info;
    }

    private static void Only<T>(IOrderedDictionary<string, T> algorithms, string[] wanted)
    {
        foreach (var name in algorithms.Keys.Except(wanted).ToList())
        {
            algorithms.Remove(name);
        }
    }
}

/// <summary>How a command ended and what it said.</summary>
internal sealed record SshAnswer(int Code, string Output, string Errors);
