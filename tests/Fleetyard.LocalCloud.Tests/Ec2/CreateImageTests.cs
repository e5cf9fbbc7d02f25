using System.Collections.Concurrent;
using Amazon.EC2;
using Amazon.EC2.Model;
using Amazon.SimpleSystemsManagement.Model;
using Fleetyard.LocalCloud.Instances;
using Microsoft.Data.Sqlite;

namespace Fleetyard.LocalCloud.Tests.Ec2;

/// <summary>Images of instances, and what their making leaves behind.</summary>
internal sealed class CreateImageTests
{
    [Test]
    public async Task An_instance_becomes_an_image_though_the_image_that_it_was_launched_from_is_gone()
    {
        await using var server = await Server.StartAsync();
        var id = await OrphanAsync(server);
        var image = (await server.Ec2.CreateImageAsync(new CreateImageRequest { InstanceId = id, Name = "two" })).ImageId;
        await Server.UntilAsync(async () => await StateAsync(server, image) == ImageState.Available);
        var online = (await server.Ssm.DescribeInstanceInformationAsync(new DescribeInstanceInformationRequest { Filters = [new() { Key = "InstanceIds", Values = [id] }] })).InstanceInformationList.Single();
        Assert.That((online.PlatformName, online.PlatformVersion), Is.EqualTo(("Debian GNU/Linux", "13")));
    }

    [Test]
    public async Task An_instance_has_its_distributions_user_though_the_image_that_it_was_launched_from_is_gone()
    {
        var users = new ConcurrentBag<string?>();
        await using var host = new FaultyHost
        {
            HasBoot = true,
            Run = (command, _, _) =>
            {
                users.Add(command.Environment.GetValueOrDefault("USER_NAME"));
                return Task.FromResult(0);
            },
        };
        await using var server = await Server.StartAsync(host);
        var id = await OrphanAsync(server);
        await server.InstanceConnect.SendSSHPublicKeyAsync(new() { InstanceId = id, InstanceOSUser = "admin", SSHPublicKey = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4f" });
        Assert.That(users, Is.EqualTo(new[] { "admin", "admin" }), "the user that is made, and the one that the key is for");
    }

    [Test]
    public async Task An_instance_of_an_earlier_versions_state_has_the_distribution_of_its_image()
    {
        var first = await Server.StartAsync();
        var id = await first.OnlineAsync();
        await using var host = new FaultyHost();
        await using var later = await first.AgainAsync(host, folder =>
        {
            using var state = new SqliteConnection($"Data Source={Path.Combine(folder, "state.db")};Pooling=False");
            state.Open();
            using var older = state.CreateCommand();
            older.CommandText = "UPDATE documents SET json = json_remove(json, '$.BaseSystem') WHERE kind = 'InstanceDocument'";
            Assert.That(older.ExecuteNonQuery(), Is.EqualTo(1));
        });
        var image = (await later.Ec2.CreateImageAsync(new CreateImageRequest { InstanceId = id, Name = "one" })).ImageId;
        await Server.UntilAsync(async () => await StateAsync(later, image) == ImageState.Available);
        Assert.That((await later.Ssm.DescribeInstanceInformationAsync(new DescribeInstanceInformationRequest())).InstanceInformationList.Single().PlatformName, Is.EqualTo("Debian GNU/Linux"));
    }

    [Test]
    public async Task An_image_that_is_deregistered_while_it_is_made_leaves_nothing_at_the_host()
    {
        var capture = new TaskCompletionSource();
        await using var host = new FaultyHost { Before = step => step == "CaptureAsync" ? capture.Task : Task.CompletedTask };
        await using var server = await Server.StartAsync(host);
        var image = (await server.Ec2.CreateImageAsync(new CreateImageRequest { InstanceId = await server.OnlineAsync(), Name = "one" })).ImageId;
        await server.Ec2.DeregisterImageAsync(new DeregisterImageRequest { ImageId = image });
        await Server.UntilAsync(() => Task.FromResult(host.Removed.Contains(image)));
        capture.SetResult();
        await Server.UntilAsync(() => Task.FromResult(host.Removed.Count == 2));
        Assert.That(host.Contents, Is.Empty);
    }

    [Test]
    public async Task A_running_instance_runs_again_though_no_image_could_be_made_of_it()
    {
        var steps = new ConcurrentQueue<string>();
        await using var host = new FaultyHost
        {
            Before = step =>
            {
                steps.Enqueue(step);
                return step == "CaptureAsync" ? throw new InstanceHostException("the disk is full") : Task.CompletedTask;
            },
        };
        await using var server = await Server.StartAsync(host);
        var id = await server.OnlineAsync();
        steps.Clear();
        var image = (await server.Ec2.CreateImageAsync(new CreateImageRequest { InstanceId = id, Name = "one" })).ImageId;
        await Server.UntilAsync(async () => await StateAsync(server, image) == ImageState.Failed);
        Assert.That(steps, Is.EqualTo(new[] { "StopAsync", "CaptureAsync", "StartAsync", "AddressAsync" }));
        Assert.That((await server.InstanceAsync(id)).State.Name.Value, Is.EqualTo("running"));
    }

    [Test]
    public async Task A_running_instance_that_cannot_be_started_again_after_its_image_was_made_is_terminated_and_the_image_is_there()
    {
        await using var host = new FaultyHost { Before = step => step == "StartAsync" ? throw new InstanceHostException("no room") : Task.CompletedTask };
        await using var server = await Server.StartAsync(host);
        var id = await server.OnlineAsync();
        var image = (await server.Ec2.CreateImageAsync(new CreateImageRequest { InstanceId = id, Name = "one" })).ImageId;
        await Server.UntilAsync(async () => await StateAsync(server, image) == ImageState.Available);
        await Server.UntilAsync(async () => (await server.InstanceAsync(id)).State.Name == "terminated");
        Assert.That((await server.InstanceAsync(id)).StateReason.Message, Is.EqualTo("Server.InternalError: no room"));
        Assert.That(host.Living, Is.Empty);
    }

    [Test]
    public async Task A_running_instance_has_the_address_that_it_comes_up_with_after_its_image_was_made()
    {
        await using var host = new FaultyHost { Address = "127.0.0.2" };
        await using var server = await Server.StartAsync(host);
        var id = await server.OnlineAsync();
        host.Address = "127.0.0.3";
        var image = (await server.Ec2.CreateImageAsync(new CreateImageRequest { InstanceId = id, Name = "one" })).ImageId;
        await Server.UntilAsync(async () => await StateAsync(server, image) == ImageState.Available);
        Assert.That((await server.InstanceAsync(id)).PrivateIpAddress, Is.EqualTo("127.0.0.3"));
    }

    /// <summary>An instance that runs, and whose image is no more.</summary>
    private static async Task<string> OrphanAsync(Server server)
    {
        var request = await server.LaunchAsync();
        request.ImageId = await server.ImageAsync("one");
        var id = (await server.Ec2.RunInstancesAsync(request)).Reservation.Instances[0].InstanceId;
        await Server.UntilAsync(async () => (await server.InstanceAsync(id)).State.Name == "running");
        await server.Ec2.DeregisterImageAsync(new DeregisterImageRequest { ImageId = request.ImageId });
        return id;
    }

    private static async Task<ImageState> StateAsync(Server server, string image) => (await server.Ec2.DescribeImagesAsync(new DescribeImagesRequest { ImageIds = [image] })).Images[0].State;
}
