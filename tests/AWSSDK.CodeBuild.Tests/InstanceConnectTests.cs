using System.Text.Json.Nodes;
using Amazon.EC2InstanceConnect;
using Amazon.EC2InstanceConnect.Model;
using Amazon.Runtime;

namespace Amazon.CodeBuild.Tests;

public sealed class InstanceConnectTests
{
    [Test]
    public async Task A_public_key_goes_out_under_the_names_that_the_service_has_for_its_members()
    {
        await using var server = new Loopback(new Answer(200, """{"RequestId":"abcd","Success":true}"""));
        using var client = Of(server);

        var answer = await client.SendSSHPublicKeyAsync(new() { InstanceId = "i-0123456789abcdef0", InstanceOSUser = "admin", SSHPublicKey = "ssh-ed25519 AAAA run", AvailabilityZone = "eu-west-1a" });

        var request = server.Requests.Single();
        var expected = JsonNode.Parse("""{"AvailabilityZone":"eu-west-1a","InstanceId":"i-0123456789abcdef0","InstanceOSUser":"admin","SSHPublicKey":"ssh-ed25519 AAAA run"}""");
        Assert.Multiple(() =>
        {
            Assert.That(request.Headers["x-amz-target"], Is.EqualTo("AWSEC2InstanceConnectService.SendSSHPublicKey"));
            Assert.That(request.Headers["content-type"], Is.EqualTo("application/x-amz-json-1.1"));
            Assert.That(request.Headers["authorization"], Does.Contain("/eu-west-1/ec2-instance-connect/aws4_request").And.EndWith("Signature=" + SigV4.Signature(request, Clients.Secret)));
            Assert.That(JsonNode.DeepEquals(JsonNode.Parse(request.Text), expected), Is.True, request.Text);
            Assert.That((answer.Success, answer.RequestId), Is.EqualTo((true, "abcd")));
        });
    }

    [TestCase("AuthException", typeof(AuthException))]
    [TestCase("EC2InstanceNotFoundException", typeof(EC2InstanceNotFoundException))]
    [TestCase("EC2InstanceStateInvalidException", typeof(EC2InstanceStateInvalidException))]
    [TestCase("EC2InstanceTypeInvalidException", typeof(EC2InstanceTypeInvalidException))]
    [TestCase("EC2InstanceUnavailableException", typeof(EC2InstanceUnavailableException))]
    [TestCase("InvalidArgsException", typeof(InvalidArgsException))]
    [TestCase("ServiceException", typeof(ServiceException))]
    [TestCase("ThrottlingException", typeof(ThrottlingException))]
    [TestCase("SomethingNew", typeof(AmazonEC2InstanceConnectException))]
    public async Task An_error_has_its_own_type_its_words_and_its_request_id(string code, Type type)
    {
        await using var server = new Loopback(new Answer(400, $$"""{"__type":"{{code}}","message":"no"}"""));
        using var client = Of(server);

        var error = await Assert.CatchAsync<AmazonServiceException>(() => client.SendSSHPublicKeyAsync(new() { InstanceId = "i-0123456789abcdef0" }));

        Assert.That((error!.GetType(), error.ErrorCode, error.Message, error.RequestId), Is.EqualTo((type, code, "no", "11111111-2222-3333-4444-555555555555")));
    }

    [TestCase("eu-west-1", "https://ec2-instance-connect.eu-west-1.amazonaws.com/")]
    [TestCase("cn-north-1", "https://ec2-instance-connect.cn-north-1.amazonaws.com.cn/")]
    public void Region_has_its_own_endpoint(string region, string url)
    {
        var config = new AmazonEC2InstanceConnectConfig { RegionEndpoint = RegionEndpoint.GetBySystemName(region) };

        Assert.That(new Uri(config.DetermineServiceOperationEndpoint(new(new SendSSHPublicKeyRequest())).URL), Is.EqualTo(new Uri(url)));
    }

    private static AmazonEC2InstanceConnectClient Of(Loopback server) => new(
        new BasicAWSCredentials("AKIDEXAMPLE", Clients.Secret),
        new AmazonEC2InstanceConnectConfig { ServiceURL = server.Url, AuthenticationRegion = "eu-west-1", MaxErrorRetry = 0 });
}
