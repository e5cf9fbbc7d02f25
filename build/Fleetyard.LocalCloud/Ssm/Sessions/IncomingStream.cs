namespace Fleetyard.LocalCloud.Ssm.Sessions;

/// <summary>Puts what a client sent into its order.</summary>
internal sealed class IncomingStream
{
    /// <summary>How far ahead a message may be.</summary>
    private const int Window = 256;

    private readonly Dictionary<long, SessionMessage> early = [];
    private long next;

    /// <summary>Takes a message; false where it is too far ahead, so that the client has to send it again.</summary>
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

    /// <summary>The message that is next in order, if it is there.</summary>
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
