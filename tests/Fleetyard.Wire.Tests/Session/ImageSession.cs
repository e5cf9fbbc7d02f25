using Amazon.EC2;
using Amazon.EC2.Model;

namespace Fleetyard.Wire.Tests.Session;

/// <summary>Calls EC2's operations on an image's life, with what works and what is refused.</summary>
internal sealed class ImageSession(IAmazonEC2 ec2)
{
    private const string NoImage = "ami-0123456789abcdef0";

    public async Task RunAsync(string image)
    {
        var request = new CopyImageRequest
        {
            SourceImageId = image,
            SourceRegion = "us-west-2",
            Name = "copy",
            Description = "d",
            ClientToken = "copy",
            CopyImageTags = true,
            Encrypted = true,
            TagSpecifications = [new() { ResourceType = "image", Tags = [new("c", "d")] }, new() { ResourceType = "snapshot", Tags = [new("c", "d")] }],
        };
        var copy = (await ec2.CopyImageAsync(request)).ImageId;
        await LocalSession.UntilAsync(() => ec2.DescribeImagesAsync(new DescribeImagesRequest { ImageIds = [copy], IncludeDisabled = true, IncludeDeprecated = true }), answer => answer.Images[0].State == "available");
        request.Name = "other";
        await LocalSession.RefusedAsync("IdempotentParameterMismatch", () => ec2.CopyImageAsync(request));
        await ec2.EnableImageDeprecationAsync(new EnableImageDeprecationRequest { ImageId = copy, DeprecateAt = DateTime.UtcNow.AddDays(30) });
        await ec2.EnableImageDeregistrationProtectionAsync(new EnableImageDeregistrationProtectionRequest { ImageId = copy, WithCooldown = false });
        await ec2.DescribeImagesAsync(new DescribeImagesRequest { Owners = ["self"], Filters = [new("source-image-id", [image])] });
        foreach (var attribute in new[] { "deregistrationProtection", "bootMode", "tpmSupport", "imdsSupport", "blockDeviceMapping", "sriovNetSupport", "productCodes" })
        {
            await ec2.DescribeImageAttributeAsync(new DescribeImageAttributeRequest { ImageId = copy, Attribute = attribute });
        }

        await LocalSession.RefusedAsync("OperationNotPermitted", () => ec2.DeregisterImageAsync(new DeregisterImageRequest { ImageId = copy }));
        await LocalSession.RefusedAsync("InvalidParameter", () => ec2.ModifyImageAttributeAsync(new ModifyImageAttributeRequest { ImageId = copy, LaunchPermission = new() { Add = [new() { UserId = "123456789012" }] } }));
        await ec2.DisableImageDeprecationAsync(new DisableImageDeprecationRequest { ImageId = copy });
        await ec2.DisableImageDeregistrationProtectionAsync(new DisableImageDeregistrationProtectionRequest { ImageId = copy });
        await ec2.ModifyImageAttributeAsync(new ModifyImageAttributeRequest { ImageId = image, Attribute = "launchPermission", OperationType = "add", OrganizationalUnitArns = ["arn:aws:organizations::123456789012:ou/o-0123456789/ou-0123-01234567"] });
        await ec2.DescribeImageAttributeAsync(new DescribeImageAttributeRequest { ImageId = image, Attribute = "launchPermission" });
        await ec2.ResetImageAttributeAsync(new ResetImageAttributeRequest { ImageId = image, Attribute = "launchPermission" });
        await ec2.DeregisterImageAsync(new DeregisterImageRequest { ImageId = copy, DeleteAssociatedSnapshots = true });
        foreach (var refused in new Func<Task>[]
        {
            () => ec2.EnableImageDeprecationAsync(new EnableImageDeprecationRequest { ImageId = NoImage, DeprecateAt = DateTime.UtcNow.AddDays(30) }),
            () => ec2.DisableImageDeprecationAsync(new DisableImageDeprecationRequest { ImageId = NoImage }),
            () => ec2.EnableImageDeregistrationProtectionAsync(new EnableImageDeregistrationProtectionRequest { ImageId = NoImage }),
            () => ec2.DisableImageDeregistrationProtectionAsync(new DisableImageDeregistrationProtectionRequest { ImageId = NoImage }),
            () => ec2.ResetImageAttributeAsync(new ResetImageAttributeRequest { ImageId = NoImage, Attribute = "launchPermission" }),
        })
        {
            await LocalSession.RefusedAsync("InvalidAMIID.NotFound", refused);
        }
    }
}
