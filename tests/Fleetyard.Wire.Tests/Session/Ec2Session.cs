using Amazon.EC2;
using Amazon.EC2.Model;

namespace Fleetyard.Wire.Tests.Session;

/// <summary>Calls every operation of EC2 that LocalCloud has, with what works and what is refused.</summary>
internal sealed class Ec2Session(IAmazonEC2 ec2)
{
    private const string NoInstance = "i-0123456789abcdef0";
    private const string NoImage = "ami-0123456789abcdef0";
    private const string NoSnapshot = "snap-0123456789abcdef0";

    /// <returns>The id of an image that is available.</returns>
    public async Task<string> RunAsync()
    {
        await ec2.DescribeRegionsAsync(new DescribeRegionsRequest { Filters = [new("region-name", ["us-*"])] });
        await LocalSession.RefusedAsync("InvalidParameterValue", () => ec2.DescribeRegionsAsync(new DescribeRegionsRequest { RegionNames = ["none"] }));
        await ec2.DescribeInstanceTypesAsync(new DescribeInstanceTypesRequest { InstanceTypes = ["t3.large", "m7g.xlarge"] });
        await ec2.DescribeInstanceTypeOfferingsAsync(new DescribeInstanceTypeOfferingsRequest { LocationType = "availability-zone", Filters = [new("instance-type", ["t3.large"])] });
        await LocalSession.RefusedAsync("InvalidParameterValue", () => ec2.DescribeInstanceTypeOfferingsAsync(new DescribeInstanceTypeOfferingsRequest { Filters = [new("colour", ["red"])] }));
        await LocalSession.RefusedAsync("InvalidInstanceType", () => ec2.DescribeInstanceTypesAsync(new DescribeInstanceTypesRequest { InstanceTypes = ["large"] }));
        var (subnet, group) = await new NetworkSession(ec2).RunAsync();
        await new KeyPairSession(ec2).RunAsync();
        var instance = await LaunchAsync(subnet, group);
        await TagAsync(instance);
        await ChangeAsync(instance);
        var image = await ImageAsync(instance);
        await ec2.StartInstancesAsync(new StartInstancesRequest { InstanceIds = [instance] });
        await ec2.TerminateInstancesAsync(new TerminateInstancesRequest { InstanceIds = [instance] });
        await LocalSession.UntilAsync(() => StateAsync(instance), state => state == "terminated");
        foreach (var refused in new Func<Task>[]
        {
            () => ec2.StartInstancesAsync(new StartInstancesRequest { InstanceIds = [NoInstance] }),
            () => ec2.TerminateInstancesAsync(new TerminateInstancesRequest { InstanceIds = [NoInstance] }),
            () => ec2.RebootInstancesAsync(new RebootInstancesRequest { InstanceIds = [NoInstance] }),
            () => ec2.GetConsoleOutputAsync(new GetConsoleOutputRequest { InstanceId = NoInstance }),
            () => ec2.DescribeInstanceAttributeAsync(new DescribeInstanceAttributeRequest { InstanceId = NoInstance, Attribute = "userData" }),
            () => ec2.ModifyInstanceAttributeAsync(new ModifyInstanceAttributeRequest { InstanceId = NoInstance, InstanceInitiatedShutdownBehavior = "stop" }),
        })
        {
            await LocalSession.RefusedAsync("InvalidInstanceID.NotFound", refused);
        }

        await LocalSession.RefusedAsync("IncorrectInstanceState", () => ec2.StopInstancesAsync(new StopInstancesRequest { InstanceIds = [instance] }));
        return image;
    }

    public async Task<string> PublicImageAsync() =>
        (await ec2.DescribeImagesAsync(new DescribeImagesRequest { Owners = ["136693071363"], Filters = [new("name", ["debian-13-amd64*"]), new("owner-id", ["136693071363"])] })).Images.Single().ImageId;

    private async Task<string> LaunchAsync(string subnet, string group)
    {
        var request = new RunInstancesRequest
        {
            ImageId = await PublicImageAsync(),
            InstanceType = "t3.large",
            MinCount = 1,
            MaxCount = 1,
            ClientToken = "one",
            IamInstanceProfile = new() { Name = "ssm" },
            SubnetId = subnet,
            SecurityGroupIds = [group],
            KeyName = KeyPairSession.Kept,
            UserData = Convert.ToBase64String("#!/bin/sh\n"u8),
            InstanceInitiatedShutdownBehavior = ShutdownBehavior.Terminate,
            MetadataOptions = new() { HttpTokens = "required", HttpEndpoint = "enabled", HttpPutResponseHopLimit = 2 },
            BlockDeviceMappings = [new() { DeviceName = "/dev/xvda", Ebs = new() { VolumeSize = 30, VolumeType = "gp3", DeleteOnTermination = true } }, new() { DeviceName = "/dev/sdb", Ebs = new() { VolumeSize = 4, VolumeType = "gp2" } }],
            TagSpecifications = [new() { ResourceType = "instance", Tags = [new("a", "b")] }, new() { ResourceType = "volume", Tags = [new("a", "b")] }],
        };
        var instance = (await ec2.RunInstancesAsync(request)).Reservation.Instances[0].InstanceId;
        await ec2.RunInstancesAsync(request);
        request.InstanceType = "t3.small";
        await LocalSession.RefusedAsync("IdempotentParameterMismatch", () => ec2.RunInstancesAsync(request));
        await LocalSession.RefusedAsync("InvalidAMIID.NotFound", () => ec2.RunInstancesAsync(new RunInstancesRequest { ImageId = NoImage, MinCount = 1, MaxCount = 1 }));
        await LocalSession.UntilAsync(() => StateAsync(instance), state => state == "running");
        await ec2.DescribeVolumesAsync(new DescribeVolumesRequest());
        await LocalSession.RefusedAsync("InvalidVolume.NotFound", () => ec2.DescribeVolumesAsync(new DescribeVolumesRequest { VolumeIds = ["vol-0123456789abcdef0"] }));
        await LocalSession.RefusedAsync("InvalidInstanceID.NotFound", () => ec2.DescribeInstancesAsync(new DescribeInstancesRequest { InstanceIds = [NoInstance] }));
        await LocalSession.RefusedAsync("InvalidInstanceID.Malformed", () => ec2.DescribeInstancesAsync(new DescribeInstancesRequest { InstanceIds = ["x"] }));
        return instance;
    }

    private async Task TagAsync(string instance)
    {
        await ec2.CreateTagsAsync(new CreateTagsRequest { Resources = [instance], Tags = [new("k", "v")] });
        await ec2.DescribeTagsAsync(new DescribeTagsRequest { Filters = [new("resource-id", [instance]), new("resource-type", ["instance"])] });
        await ec2.DeleteTagsAsync(new DeleteTagsRequest { Resources = [instance], Tags = [new("k", "v")] });
        await LocalSession.RefusedAsync("InvalidID", () => ec2.CreateTagsAsync(new CreateTagsRequest { Resources = ["x"], Tags = [new("k", "v")] }));
        await LocalSession.RefusedAsync("InvalidSnapshot.NotFound", () => ec2.DeleteTagsAsync(new DeleteTagsRequest { Resources = [NoSnapshot] }));
        await LocalSession.RefusedAsync("InvalidParameterValue", () => ec2.DescribeTagsAsync(new DescribeTagsRequest { Filters = [new("colour", ["red"])] }));
    }

    private async Task ChangeAsync(string instance)
    {
        await ec2.RebootInstancesAsync(new RebootInstancesRequest { InstanceIds = [instance] });
        await ec2.ModifyInstanceAttributeAsync(new ModifyInstanceAttributeRequest { InstanceId = instance, InstanceInitiatedShutdownBehavior = "stop" });
        await ec2.ModifyInstanceAttributeAsync(new ModifyInstanceAttributeRequest { InstanceId = instance, Attribute = "instanceInitiatedShutdownBehavior", Value = "stop" });
        foreach (var attribute in new[] { "instanceInitiatedShutdownBehavior", "userData", "instanceType", "rootDeviceName", "blockDeviceMapping", "groupSet", "disableApiTermination" })
        {
            await ec2.DescribeInstanceAttributeAsync(new DescribeInstanceAttributeRequest { InstanceId = instance, Attribute = attribute });
        }

        await ec2.GetConsoleOutputAsync(new GetConsoleOutputRequest { InstanceId = instance });
        await ec2.DescribeInstanceStatusAsync(new DescribeInstanceStatusRequest { InstanceIds = [instance] });
        await LocalSession.RefusedAsync("InvalidInstanceID.NotFound", () => ec2.DescribeInstanceStatusAsync(new DescribeInstanceStatusRequest { InstanceIds = [NoInstance] }));
        await LocalSession.RefusedAsync("UnsupportedOperation", () => ec2.CreateImageAsync(new CreateImageRequest { InstanceId = instance, Name = "one", NoReboot = true }));
        await ec2.StopInstancesAsync(new StopInstancesRequest { InstanceIds = [instance] });
        await LocalSession.UntilAsync(() => StateAsync(instance), state => state == "stopped");
    }

    private async Task<string> ImageAsync(string instance)
    {
        var tags = new List<Tag> { new("a", "b") };
        var request = new CreateImageRequest { InstanceId = instance, Name = "one", Description = "d", TagSpecifications = [new() { ResourceType = "image", Tags = tags }, new() { ResourceType = "snapshot", Tags = tags }] };
        var image = (await ec2.CreateImageAsync(request)).ImageId;
        var available = await LocalSession.UntilAsync(() => ec2.DescribeImagesAsync(new DescribeImagesRequest { ImageIds = [image] }), answer => answer.Images[0].State == "available");
        await ec2.ModifyImageAttributeAsync(new ModifyImageAttributeRequest { ImageId = image, LaunchPermission = new() { Add = [new() { OrganizationArn = "arn:aws:organizations::381491982620:organization/o-0412o99a4r" }, new() { UserId = "123456789012" }] } });
        await ec2.ModifyImageAttributeAsync(new ModifyImageAttributeRequest { ImageId = image, Attribute = "launchPermission", OperationType = "remove", UserIds = ["123456789012"] });
        await ec2.ModifyImageAttributeAsync(new ModifyImageAttributeRequest { ImageId = image, Description = "e" });
        await ec2.DescribeImageAttributeAsync(new DescribeImageAttributeRequest { ImageId = image, Attribute = "launchPermission" });
        await ec2.DescribeImageAttributeAsync(new DescribeImageAttributeRequest { ImageId = image, Attribute = "description" });
        await ec2.DescribeSnapshotsAsync(new DescribeSnapshotsRequest { OwnerIds = ["self"] });

        var other = (await ec2.CreateImageAsync(new CreateImageRequest { InstanceId = instance, Name = "other" })).ImageId;
        var snapshots = (await LocalSession.UntilAsync(() => ec2.DescribeImagesAsync(new DescribeImagesRequest { ImageIds = [other] }), answer => answer.Images[0].State == "available"))
            .Images[0].BlockDeviceMappings.Select(device => device.Ebs.SnapshotId).ToList();
        await LocalSession.RefusedAsync("InvalidSnapshot.InUse", () => ec2.DeleteSnapshotAsync(new DeleteSnapshotRequest { SnapshotId = snapshots[0] }));
        await ec2.DeregisterImageAsync(new DeregisterImageRequest { ImageId = other });
        await ec2.DeleteSnapshotAsync(new DeleteSnapshotRequest { SnapshotId = snapshots[0] });
        var third = (await ec2.CreateImageAsync(new CreateImageRequest { InstanceId = instance, Name = "third" })).ImageId;
        await ec2.DeregisterImageAsync(new DeregisterImageRequest { ImageId = third, DeleteAssociatedSnapshots = true });

        await LocalSession.RefusedAsync("InvalidAMIName.Duplicate", () => ec2.CreateImageAsync(request));
        await LocalSession.RefusedAsync("InvalidSnapshot.NotFound", () => ec2.DescribeSnapshotsAsync(new DescribeSnapshotsRequest { SnapshotIds = [NoSnapshot] }));
        await LocalSession.RefusedAsync("InvalidAMIID.NotFound", () => ec2.DescribeImagesAsync(new DescribeImagesRequest { ImageIds = [NoImage] }));
        await LocalSession.RefusedAsync("InvalidAMIID.NotFound", () => ec2.DeregisterImageAsync(new DeregisterImageRequest { ImageId = NoImage }));
        await LocalSession.RefusedAsync("InvalidAMIID.NotFound", () => ec2.DescribeImageAttributeAsync(new DescribeImageAttributeRequest { ImageId = NoImage, Attribute = "launchPermission" }));
        await new ImageSession(ec2).RunAsync(available.Images[0].ImageId);
        var foreign = await PublicImageAsync();
        await LocalSession.RefusedAsync("AuthFailure", () => ec2.ModifyImageAttributeAsync(new ModifyImageAttributeRequest { ImageId = foreign, Description = "mine" }));
        return available.Images[0].ImageId;
    }

    private async Task<string> StateAsync(string id) =>
        (await ec2.DescribeInstancesAsync(new DescribeInstancesRequest { InstanceIds = [id] })).Reservations[0].Instances[0].State.Name.Value;
}
