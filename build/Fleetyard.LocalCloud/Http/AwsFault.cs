namespace Fleetyard.LocalCloud.Http;

/// <summary>An error that the caller gets in its protocol's own form.</summary>
internal sealed class AwsFault(string code, string message, int status = 400) : Exception(message)
{
    public string Code => code;

    public int Status => status;

    /// <summary>What the JSON protocol calls the message: most errors' <c>message</c>, some of SSM's <c>Message</c>.</summary>
    public string MessageMember { get; init; } = "message";
}
