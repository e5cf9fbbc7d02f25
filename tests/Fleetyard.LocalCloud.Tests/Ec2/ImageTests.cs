using System.Globalization;
using Amazon.EC2.Model;

namespace Fleetyard.LocalCloud.Tests.Ec2;

internal sealed class ImageTests
{
    [Test]
    public async Task A_copy_boots_in_its_own_region_what_the_image_holds_and_outlives_it()
    {
        await using var host = new FaultyHost();
        await using var server = await Server.StartAsync(host);
        using var west = server.Ec2In("us-west-2");
        var image = await server.ImageAsync("one");
        var copy = (await west.CopyImageAsync(new CopyImageRequest { SourceImageId = image, SourceRegion = "us-east-1", Name = "one", CopyImageTags = true })).ImageId;
        await server.Ec2.DeregisterImageAsync(new DeregisterImageRequest { ImageId = image, DeleteAssociatedSnapshots = true });
        var copied = (await west.DescribeImagesAsync(new DescribeImagesRequest { ImageIds = [copy] })).Images.Single();
        Assert.That((copied.State.Value, copied.SourceImageId, copied.SourceImageRegion, copied.Tags.Single().Key), Is.EqualTo(("available", image, "us-east-1", "mine")));
        var launched = (await west.RunInstancesAsync(new RunInstancesRequest { ImageId = copy, InstanceType = "t3.large", MinCount = 1, MaxCount = 1 })).Reservation.Instances[0].InstanceId;
        await Server.UntilAsync(() => Task.FromResult(host.Living.ContainsKey(launched)));
        Assert.That(host.Living[launched].ImageId, Is.EqualTo(image));
        Assert.That(host.Removed, Is.Empty);
        await west.DeregisterImageAsync(new DeregisterImageRequest { ImageId = copy });
        await Server.UntilAsync(() => Task.FromResult(host.Removed.Contains(image)));
        await Server.RefusedAsync("InvalidAMIID.NotFound", () => server.Ec2.DescribeImagesAsync(new DescribeImagesRequest { ImageIds = [copy] }));
    }

    [Test]
    public async Task A_copy_is_asked_for_once_under_one_token_and_one_name()
    {
        await using var server = await Server.StartAsync();
        var request = new CopyImageRequest { SourceImageId = await server.ImageAsync("one"), SourceRegion = "us-east-1", Name = "two", ClientToken = "token" };
        var copy = (await server.Ec2.CopyImageAsync(request)).ImageId;
        Assert.That((await server.Ec2.CopyImageAsync(request)).ImageId, Is.EqualTo(copy));
        request.ClientToken = "other";
        await Server.RefusedAsync("InvalidAMIName.Duplicate", () => server.Ec2.CopyImageAsync(request));
        (request.Name, request.SourceRegion) = ("three", "us-west-2");
        await Server.RefusedAsync("InvalidAMIID.NotFound", () => server.Ec2.CopyImageAsync(request));
    }

    [Test]
    public async Task An_image_under_AWSs_own_key_cannot_be_shared_and_one_under_the_accounts_can()
    {
        await using var server = await Server.StartAsync(with: options => options with { AdoptsUnknownIds = true });
        var image = await server.ImageAsync("one");
        var share = new ModifyImageAttributeRequest { LaunchPermission = new() { Add = [new() { UserId = "123456789012" }] } };
        var request = new CopyImageRequest { SourceImageId = image, SourceRegion = "us-east-1", Name = "managed", Encrypted = true };
        share.ImageId = (await server.Ec2.CopyImageAsync(request)).ImageId;
        await Server.RefusedAsync("InvalidParameter", () => server.Ec2.ModifyImageAttributeAsync(share));

        (request.Name, request.KmsKeyId) = ("own", "arn:aws:kms:us-east-1:123456789012:key/0a1b");
        share.ImageId = (await server.Ec2.CopyImageAsync(request)).ImageId;
        await server.Ec2.ModifyImageAttributeAsync(share);
        var devices = (await server.Ec2.DescribeImagesAsync(new DescribeImagesRequest { ImageIds = [share.ImageId] })).Images[0].BlockDeviceMappings;
        Assert.That((await server.Ec2.DescribeSnapshotsAsync(new DescribeSnapshotsRequest { SnapshotIds = [devices[0].Ebs.SnapshotId] })).Snapshots[0], Has.Property(nameof(Snapshot.KmsKeyId)).EqualTo(request.KmsKeyId).And.Property(nameof(Snapshot.Encrypted)).True);
        share.LaunchPermission.Add = [new() { Group = "all" }];
        await Server.RefusedAsync("InvalidParameter", () => server.Ec2.ModifyImageAttributeAsync(share));

        (request.Name, request.Encrypted) = ("plain", null);
        await Server.RefusedAsync("InvalidParameterDependency", () => server.Ec2.CopyImageAsync(request));
    }

    [Test]
    public async Task A_copy_under_a_key_that_does_not_exist_fails_after_it_was_answered()
    {
        await using var server = await Server.StartAsync();
        var copy = (await server.Ec2.CopyImageAsync(new CopyImageRequest { SourceImageId = await server.ImageAsync("one"), SourceRegion = "us-east-1", Name = "two", Encrypted = true, KmsKeyId = "alias/none" })).ImageId;
        var image = (await server.Ec2.DescribeImagesAsync(new DescribeImagesRequest { ImageIds = [copy] })).Images.Single();
        Assert.That((image.State.Value, image.StateReason.Message), Is.EqualTo(("failed", "The KMS key alias/none does not exist in us-east-1")));
    }

    [Test]
    public async Task A_deprecation_is_rounded_to_the_minute_and_neither_past_nor_far_away()
    {
        await using var server = await Server.StartAsync();
        var image = await server.ImageAsync("one");
        var minute = DateTime.UtcNow.AddDays(30);
        minute = minute.AddTicks(-(minute.Ticks % TimeSpan.TicksPerMinute));
        foreach (var (seconds, rounded) in new[] { (29, minute), (31, minute.AddMinutes(1)) })
        {
            await server.Ec2.EnableImageDeprecationAsync(new EnableImageDeprecationRequest { ImageId = image, DeprecateAt = minute.AddSeconds(seconds) });
            Assert.That((await server.Ec2.DescribeImagesAsync(new DescribeImagesRequest { ImageIds = [image] })).Images[0].DeprecationTime, Is.EqualTo(rounded.ToString("yyyy-MM-dd'T'HH:mm:ss'.000Z'", CultureInfo.InvariantCulture)));
        }

        await Server.RefusedAsync("InvalidParameterValue", () => server.Ec2.EnableImageDeprecationAsync(new EnableImageDeprecationRequest { ImageId = image, DeprecateAt = DateTime.UtcNow.AddMinutes(-5) }));
        await Server.RefusedAsync("InvalidParameterValue", () => server.Ec2.EnableImageDeprecationAsync(new EnableImageDeprecationRequest { ImageId = image, DeprecateAt = DateTime.UtcNow.AddYears(10).AddDays(1) }));
        await server.Ec2.DisableImageDeprecationAsync(new DisableImageDeprecationRequest { ImageId = image });
        Assert.That((await server.Ec2.DescribeImagesAsync(new DescribeImagesRequest { ImageIds = [image] })).Images[0].DeprecationTime, Is.Null);
    }

    [Test]
    public async Task A_protected_image_is_not_deregistered_and_one_with_a_cooldown_not_for_a_day_more()
    {
        await using var server = await Server.StartAsync();
        var (plain, cooled) = (await server.ImageAsync("one"), await server.ImageAsync("two"));
        await server.Ec2.EnableImageDeregistrationProtectionAsync(new EnableImageDeregistrationProtectionRequest { ImageId = plain });
        await server.Ec2.EnableImageDeregistrationProtectionAsync(new EnableImageDeregistrationProtectionRequest { ImageId = cooled, WithCooldown = true });
        await Server.RefusedAsync("OperationNotPermitted", () => server.Ec2.DeregisterImageAsync(new DeregisterImageRequest { ImageId = plain }));
        await server.Ec2.DisableImageDeregistrationProtectionAsync(new DisableImageDeregistrationProtectionRequest { ImageId = plain });
        await server.Ec2.DisableImageDeregistrationProtectionAsync(new DisableImageDeregistrationProtectionRequest { ImageId = cooled });
        await server.Ec2.DeregisterImageAsync(new DeregisterImageRequest { ImageId = plain });
        await Server.RefusedAsync("OperationNotPermitted", () => server.Ec2.DeregisterImageAsync(new DeregisterImageRequest { ImageId = cooled }));
        Assert.That((await server.Ec2.DescribeImagesAsync(new DescribeImagesRequest { ImageIds = [cooled] })).Images[0].DeregistrationProtection, Does.StartWith("enabled until "));
    }

    [Test]
    public async Task A_disabled_image_launches_nothing_and_is_shown_to_who_asks_for_it()
    {
        await using var server = await Server.StartAsync();
        var image = await server.ImageAsync("one");
        await server.Ec2.DisableImageAsync(new DisableImageRequest { ImageId = image });
        Assert.That((await server.Ec2.DescribeImagesAsync(new DescribeImagesRequest { Owners = ["self"] })).Images ?? [], Is.Empty);
        Assert.That((await server.Ec2.DescribeImagesAsync(new DescribeImagesRequest { Owners = ["self"], IncludeDisabled = true })).Images.Single().State.Value, Is.EqualTo("disabled"));
        var request = await server.LaunchAsync();
        request.ImageId = image;
        await Server.RefusedAsync("InvalidAMIID.Unavailable", () => server.Ec2.RunInstancesAsync(request));
        await server.Ec2.EnableImageAsync(new EnableImageRequest { ImageId = image });
        await server.Ec2.RunInstancesAsync(request);
    }

    [Test]
    public async Task An_image_has_the_boot_mode_and_the_TPM_of_the_image_that_its_instance_was_launched_from()
    {
        await using var server = await Server.StartAsync();
        var ubuntu = (await server.Ec2.DescribeImagesAsync(new DescribeImagesRequest { Filters = [new("name", ["*noble*amd64*"])] })).Images.Single();
        var image = (await server.Ec2.DescribeImagesAsync(new DescribeImagesRequest { ImageIds = [await server.ImageAsync("one", ubuntu.ImageId)] })).Images.Single();
        Assert.That((image.BootMode, image.TpmSupport, image.ImdsSupport, image.EnaSupport, image.SourceImageId), Is.EqualTo((ubuntu.BootMode, ubuntu.TpmSupport, ubuntu.ImdsSupport, ubuntu.EnaSupport, ubuntu.ImageId)));
        Assert.That((image.BootMode?.Value, image.TpmSupport?.Value), Is.EqualTo(("uefi-preferred", "v2.0")));
    }

    [TestCase("123")]
    [TestCase("arn:aws:organizations::123456789012:organization/none", "OrganizationArn")]
    [TestCase("arn:aws:organizations::123456789012:ou/none", "OrganizationalUnitArn")]
    public async Task A_launch_permission_for_nobody_is_refused(string whom, string kind = "UserId")
    {
        await using var server = await Server.StartAsync();
        var permission = new LaunchPermission();
        typeof(LaunchPermission).GetProperty(kind)!.SetValue(permission, whom);
        var request = new ModifyImageAttributeRequest { ImageId = await server.ImageAsync("one"), LaunchPermission = new() { Add = [permission] } };
        await Server.RefusedAsync("InvalidAMIAttributeItemValue", () => server.Ec2.ModifyImageAttributeAsync(request));
    }
}
