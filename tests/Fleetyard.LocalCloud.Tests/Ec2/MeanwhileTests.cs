using Amazon.EC2;
using Amazon.EC2.Model;

namespace Fleetyard.LocalCloud.Tests.Ec2;

/// <summary>Work in the background that ends while a request changes the same thing.</summary>
internal sealed class MeanwhileTests
{
    /// <summary>More looks at the clock than one of these requests takes, so that the work ends once between any two of its steps.</summary>
    private const int Looks = 8;

    /// <summary>Longer than the end of the work takes.</summary>
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(150);

    [Test]
    public async Task An_instance_comes_up_though_an_attribute_of_it_is_changed_just_then()
    {
        var (launch, time) = (new TaskCompletionSource(), new InterruptedTime());
        await using var host = new FaultyHost { Launch = () => launch.Task };
        await using var server = await Server.StartAsync(host, time: time);
        for (var look = 0; look < Looks; look++)
        {
            launch = new(TaskCreationOptions.RunContinuationsAsynchronously);
            var id = (await server.Ec2.RunInstancesAsync(await server.LaunchAsync())).Reservation.Instances[0].InstanceId;
            await Server.UntilAsync(() => Task.FromResult(host.Living.ContainsKey(id)));
            time.Expect(look, () => EndAndWait(launch));
            await server.Ec2.ModifyInstanceAttributeAsync(new ModifyInstanceAttributeRequest { InstanceId = id, InstanceInitiatedShutdownBehavior = "terminate" });
            launch.TrySetResult();
            await Server.UntilAsync(async () => (await server.InstanceAsync(id)).State.Name == "running");
        }
    }

    [TestCase("EnableImageDeregistrationProtection")]
    [TestCase("ModifyImageAttribute")]
    [TestCase("ResetImageAttribute")]
    public async Task An_image_becomes_available_though_it_is_changed_just_then(string operation)
    {
        var (capture, time) = (new TaskCompletionSource(), new InterruptedTime());
        var isCapturing = false;
        await using var host = new FaultyHost
        {
            Before = step =>
            {
                isCapturing = step == "CaptureAsync";
                return isCapturing ? capture.Task : Task.CompletedTask;
            },
        };
        await using var server = await Server.StartAsync(host, time: time);
        var id = await server.OnlineAsync();
        for (var look = 0; look < Looks; look++)
        {
            (capture, isCapturing) = (new(TaskCreationOptions.RunContinuationsAsynchronously), false);
            var image = (await server.Ec2.CreateImageAsync(new CreateImageRequest { InstanceId = id, Name = $"image {look}" })).ImageId;
            await Server.UntilAsync(() => Task.FromResult(isCapturing));
            time.Expect(look, () => EndAndWait(capture));
            await (operation switch
            {
                "EnableImageDeregistrationProtection" => server.Ec2.EnableImageDeregistrationProtectionAsync(new EnableImageDeregistrationProtectionRequest { ImageId = image }),
                "ModifyImageAttribute" => server.Ec2.ModifyImageAttributeAsync(new ModifyImageAttributeRequest { ImageId = image, LaunchPermission = new() { Add = [new() { UserId = "123456789012" }] } }),
                _ => (Task)server.Ec2.ResetImageAttributeAsync(new ResetImageAttributeRequest { ImageId = image, Attribute = ResetImageAttributeName.LaunchPermission }),
            });
            capture.TrySetResult();
            await Server.UntilAsync(async () => (await server.Ec2.DescribeImagesAsync(new DescribeImagesRequest { ImageIds = [image] })).Images[0].State == ImageState.Available);
        }
    }

    /// <summary>The store is held during some looks, so the end cannot be waited for itself.</summary>
    private static void EndAndWait(TaskCompletionSource work)
    {
        work.TrySetResult();
        Thread.Sleep(Moment);
    }
}
