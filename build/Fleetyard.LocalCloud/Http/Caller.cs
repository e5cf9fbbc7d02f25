namespace Fleetyard.LocalCloud.Http;

/// <summary>Who calls.</summary>
/// <param name="Arn">A user's ARN, or an assumed role's.</param>
/// <param name="UserId">The unique id of the user, or of the role with the session's name.</param>
internal sealed record Caller(string Arn, string UserId)
{
    public string Account => Arn.Split(':')[4];

    /// <summary>Whether it is a role's session, which may assume another role for an hour at most.</summary>
    public bool IsRole => Arn.Contains(":assumed-role/", StringComparison.Ordinal);
}
