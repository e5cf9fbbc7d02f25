using System.Net;
using Fleetyard.Fleets.Runs;
using Fleetyard.Recipes;

namespace Fleetyard.Fleets.Ssh;

/// <summary>The one address that SSH is opened to: that of the recipe, or the one that this machine is seen with.</summary>
internal static class CallersAddress
{
    /// <summary>The address as a CIDR block; null where no port is opened.</summary>
    /// <exception cref="FleetException">It cannot be found, or the recipe's is none.</exception>
    public static async Task<string?> FindAsync(FleetRun run, CancellationToken cancellationToken)
    {
        var ssh = run.Recipe.Instance.Ssh;
        if (ssh.Through == SshRoute.SessionManager)
        {
            return null;
        }

        if (ssh.From is not { } from)
        {
            var own = await run.Clients.OwnAddress.FindAsync(ssh.Address, cancellationToken);
            return $"{own}/{own.GetAddressBytes().Length * 8}";
        }

        return IPNetwork.TryParse(from, out var network) && network.PrefixLength == network.BaseAddress.GetAddressBytes().Length * 8
            ? from
            : throw new FleetException($"instance.ssh.from of {run.Recipe.File} is {from}, and SSH is opened to exactly one address; write it as one, such as 203.0.113.7/32.");
    }

    /// <summary>Opens the run's group to the address in place of the one that it is opened to, where that is another: a laptop moves, and a recipe is mended.</summary>
    /// <exception cref="FleetException">It cannot be found, or the recipe's is none.</exception>
    public static async Task FollowAsync(FleetRun run, string step, CancellationToken cancellationToken)
    {
        if (run.State.Ssh is not { From: { } before } ssh || await FindAsync(run, cancellationToken) is not { } now || now == before)
        {
            return;
        }

        if (ssh.SecurityGroupId is { } group && await SecurityGroupRule.RevokeAsync(run, group, before))
        {
            await SecurityGroupRule.AuthorizeAsync(run, group, now);
        }

        run.Learn(step, state => state with { Ssh = state.Ssh! with { From = now } });
        run.Log.Say($"SSH is opened to {now} in place of {before}");
    }
}
