using Fleetyard.LocalCloud.Ec2.Amis;
using Fleetyard.LocalCloud.Http;
using Fleetyard.LocalCloud.State;

namespace Fleetyard.LocalCloud.Iam;

/// <summary>What an EC2 call wants to do with which resources.</summary>
/// <remarks>Source: Service Authorization Reference, "Actions, resources, and condition keys for Amazon EC2". A describing call knows no resources.</remarks>
internal sealed class Ec2Accesses(Cloud cloud)
{
    /// <summary>The resources that are there already, by operation: a parameter's name with the resource's type.</summary>
    private static readonly Dictionary<string, (string Parameter, string Type)[]> Named = new()
    {
        ["RunInstances"] =
        [
            ("ImageId", "image"), ("SubnetId", "subnet"), ("SecurityGroupId", "security-group"), ("NetworkInterface.1.SubnetId", "subnet"), ("NetworkInterface.1.SecurityGroupId", "security-group"),
            ("KeyName", "key-pair"), ("Placement.HostId", "dedicated-host"), ("CapacityReservationSpecification.CapacityReservationTarget.CapacityReservationId", "capacity-reservation"),
        ],
        ["StartInstances"] = [("InstanceId", "instance")],
        ["StopInstances"] = [("InstanceId", "instance")],
        ["RebootInstances"] = [("InstanceId", "instance")],
        ["TerminateInstances"] = [("InstanceId", "instance")],
        ["ModifyInstanceAttribute"] = [("InstanceId", "instance")],
        ["DescribeInstanceAttribute"] = [("InstanceId", "instance")],
        ["GetConsoleOutput"] = [("InstanceId", "instance")],
        ["CreateImage"] = [("InstanceId", "instance")],
        ["DeregisterImage"] = [("ImageId", "image")],
        ["ModifyImageAttribute"] = [("ImageId", "image")],
        ["ResetImageAttribute"] = [("ImageId", "image")],
        ["DescribeImageAttribute"] = [("ImageId", "image")],
        ["EnableImageDeprecation"] = [("ImageId", "image")],
        ["DisableImageDeprecation"] = [("ImageId", "image")],
        ["EnableImageDeregistrationProtection"] = [("ImageId", "image")],
        ["DisableImageDeregistrationProtection"] = [("ImageId", "image")],
        ["DeleteSnapshot"] = [("SnapshotId", "snapshot")],
        ["ModifySnapshotAttribute"] = [("SnapshotId", "snapshot")],
        ["CreateSecurityGroup"] = [("VpcId", "vpc")],
        ["AuthorizeSecurityGroupIngress"] = [("GroupId", "security-group")],
        ["RevokeSecurityGroupIngress"] = [("GroupId", "security-group")],
        ["RevokeSecurityGroupEgress"] = [("GroupId", "security-group")],
        ["DeleteSecurityGroup"] = [("GroupId", "security-group")],
        ["DeleteKeyPair"] = [("KeyName", "key-pair")],
    };

    /// <summary>The types of resources that an operation creates.</summary>
    private static readonly Dictionary<string, string[]> Created = new()
    {
        ["RunInstances"] = ["instance", "volume", "network-interface"],
        ["CreateImage"] = ["image", "snapshot"],
        ["CopyImage"] = ["image", "snapshot"],
        ["CreateSecurityGroup"] = ["security-group"],
        ["ImportKeyPair"] = ["key-pair"],
        ["CreateKeyPair"] = ["key-pair"],
    };

    private static readonly string[] WithoutAccount = ["image", "snapshot"];

    public IEnumerable<Access> Of(string operation, QueryCall call)
    {
        var created = CreatedBy(operation, call);
        List<(string Type, string Id)> named = [.. NamedBy(operation, call)];
        return created.Length + named.Count == 0
            ? [new($"ec2:{operation}", "*") { Context = RegionOf(call) }]
            :
            [
                .. named.Select(resource => Existing(call, $"ec2:{operation}", resource.Type, resource.Id)),
                .. created.Select(type => New(call, $"ec2:{operation}", type)),
                .. created.Where(type => TagsFor(call, type).Count > 0).Select(type => Tagging(call, operation, type)),
                .. Snapshots(operation, call),
                .. PassedRole(operation, call),
                .. Keys(operation, call).SelectMany(key => new KeyAccesses(cloud).Encrypting(call.Region, key)),
            ];
    }

    private static string[] CreatedBy(string operation, QueryCall call)
    {
        var created = Created.GetValueOrDefault(operation, []);
        return call["InstanceMarketOptions.MarketType"] == "spot" ? [.. created, "spot-instances-request"] : created;
    }

    private static IEnumerable<(string Type, string Id)> NamedBy(string operation, QueryCall call) => operation is "CreateTags" or "DeleteTags"
        ? call.List("ResourceId").Select(id => (TypeOf(id), id))
        : Named.GetValueOrDefault(operation, []).SelectMany(member => Ids(call, member.Parameter).Select(id => (member.Type, id)));

    private static IEnumerable<string> Ids(QueryCall call, string parameter) => call[parameter] is { Length: > 0 } one ? [one] : call.List(parameter);

    private Access Existing(QueryCall call, string action, string type, string id)
    {
        var tags = cloud.Tags(type == "key-pair" ? KeyPairId(call.Region, id) : id).ToList();
        var context = RegionOf(call);
        foreach (var (key, value) in tags)
        {
            context[$"aws:ResourceTag/{key}"] = context[$"ec2:ResourceTag/{key}"] = [value];
        }

        if (type == "image")
        {
            context["ec2:Owner"] = [.. ImageOwners(id)];
        }

        return new(action, Arn(call, type, id)) { Context = context };
    }

    /// <summary>A key pair's ARN has its name, and its tags hang on its id.</summary>
    private string KeyPairId(string region, string name) =>
        cloud.Store.All<KeyPairDocument>().FirstOrDefault(pair => pair.Region == region && pair.Name == name)?.Id ?? name;

    private static Access New(QueryCall call, string action, string type)
    {
        var context = Requested(call, type);
        if (type == "instance")
        {
            context["ec2:InstanceType"] = [call["InstanceType"] ?? ""];
            context["ec2:MetadataHttpTokens"] = [call["MetadataOptions.HttpTokens"] ?? "optional"];
        }

        return new(action, Arn(call, type, type == "key-pair" ? call["KeyName"] ?? "*" : "*")) { Context = context };
    }

    private static Access Tagging(QueryCall call, string operation, string type)
    {
        var context = Requested(call, type);
        context["ec2:CreateAction"] = [operation];
        return new("ec2:CreateTags", Arn(call, type, type == "key-pair" ? call["KeyName"] ?? "*" : "*")) { Context = context };
    }

    /// <summary>An AMI that takes its snapshots with it needs the right to delete them.</summary>
    private IEnumerable<Access> Snapshots(string operation, QueryCall call) => operation == "DeregisterImage" && call["DeleteAssociatedSnapshots"] == "true"
        ? cloud.Store.All<SnapshotDocument>().Where(snapshot => snapshot.ImageId == call["ImageId"]).Select(snapshot => Existing(call, "ec2:DeleteSnapshot", "snapshot", snapshot.Id))
        : [];

    /// <remarks>LocalCloud keeps no instance profiles: a role of the profile's own name stands for the one that it holds, as the console makes it.</remarks>
    private static IEnumerable<Access> PassedRole(string operation, QueryCall call)
    {
        var profile = call["IamInstanceProfile.Name"] ?? call["IamInstanceProfile.Arn"]?.Split('/')[^1];
        return operation == "RunInstances" && profile is not null ? [Authorizer.PassRole($"arn:aws:iam::{Cloud.AccountId}:role/{profile}", "ec2.amazonaws.com")] : [];
    }

    private static IEnumerable<string> Keys(string operation, QueryCall call) => operation switch
    {
        "RunInstances" => call.Structures("BlockDeviceMapping").Select(device => device["Ebs.KmsKeyId"]).OfType<string>().Distinct(),
        "CopyImage" => new[] { call["KmsKeyId"] }.OfType<string>(),
        _ => [],
    };

    private static IEnumerable<string> ImageOwners(string id) => PublicImage.All.FirstOrDefault(image => image.Id == id) is { } known
        ? new[] { known.Alias, known.Owner }.OfType<string>()
        : [Cloud.AccountId];

    private static Dictionary<string, IReadOnlyList<string>> Requested(QueryCall call, string type)
    {
        var context = RegionOf(call);
        var tags = TagsFor(call, type);
        foreach (var (key, value) in tags)
        {
            context[$"aws:RequestTag/{key}"] = [value];
        }

        if (tags.Count > 0)
        {
            context["aws:TagKeys"] = [.. tags.Select(tag => tag.Key)];
        }

        return context;
    }

    private static List<(string Key, string Value)> TagsFor(QueryCall call, string type) =>
        [.. call.Structures("TagSpecification").Where(specification => specification["ResourceType"] == type)
            .SelectMany(specification => specification.Structures("Tag")).Select(tag => (tag["Key"] ?? "", tag["Value"] ?? ""))];

    private static Dictionary<string, IReadOnlyList<string>> RegionOf(QueryCall call) => new() { ["aws:RequestedRegion"] = [call.Region], ["ec2:Region"] = [call.Region] };

    private static string Arn(QueryCall call, string type, string id) =>
        $"arn:aws:ec2:{call.Region}:{(WithoutAccount.Contains(type) ? "" : Cloud.AccountId)}:{type}/{id}";

    private static string TypeOf(string id) => id.Split('-')[0] switch
    {
        "i" => "instance",
        "ami" => "image",
        "snap" => "snapshot",
        "vol" => "volume",
        "sg" => "security-group",
        "key" => "key-pair",
        "eni" => "network-interface",
        var other => other,
    };
}
