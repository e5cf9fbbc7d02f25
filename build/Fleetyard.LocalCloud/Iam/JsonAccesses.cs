using System.Text.Json.Nodes;
using Fleetyard.LocalCloud.Http;
using Fleetyard.LocalCloud.State;

namespace Fleetyard.LocalCloud.Iam;

/// <summary>What a call of SSM, its data channels, CodeBuild, CloudWatch Logs, KMS or EC2 Instance Connect wants to do with which resources.</summary>
/// <remarks>Source: Service Authorization Reference, the pages of these services. A call that is not named here knows no resources.</remarks>
internal sealed class JsonAccesses(Cloud cloud)
{
    public IEnumerable<Access> Of(string service, string operation, JsonCall call) => (service, operation) switch
    {
        ("ssm", "GetParameter") => Each(call, service, operation, [Parameter(call, call.Text("Name"))]),
        ("ssm", "GetParameters") => Each(call, service, operation, call.List("Names").Select(name => Parameter(call, name))),
        ("ssm", "GetParametersByPath") => Each(call, service, operation, [Parameter(call, call.Text("Path"))]),
        ("ssm", "SendCommand") =>
        [
            new("ssm:SendCommand", $"arn:aws:ssm:{call.Region}::document/{call.Text("DocumentName")}") { Context = RegionOf(call) },
            .. call.List("InstanceIds").Select(id => OnInstance(call, "ssm:SendCommand", "ssm:resourceTag/", id)),
        ],
        ("ssm", "StartSession") =>
        [
            new("ssm:StartSession", $"arn:aws:ssm:{call.Region}::document/{call.Text("DocumentName")}") { Context = RegionOf(call) },
            OnInstance(call, "ssm:StartSession", "ssm:resourceTag/", call.Text("Target") ?? ""),
        ],
        ("ssm", "TerminateSession") or ("ssmmessages", "OpenDataChannel") => [OnSession(call, $"{service}:{operation}")],
        ("codebuild", "CreateFleet") => [.. Each(call, service, operation, [Fleet(call, call.Text("name"))]), .. Passed(call, "fleetServiceRole")],
        ("codebuild", "UpdateFleet") => [.. Each(call, service, operation, [Fleet(call, call.Text("arn"))]), .. Passed(call, "fleetServiceRole")],
        ("codebuild", "DeleteFleet") => Each(call, service, operation, [Fleet(call, call.Text("arn"))]),
        ("codebuild", "BatchGetFleets") => Each(call, service, operation, call.List("names").Select(name => Fleet(call, name))),
        ("codebuild", "CreateProject" or "UpdateProject") => [.. Each(call, service, operation, [Project(call, call.Text("name"))]), .. Passed(call, "serviceRole")],
        ("codebuild", "DeleteProject") => Each(call, service, operation, [Project(call, call.Text("name"))]),
        ("codebuild", "BatchGetProjects") => Each(call, service, operation, call.List("names").Select(name => Project(call, name))),
        ("codebuild", "StartBuild" or "StartBuildBatch" or "ListBuildsForProject") => Each(call, service, operation, [Project(call, call.Text("projectName"))]),
        ("codebuild", "StopBuild" or "StopBuildBatch") => Each(call, service, operation, [Project(call, call.Text("id")?.Split(':')[0])]),
        ("codebuild", "BatchGetBuilds" or "BatchGetBuildBatches") => Each(call, service, operation, call.List("ids").Select(id => Project(call, id.Split(':')[0])).Distinct()),
        ("logs", "GetLogEvents") => Each(call, service, operation, [$"arn:aws:logs:{call.Region}:{Cloud.AccountId}:log-group:{call.Text("logGroupName")}:log-stream:{call.Text("logStreamName")}"]),
        ("kms", "DescribeKey" or "GetKeyPolicy") => [new KeyAccesses(cloud).Of($"kms:{operation}", call.Region, call.Text("KeyId") ?? "")],
        ("ec2-instance-connect", "SendSSHPublicKey") => [OnInstance(call, "ec2-instance-connect:SendSSHPublicKey", "aws:ResourceTag/", call.Text("InstanceId") ?? "")],
        _ => Each(call, service, operation, ["*"]),
    };

    private IEnumerable<Access> Each(JsonCall call, string service, string operation, IEnumerable<string> resources) =>
        resources.Select(resource => new Access($"{service}:{operation}", resource) { Context = ContextOf(call, resource) });

    /// <summary>With the tags of a project that is there; IAM asks a fleet for none.</summary>
    private Dictionary<string, IReadOnlyList<string>> ContextOf(JsonCall call, string resource)
    {
        var context = RegionOf(call);
        foreach (var tag in cloud.Store.Get<ProjectDocument>(resource)?.Wire["tags"] as JsonArray ?? [])
        {
            context[$"aws:ResourceTag/{(string?)tag!["key"]}"] = [(string?)tag["value"] ?? ""];
        }

        return context;
    }

    private Access OnInstance(JsonCall call, string action, string tagKey, string id)
    {
        var context = RegionOf(call);
        foreach (var (key, value) in cloud.Tags(id))
        {
            context[tagKey + key] = [value];
        }

        return new(action, $"arn:aws:ec2:{call.Region}:{Cloud.AccountId}:instance/{id}") { Context = context };
    }

    /// <summary>With what a policy's variables stand for: a role's session has no user name.</summary>
    private static Access OnSession(JsonCall call, string action)
    {
        var context = RegionOf(call);
        if (call.Caller is { } caller)
        {
            context["aws:userid"] = [caller.UserId];
            if (!caller.IsRole)
            {
                context["aws:username"] = [caller.Arn.Split('/')[^1]];
            }
        }

        return new(action, $"arn:aws:ssm:{call.Region}:{Cloud.AccountId}:session/{call.Text("SessionId")}") { Context = context };
    }

    /// <summary>A fleet that is not there yet has no id.</summary>
    private string Fleet(JsonCall call, string? nameOrArn)
    {
        if (nameOrArn?.StartsWith("arn:", StringComparison.Ordinal) == true)
        {
            return nameOrArn;
        }

        var there = cloud.Store.All<FleetDocument>().LastOrDefault(fleet => fleet.Region == call.Region && (string?)fleet.Wire["name"] == nameOrArn);
        return there?.Id ?? $"arn:aws:codebuild:{call.Region}:{Cloud.AccountId}:fleet/{nameOrArn}:*";
    }

    private static IEnumerable<Access> Passed(JsonCall call, string member) =>
        call.Text(member) is { } role ? [Authorizer.PassRole(role, "codebuild.amazonaws.com")] : [];

    private static string Project(JsonCall call, string? nameOrArn) => nameOrArn?.StartsWith("arn:", StringComparison.Ordinal) == true
        ? nameOrArn
        : $"arn:aws:codebuild:{call.Region}:{Cloud.AccountId}:project/{nameOrArn}";

    private static string Parameter(JsonCall call, string? name) => $"arn:aws:ssm:{call.Region}::parameter{name}";

    private static Dictionary<string, IReadOnlyList<string>> RegionOf(JsonCall call) => new() { ["aws:RequestedRegion"] = [call.Region] };
}
