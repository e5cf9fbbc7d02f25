using Amazon.SimpleSystemsManagement;
using Amazon.SimpleSystemsManagement.Model;
using Fleetyard.Fleets.Runs;

namespace Fleetyard.Fleets.Ssh.Sessions;

/// <summary>The sessions that a run left: those of a command that was killed, and those whose start was not answered.</summary>
internal static class LeftSessions
{
    /// <summary>Ends each; StartSession knows neither a client token nor a name, but a reason.</summary>
    public static async Task EndAsync(FleetRun run, CancellationToken cancellationToken)
    {
        var reason = SessionTunnel.ReasonOf(run);
        var request = new DescribeSessionsRequest { State = SessionState.Active };
        do
        {
            var page = await run.Clients.Ssm.DescribeSessionsAsync(request, cancellationToken);
            foreach (var session in (page.Sessions ?? []).Where(session => session.Reason == reason))
            {
                await SessionTunnel.TerminateAsync(run, session.SessionId);
                run.Log.Say($"Ended session {session.SessionId}");
            }

            request.NextToken = page.NextToken;
        }
        while (!string.IsNullOrEmpty(request.NextToken));
    }
}
