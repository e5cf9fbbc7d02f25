using Amazon.EC2.Model;

namespace Fleetyard.LocalCloud.Tests.Ec2;

internal sealed class LaunchTests
{
    [Test]
    public async Task A_launch_of_several_is_one_reservation_that_its_token_gives_back()
    {
        await using var server = await Server.StartAsync();
        var request = await server.LaunchAsync();
        (request.MinCount, request.MaxCount, request.ClientToken) = (2, 3, "one");
        var first = (await server.Ec2.RunInstancesAsync(request)).Reservation;
        var again = (await server.Ec2.RunInstancesAsync(request)).Reservation;
        Assert.That(first.Instances.Select(instance => instance.AmiLaunchIndex), Is.EqualTo(new int?[] { 0, 1, 2 }));
        Assert.That(again.ReservationId, Is.EqualTo(first.ReservationId));
        Assert.That(again.Instances.Select(instance => instance.InstanceId), Is.EqualTo(first.Instances.Select(instance => instance.InstanceId)));
        var described = (await server.Ec2.DescribeInstancesAsync(new DescribeInstancesRequest())).Reservations;
        Assert.That(described.Single().Instances, Has.Count.EqualTo(3));
    }

    [Test]
    public async Task A_volume_is_as_large_as_was_asked_on_the_instance_its_image_and_its_snapshot()
    {
        await using var server = await Server.StartAsync();
        var request = await server.LaunchAsync();
        request.BlockDeviceMappings = [new() { DeviceName = "/dev/xvda", Ebs = new() { VolumeSize = 30, VolumeType = "gp3", DeleteOnTermination = true } }, new() { DeviceName = "/dev/sdb", Ebs = new() { VolumeSize = 4, VolumeType = "gp2" } }];
        request.TagSpecifications = [new() { ResourceType = "volume", Tags = [new("a", "b")] }];
        var id = (await server.Ec2.RunInstancesAsync(request)).Reservation.Instances[0].InstanceId;
        await Server.UntilAsync(async () => (await server.InstanceAsync(id)).State.Name == "running");
        Assert.That((await server.InstanceAsync(id)).BlockDeviceMappings.Select(device => (device.DeviceName, device.Ebs.DeleteOnTermination)), Is.EqualTo(new[] { ("/dev/xvda", (bool?)true), ("/dev/sdb", false) }));
        var volumes = (await server.Ec2.DescribeVolumesAsync(new DescribeVolumesRequest { Filters = [new("attachment.instance-id", [id])] })).Volumes;
        Assert.That(volumes.Select(volume => (volume.Size, volume.VolumeType.Value, volume.Tags[0].Key)), Is.EqualTo(new[] { ((int?)30, "gp3", "a"), (4, "gp2", "a") }));

        await server.Ec2.StopInstancesAsync(new StopInstancesRequest { InstanceIds = [id] });
        await Server.UntilAsync(async () => (await server.InstanceAsync(id)).State.Name == "stopped");
        var image = (await server.Ec2.CreateImageAsync(new CreateImageRequest { InstanceId = id, Name = "one" })).ImageId;
        var devices = (await server.Ec2.DescribeImagesAsync(new DescribeImagesRequest { ImageIds = [image] })).Images[0].BlockDeviceMappings;
        Assert.That(devices.Select(device => (device.DeviceName, device.Ebs.VolumeSize)), Is.EqualTo(new[] { ("/dev/xvda", (int?)30), ("/dev/sdb", 4) }));
        var snapshots = (await server.Ec2.DescribeSnapshotsAsync(new DescribeSnapshotsRequest { SnapshotIds = [.. devices.Select(device => device.Ebs.SnapshotId)] })).Snapshots;
        Assert.That(snapshots.Select(snapshot => snapshot.VolumeSize), Is.EqualTo(new int?[] { 30, 4 }));
    }

    [Test]
    public async Task What_an_instance_was_launched_with_can_be_read_back()
    {
        await using var server = await Server.StartAsync();
        var request = await server.LaunchAsync();
        (request.SubnetId, request.SecurityGroupIds, request.UserData) = (await server.SubnetAsync("us-east-1b"), [await server.GroupAsync("one")], Convert.ToBase64String("#!/bin/sh\n"u8));
        request.MetadataOptions = new() { HttpTokens = "required", HttpPutResponseHopLimit = 2 };
        request.InstanceInitiatedShutdownBehavior = "terminate";
        var instance = (await server.Ec2.RunInstancesAsync(request)).Reservation.Instances[0];
        Assert.That((instance.SubnetId, instance.SecurityGroups[0].GroupId), Is.EqualTo((request.SubnetId, request.SecurityGroupIds[0])));
        Assert.That((instance.MetadataOptions.HttpTokens.Value, instance.MetadataOptions.HttpPutResponseHopLimit, instance.MetadataOptions.HttpEndpoint.Value), Is.EqualTo(("required", (int?)2, "enabled")));
        Assert.That(instance.IamInstanceProfile.Arn, Does.EndWith(":instance-profile/ssm"));
        Assert.That((await AttributeAsync(server, instance, "userData")).UserData, Is.EqualTo(request.UserData));
        Assert.That((await AttributeAsync(server, instance, "instanceInitiatedShutdownBehavior")).InstanceInitiatedShutdownBehavior, Is.EqualTo("terminate"));
        await server.Ec2.ModifyInstanceAttributeAsync(new ModifyInstanceAttributeRequest { InstanceId = instance.InstanceId, InstanceInitiatedShutdownBehavior = "stop" });
        Assert.That((await AttributeAsync(server, instance, "instanceInitiatedShutdownBehavior")).InstanceInitiatedShutdownBehavior, Is.EqualTo("stop"));
    }

    private static IEnumerable<TestCaseData<string, Action<RunInstancesRequest>>> Refused()
    {
        yield return Of("InvalidParameterValue", "no instance", request => request.MinCount = 0);
        yield return Of("InvalidParameterCombination", "more than the most", request => request.MinCount = 2);
        yield return Of("InstanceLimitExceeded", "too many", request => (request.MinCount, request.MaxCount) = (100, 100));
        yield return Of("InvalidAMIID.Malformed", "an id that is none", request => request.ImageId = "debian");
        yield return Of("InvalidParameterValue", "an unknown type", request => request.InstanceType = "large");
        yield return Of("InvalidParameterValue", "another architecture", request => request.InstanceType = "m7g.large");
        yield return Of("InvalidParameterValue", "a long token", request => request.ClientToken = new string('x', 65));
        yield return Of("InvalidUserData.Malformed", "user data that is no base64", request => request.UserData = "#!/bin/sh");
        yield return Of("InvalidParameterValue", "user data over 16 KB", request => request.UserData = Convert.ToBase64String(new byte[16385]));
        yield return Of("InvalidSubnetID.Malformed", "a subnet that is none", request => request.SubnetId = "x");
        yield return Of("InvalidGroupId.Malformed", "a group that is none", request => request.SecurityGroupIds = ["x"]);
        yield return Of("InvalidSubnetID.NotFound", "an unknown subnet", request => request.SubnetId = "subnet-0123456789abcdef0");
        yield return Of("InvalidGroup.NotFound", "an unknown group", request => request.SecurityGroupIds = ["sg-0123456789abcdef0"]);
        yield return Of("InvalidGroup.NotFound", "a group of an unknown name", request => request.SecurityGroups = ["none"]);
        yield return Of("InvalidKeyPair.NotFound", "an unknown key pair", request => request.KeyName = "none");
        yield return Of("InvalidParameterValue", "a zone of another region", request => request.Placement = new() { AvailabilityZone = "us-west-2a" });
        yield return Of("InvalidParameterCombination", "a subnet beside its interface's", request => (request.SubnetId, request.NetworkInterfaces) = ("subnet-0123456789abcdef0", [new() { DeviceIndex = 0 }]));
        yield return Of("InvalidParameterCombination", "groups beside its interface's", request => (request.SecurityGroupIds, request.NetworkInterfaces) = (["sg-0123456789abcdef0"], [new() { DeviceIndex = 0 }]));
        yield return Of("MissingParameter", "an interface without a place", request => request.NetworkInterfaces = [new() { AssociatePublicIpAddress = true }]);
        yield return Of("UnsupportedOperation", "two interfaces", request => request.NetworkInterfaces = [new() { DeviceIndex = 0 }, new() { DeviceIndex = 1 }]);
        yield return Of("UnsupportedOperation", "an interface that exists", request => request.NetworkInterfaces = [new() { DeviceIndex = 0, NetworkInterfaceId = "eni-0123456789abcdef0" }]);
        yield return Of("InvalidParameterValue", "a behavior that is none", request => request.InstanceInitiatedShutdownBehavior = "nap");
        yield return Of("InvalidParameterValue", "too many hops", request => request.MetadataOptions = new() { HttpPutResponseHopLimit = 65 });
        yield return Of("InvalidParameterCombination", "a profile named twice", request => request.IamInstanceProfile = new() { Name = "a", Arn = "arn:aws:iam::000000000000:instance-profile/a" });
        yield return Of("InvalidBlockDeviceMapping", "a volume smaller than its snapshot", request => request.BlockDeviceMappings = [new() { DeviceName = "/dev/xvda", Ebs = new() { VolumeSize = 4 } }]);
        yield return Of("InvalidParameterCombination", "iops for gp2", request => request.BlockDeviceMappings = [new() { DeviceName = "/dev/xvda", Ebs = new() { VolumeType = "gp2", Iops = 3000 } }]);
        yield return Of("InvalidParameterValue", "a volume type that is none", request => request.BlockDeviceMappings = [new() { DeviceName = "/dev/xvda", Ebs = new() { VolumeType = "gp9" } }]);
        yield return Of("MissingParameter", "a new volume without a size", request => request.BlockDeviceMappings = [new() { DeviceName = "/dev/sdb", Ebs = new() { VolumeType = "gp3" } }]);
        yield return Of("UnsupportedOperation", "what LocalCloud lacks", request => request.LicenseSpecifications = [new() { LicenseConfigurationArn = "x" }]);
        yield return Of("InvalidParameterValue", "a reserved tag", request => request.TagSpecifications = [new() { ResourceType = "instance", Tags = [new("aws:x", "")] }]);
        yield return Of("InvalidParameterValue", "tags for what it does not make", request => request.TagSpecifications = [new() { ResourceType = "snapshot", Tags = [new("x", "")] }]);
        yield return Of("DryRunOperation", "a dry run", request => request.DryRun = true);
    }

    [TestCaseSource(nameof(Refused))]
    public async Task A_launch_that_EC2_would_refuse_is_refused_and_launches_nothing(string code, Action<RunInstancesRequest> spoil)
    {
        await using var server = await Server.StartAsync();
        var request = await server.LaunchAsync();
        spoil(request);
        await Server.RefusedAsync(code, () => server.Ec2.RunInstancesAsync(request));
        Assert.That((await server.Ec2.DescribeInstancesAsync(new DescribeInstancesRequest())).Reservations ?? [], Is.Empty);
    }

    private static TestCaseData<string, Action<RunInstancesRequest>> Of(string code, string what, Action<RunInstancesRequest> spoil) => new(code, spoil) { TestName = $"A launch with {what} is refused" };

    private static async Task<InstanceAttribute> AttributeAsync(Server server, Instance instance, string attribute) =>
        (await server.Ec2.DescribeInstanceAttributeAsync(new DescribeInstanceAttributeRequest { InstanceId = instance.InstanceId, Attribute = attribute })).InstanceAttribute;
}
