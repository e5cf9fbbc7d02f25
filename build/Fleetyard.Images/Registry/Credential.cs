namespace Fleetyard.Images.Registry;

/// <summary>What somebody logs in to a registry with. No record: those print what they hold.</summary>
/// <param name="user">The user's name.</param>
/// <param name="secret">The password, or the identity token.</param>
/// <param name="isIdentityToken">Whether the secret is a token that tokens are asked for with (OAuth 2.0 calls it a refresh token).</param>
internal sealed class Credential(string user, string secret, bool isIdentityToken)
{
    public string User => user;

    public string Secret => secret;

    public bool IsIdentityToken => isIdentityToken;
}
