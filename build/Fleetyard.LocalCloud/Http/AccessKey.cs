namespace Fleetyard.LocalCloud.Http;

/// <summary>What a request is signed with.</summary>
/// <param name="Id">The access key id.</param>
/// <param name="Secret">The secret access key.</param>
/// <param name="Caller">Whose it is.</param>
/// <param name="SessionToken">What a request must carry beside the signature; null for a long-term key.</param>
/// <param name="Expires">When it ends; null for never.</param>
internal sealed record AccessKey(string Id, string Secret, Caller Caller, string? SessionToken = null, DateTimeOffset? Expires = null);
