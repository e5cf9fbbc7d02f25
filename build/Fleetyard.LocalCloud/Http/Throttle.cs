using System.Collections.Concurrent;

namespace Fleetyard.LocalCloud.Http;

/// <summary>Refuses requests that come faster than AWS lets them: a bucket of tokens for each operation in each region, which fills at a rate.</summary>
internal sealed class Throttle(TimeProvider time)
{
    private readonly ConcurrentDictionary<(string Region, string Bucket), TokenBucket> buckets = new();

    /// <summary>Takes what a request costs.</summary>
    /// <exception cref="AwsFault"><c>RequestLimitExceeded</c> of EC2, <c>ThrottlingException</c> of the others.</exception>
    public void Take(string service, string operation, string region, IReadOnlyDictionary<string, string> parameters)
    {
        foreach (var cost in RequestCosts.Of(service, operation, parameters))
        {
            if (!buckets.GetOrAdd((region, $"{service}:{cost.Bucket}"), _ => new TokenBucket(cost.Size, cost.Refill, time)).Take(cost.Tokens))
            {
                throw Fault(service);
            }
        }
    }

    /// <summary>What a service answers to a request that comes too fast.</summary>
    public static AwsFault Fault(string service) => service == "ec2"
        ? new("RequestLimitExceeded", "Request limit exceeded.", 503)
        : new(service == "sts" ? "Throttling" : "ThrottlingException", "Rate exceeded");

    private sealed class TokenBucket(double size, double refill, TimeProvider time)
    {
        private readonly Lock gate = new();
        private double taken;
        private DateTimeOffset asked;

        public bool Take(double count)
        {
            lock (gate)
            {
                var now = time.GetUtcNow();
                taken = Math.Max(0, taken - ((now - asked).TotalSeconds * refill));
                asked = now;
                if (taken + count > size)
                {
                    return false;
                }

                taken += count;
                return true;
            }
        }
    }
}
