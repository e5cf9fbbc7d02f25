namespace Fleetyard.LocalCloud.Iam;

/// <summary>What an instance's SSM agent does with the role in the instance's profile.</summary>
/// <remarks>Source: Systems Manager user guide, "Reference: ec2messages, ssmmessages, and other API operations".</remarks>
internal static class AgentAccesses
{
    private static readonly string[] ToReport = ["ssm:UpdateInstanceInformation", "ssmmessages:CreateControlChannel", "ssmmessages:OpenControlChannel"];

    private static readonly string[] ToTakeCommands = ["ec2messages:GetEndpoint", "ec2messages:GetMessages", "ec2messages:AcknowledgeMessage", "ec2messages:SendReply", "ec2messages:DeleteMessage"];

    private static readonly string[] ToFailCommands = ["ec2messages:FailMessage"];

    private static readonly string[] ToTakeSessions = ["ssmmessages:CreateDataChannel", "ssmmessages:OpenDataChannel"];

    /// <summary>Says that it is there, and listens.</summary>
    public static IEnumerable<Access> Report(string region) => On(region, ToReport);

    /// <summary>Takes a command, and tells what came of it.</summary>
    public static IEnumerable<Access> TakeCommand(string region) => On(region, ToTakeCommands);

    /// <summary>Tells that a command could not be run at all.</summary>
    public static IEnumerable<Access> FailCommand(string region) => On(region, ToFailCommands);

    /// <summary>Opens its end of a session.</summary>
    public static IEnumerable<Access> TakeSession(string region) => On(region, ToTakeSessions);

    private static IEnumerable<Access> On(string region, IEnumerable<string> actions) =>
        actions.Select(action => new Access(action, "*") { Context = new Dictionary<string, IReadOnlyList<string>> { ["aws:RequestedRegion"] = [region] } });
}
