namespace Fleetyard.Fleets.Ssh.Sessions;

/// <summary>The kinds of messages of a data channel.</summary>
/// <remarks>Source: github.com/aws/session-manager-plugin, src/message/clientmessage.go.</remarks>
internal static class MessageTypes
{
    /// <summary>Of the stream to the instance.</summary>
    public const string Input = "input_stream_data";

    /// <summary>Of the stream from the instance.</summary>
    public const string Output = "output_stream_data";

    /// <summary>A message of a stream arrived.</summary>
    public const string Acknowledge = "acknowledge";

    /// <summary>The session is over; the payload says why.</summary>
    public const string Closed = "channel_closed";

    /// <summary>Nobody takes messages at the other end for now.</summary>
    public const string Pause = "pause_publication";

    /// <summary>Somebody does again.</summary>
    public const string Start = "start_publication";
}

/// <summary>What a message of a stream carries.</summary>
internal enum PayloadType : uint
{
    /// <summary>Nothing of these.</summary>
    None = 0,

    /// <summary>Bytes of the port.</summary>
    Data = 1,

    /// <summary>The agent says what it wants of the client.</summary>
    HandshakeRequest = 5,

    /// <summary>The client says what came of it.</summary>
    HandshakeResponse = 6,

    /// <summary>From now on the port's bytes may come.</summary>
    HandshakeComplete = 7,

    /// <summary>One number, big-endian; 3 is the agent's that it cannot connect to the port.</summary>
    Flag = 10,
}
