using System.Net;
using Amazon.EC2;
using Amazon.EC2.Model;
using Fleetyard.Fleets.Runs;

namespace Fleetyard.Fleets.Ssh;

/// <summary>The one rule of a run's security group.</summary>
internal static class SecurityGroupRule
{
    /// <summary>Lets an address in; does nothing where it is let in already.</summary>
    public static async Task AuthorizeAsync(FleetRun run, string id, string from)
    {
        try
        {
            await run.Clients.Ec2.AuthorizeSecurityGroupIngressAsync(new AuthorizeSecurityGroupIngressRequest { GroupId = id, IpPermissions = [Of(from)] }, CancellationToken.None);
        }
        catch (AmazonEC2Exception e) when (e.ErrorCode == "InvalidPermission.Duplicate")
        {
            // An earlier answer was lost.
        }
    }

    /// <summary>Lets an address in no longer, where it was let in.</summary>
    /// <returns>False where the group is gone.</returns>
    public static async Task<bool> RevokeAsync(FleetRun run, string id, string from)
    {
        try
        {
            await run.Clients.Ec2.RevokeSecurityGroupIngressAsync(new RevokeSecurityGroupIngressRequest { GroupId = id, IpPermissions = [Of(from)] }, CancellationToken.None);
        }
        catch (AmazonEC2Exception e) when (e.ErrorCode == "InvalidPermission.NotFound")
        {
            // An earlier answer was lost.
        }
        catch (AmazonEC2Exception e) when (e.ErrorCode == "InvalidGroup.NotFound")
        {
            return false;
        }

        return true;
    }

    private static IpPermission Of(string from)
    {
        var rule = new IpPermission { IpProtocol = "tcp", FromPort = SshTarget.SshPort, ToPort = SshTarget.SshPort };
        if (IPNetwork.Parse(from).BaseAddress.AddressFamily == System.Net.Sockets.AddressFamily.InterNetworkV6)
        {
            rule.Ipv6Ranges = [new Ipv6Range { CidrIpv6 = from, Description = "the caller" }];
            return rule;
        }

        rule.Ipv4Ranges = [new IpRange { CidrIp = from, Description = "the caller" }];
        return rule;
    }
}
