namespace Fleetyard.Fleets.Ssh.Sessions;

/// <summary>Puts messages into their order, of which each is given out once.</summary>
internal sealed class IncomingStream
{
    /// <summary>How far ahead of the one that is missing a message may be; with <see cref="SessionMessage.MostBytes"/>, at most 8 MB wait.</summary>
    public const int Window = 256;

    private readonly Dictionary<long, SessionMessage> early = [];
    private long next;

    /// <summary>Takes a message, also one that came before. False where it is too far ahead: it is not to be acknowledged, and comes again.</summary>
    public bool Take(SessionMessage message)
    {
        if (message.Sequence >= next + Window)
        {
            return false;
        }

        if (message.Sequence >= next)
        {
            early[message.Sequence] = message;
        }

        return true;
    }

    /// <summary>The next message in order, or null as long as it is missing.</summary>
    public SessionMessage? Next()
    {
        if (!early.Remove(next, out var message))
        {
            return null;
        }

        next++;
        return message;
    }
}
