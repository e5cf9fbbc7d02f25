using Amazon.EC2.Model;
using Fleetyard.Fleets.Runs;
using Fleetyard.Fleets.Tests.World;
using Fleetyard.Recipes;

namespace Fleetyard.Fleets.Tests.Ssh;

/// <summary>A yard with what an instance is reached with by SSH.</summary>
internal static class SshYard
{
    /// <summary>A yard whose instance is reached by SSH.</summary>
    public static async Task<Yard> OpenAsync(int retries = 2)
    {
        var yard = await Yard.OpenAsync(retries: retries);
        yard.Recipe = Sample.Reached(RemoteAccess.Ssh);
        return yard;
    }

    /// <summary>A command that is interrupted as its instance is launched, and leaves it.</summary>
    public static async Task<RunState> LaunchedAsync(Yard yard, Action<string>? before = null)
    {
        using var interrupt = new CancellationTokenSource();
        yard.Wire.Before = operation =>
        {
            before?.Invoke(operation);
            if (operation == "RunInstances")
            {
                interrupt.Cancel();
            }
        };
        Assert.That(async () => await yard.CommandAsync("PrepareInstance", keep: true, interrupt.Token), Throws.InstanceOf<OperationCanceledException>());
        yard.Wire.Before = _ => { };
        using var run = yard.Begin();
        return run.State;
    }

    /// <summary>That no instance, group, key pair or key file is left.</summary>
    public static async Task NothingIsLeftAsync(Yard yard)
    {
        Assert.That(await yard.LivingAsync(), Is.Empty);
        Assert.That(await GroupsAsync(yard), Is.Empty);
        Assert.That(await PairsAsync(yard), Is.Empty);
        Assert.That(KeyFiles(yard), Is.Empty);
    }

    /// <summary>The security groups of runs.</summary>
    public static async Task<List<SecurityGroup>> GroupsAsync(Yard yard) =>
        (await yard.Clients.Ec2.DescribeSecurityGroupsAsync(new DescribeSecurityGroupsRequest { Filters = [new Filter("tag-key", ["fleetyard:run"])] })).SecurityGroups ?? [];

    /// <summary>All key pairs.</summary>
    public static async Task<List<KeyPairInfo>> PairsAsync(Yard yard) => (await yard.Clients.Ec2.DescribeKeyPairsAsync(new DescribeKeyPairsRequest())).KeyPairs ?? [];

    /// <summary>The files of keys that runs have.</summary>
    public static string[] KeyFiles(Yard yard) => Directory.GetFiles(yard.Runs, "*ed25519*", SearchOption.AllDirectories);

    /// <summary>What EC2 refuses with.</summary>
    public static string Error(string code) => $"<Response><Errors><Error><Code>{code}</Code><Message>no</Message></Error></Errors><RequestID>r-1</RequestID></Response>";
}
