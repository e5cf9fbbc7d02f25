using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;

namespace Fleetyard.LocalCloud.Http;

/// <summary>The keys that requests may be signed with: the run's own, and the temporary ones that STS gave out. None outlives the process.</summary>
internal sealed class AccessKeys(AccessKey own, TimeProvider time)
{
    private readonly ConcurrentDictionary<string, AccessKey> temporary = new();

    /// <summary>The run's own secret access key.</summary>
    public string OwnSecret => own.Secret;

    /// <summary>A new temporary key.</summary>
    public AccessKey Issue(Caller caller, TimeSpan lifetime)
    {
        var key = new AccessKey(
            "ASIA" + Convert.ToHexString(RandomNumberGenerator.GetBytes(8)), Convert.ToBase64String(RandomNumberGenerator.GetBytes(30)), caller,
            Convert.ToBase64String(RandomNumberGenerator.GetBytes(96)), time.GetUtcNow() + lifetime);
        temporary[key.Id] = key;
        return key;
    }

    /// <summary>The key of an id, where the request carries the session token that belongs to it.</summary>
    /// <exception cref="AwsFault">There is no such key, its token is wrong or missing, or it has expired.</exception>
    public AccessKey Find(string id, string token)
    {
        var key = id == own.Id ? own : temporary.GetValueOrDefault(id);
        if (key is null || !CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(key.SessionToken ?? ""), Encoding.UTF8.GetBytes(token)))
        {
            throw new AwsFault("InvalidClientTokenId", "The security token included in the request is invalid.", 403);
        }

        return key.Expires is { } expires && time.GetUtcNow() >= expires
            ? throw new AwsFault("ExpiredToken", "The security token included in the request is expired", 403)
            : key;
    }
}
