using Amazon.EC2;
using Amazon.EC2.Model;

namespace Fleetyard.Fleets.Amis;

/// <summary>Deregisters an AMI with its snapshots; its protection, where it has one, is taken away first.</summary>
internal static class AmiRemoval
{
    /// <exception cref="FleetException">Its protection goes on for its cool-down.</exception>
    public static async Task RunAsync(IAmazonEC2 ec2, Image image, CancellationToken cancellationToken)
    {
        if (DeregistrationProtection.IsOn(image))
        {
            await ec2.DisableImageDeregistrationProtectionAsync(new DisableImageDeregistrationProtectionRequest { ImageId = image.ImageId }, cancellationToken);
        }

        try
        {
            await ec2.DeregisterImageAsync(new DeregisterImageRequest { ImageId = image.ImageId, DeleteAssociatedSnapshots = true }, cancellationToken);
        }
        catch (AmazonEC2Exception e) when (e.ErrorCode == "OperationNotPermitted")
        {
            throw new FleetException($"EC2 does not deregister {image.ImageId} yet: {AwsErrors.Answer(e)}; a protection with a cool-down goes on for 24 hours after it was disabled, so run the same command again then.", e);
        }
        catch (AmazonEC2Exception e) when (e.ErrorCode is "InvalidAMIID.NotFound" or "InvalidAMIID.Unavailable")
        {
            // Somebody else was faster.
        }
    }
}
