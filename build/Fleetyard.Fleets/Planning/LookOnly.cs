using Amazon.Runtime;

namespace Fleetyard.Fleets.Planning;

/// <summary>Lets clients look and do nothing else: a request that could change something is refused before it is sent.</summary>
internal static class LookOnly
{
    private static readonly string[] Reads = ["Describe", "Get", "List", "BatchGet"];

    /// <summary>The same clients, which are nobody else's.</summary>
    public static CloudClients Of(CloudClients clients)
    {
        object[] all = [clients.Ec2, clients.Ssm, clients.CodeBuild, clients.Sts, clients.Logs, clients.Kms];
        foreach (var client in all.OfType<AmazonServiceClient>())
        {
            client.BeforeRequestEvent += Refuse;
        }

        return clients;
    }

    private static void Refuse(object sender, RequestEventArgs args)
    {
        var name = args is WebServiceRequestEventArgs request ? request.Request.GetType().Name : args.GetType().Name;
        if (!Reads.Any(read => name.StartsWith(read, StringComparison.Ordinal)))
        {
            throw new InvalidOperationException($"{name} could change something, and a plan only looks.");
        }
    }
}
