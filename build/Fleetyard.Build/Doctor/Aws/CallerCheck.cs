using System.Globalization;
using Amazon.Runtime;
using Amazon.SecurityToken.Model;
using Cake.Core;
using Fleetyard.Build.Clouds;

namespace Fleetyard.Build.Doctor.Aws;

/// <summary>Who calls AWS in a region and by which provider of the SDK's chain, and whether this machine's clock is AWS's.</summary>
/// <param name="profile">The profile of <c>--profile</c>, or null.</param>
/// <param name="region">The region.</param>
/// <param name="isNeeded">Whether what was asked for cannot do without.</param>
/// <param name="context">The owner's guard.</param>
internal sealed class CallerCheck(string? profile, string region, bool isNeeded, BuildContext context) : ICheck
{
    /// <summary>What AWS bears in a signature; the SDK signs again with AWS's time where it is refused.</summary>
    private static readonly TimeSpan Borne = TimeSpan.FromMinutes(5);

    private static readonly TimeSpan Usual = TimeSpan.FromMinutes(1);

    public string Subject => $"AWS in {region}";

    public async Task<IReadOnlyList<Finding>> LookAsync(CancellationToken cancellationToken)
    {
        CredentialProvider? provider = null;
        try
        {
            await using var cloud = new AwsCloud(profile);
            provider = await cloud.ProviderAsync(region, cancellationToken);
            var sts = cloud.In(region).Sts;
            var skew = SkewOf(sts as AmazonServiceClient);
            var caller = await sts.GetCallerIdentityAsync(new GetCallerIdentityRequest(), cancellationToken);
            return
            [
                Finding.Ok(Subject, $"account {caller.Account} as {caller.Arn}, by credentials of {provider.Description}"),
                .. context.Guard.AccountBreach(caller.Account, caller.Arn) is { } breach ? [Finding.Fault("Owner's guard", breach.TrimEnd('.'))] : Array.Empty<Finding>(),
                .. skew() is { } found ? [Clock(found)] : Array.Empty<Finding>(),
            ];
        }
        catch (Exception e) when (e is CakeException || AwsCloud.IsExplained(e))
        {
            var told = (e is CakeException ? e.Message : AwsCloud.Explained(e, region, provider, profile)).TrimEnd('.');
            return [isNeeded ? Finding.Fault(Subject, told) : Finding.Warning(Subject, told)];
        }
    }

    /// <summary>How far this machine's clock is ahead of AWS's, once a call was answered.</summary>
    private static Func<TimeSpan?> SkewOf(AmazonServiceClient? client)
    {
        TimeSpan? skew = null;
        if (client is not null)
        {
            client.AfterResponseEvent += (_, answered) =>
            {
                if ((answered as WebServiceResponseEventArgs)?.ResponseHeaders.TryGetValue("Date", out var date) == true
                    && DateTimeOffset.TryParse(date, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var theirs))
                {
                    skew = TimeProvider.System.GetUtcNow() - theirs;
                }
            };
        }

        return () => skew;
    }

    private static Finding Clock(TimeSpan skew)
    {
        var told = $"this machine's is {skew.Duration().TotalSeconds:0} s {(skew < TimeSpan.Zero ? "behind" : "ahead of")} AWS's";
        return skew.Duration() > Borne ? Finding.Warning("Clock", $"{told}, more than a signature may be off; the SDK corrects that, tokens' ends it does not: set the clock (timedatectl set-ntp true)")
            : skew.Duration() > Usual ? Finding.Warning("Clock", $"{told}; set the clock (timedatectl set-ntp true)")
            : Finding.Ok("Clock", told);
    }
}
