namespace Fleetyard.Images.Tests.Registry;

/// <summary>Names of images in registries.</summary>
internal sealed class ReferenceTests
{
    [TestCase("docker://debian", "docker.io")]
    [TestCase("docker://debian/eol:12", "docker.io")]
    [TestCase("docker://index.docker.io/library/debian", "docker.io")]
    [TestCase("docker://localhost/x", "localhost")]
    [TestCase("docker://localhost:5000/x/y/z:1", "localhost:5000")]
    [TestCase("docker://registry:5000/x", "registry:5000")]
    [TestCase("docker://[::1]:5000/x", "[::1]:5000")]
    [TestCase("docker://ghcr.io/a/b__c/d-e:v1.0@sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", "ghcr.io")]
    public async Task The_registry_is_the_one_that_docker_would_ask(string name, string registry)
    {
        await using var source = ImageSources.Open(name);
        Assert.That(source.Description, Is.EqualTo($"the registry {registry}"));
    }

    [TestCase("docker://")]
    [TestCase("docker://UPPER")]
    [TestCase("docker://registry.example/")]
    [TestCase("docker://registry.example/a//b")]
    [TestCase("docker://registry.example/a/../b")]
    [TestCase("docker://registry.example/a:")]
    [TestCase("docker://registry.example/a:tag with spaces")]
    [TestCase("docker://registry.example/a@sha256:e3b0")]
    [TestCase("docker://registry.example/a@md5:d41d8cd98f00b204e9800998ecf8427e")]
    [TestCase("docker://user@registry.example/a")]
    [TestCase("docker://registry.example:port/a")]
    [TestCase("docker://registry.example:99999/a")]
    [TestCase("docker://registry.example/a?b=c")]
    [TestCase("docker://registry.example/a\n")]
    public void What_is_no_name_is_told_in_one_line(string name) =>
        Assert.That(() => ImageSources.Open(name), Throws.TypeOf<ImageException>().With.Message.Contains("is no name of an image in a registry").And.Message.Not.Contains("\n"));

    [Test]
    public void A_name_in_a_registry_is_not_read_from_elsewhere() =>
        Assert.That(() => ImageSources.Open("docker://debian", new ImageSourceOptions { Source = ImageSourceKind.Container }), Throws.TypeOf<ImageException>().With.Message.Contains("Container"));

    [Test]
    public async Task A_registry_that_is_not_there_is_told() =>
        Assert.That(await ImageOf.RefusalAsync("docker://localhost:1/x"), Does.Contain("https://localhost:1").And.Contain("refused"));
}
