using Amazon.Runtime;
using Amazon.ServiceQuotas;
using Amazon.ServiceQuotas.Model;

namespace Amazon.CodeBuild.Tests;

public sealed class QuotaTests
{
    [Test]
    public async Task Quota_is_asked_for_and_read_in_the_service_s_own_casing()
    {
        await using var server = new Loopback(new Answer(200, """
            {"Quota":{"ServiceCode":"ec2","QuotaCode":"L-1216C47A","QuotaName":"Running On-Demand Standard instances","Value":32.0,"Unit":"None","Adjustable":true,"GlobalQuota":false,"UsageMetric":{"MetricName":"ResourceCount"}}}
            """));
        using var client = Of(server);

        var answer = await client.GetServiceQuotaAsync(new() { ServiceCode = "ec2", QuotaCode = "L-1216C47A" });

        var request = server.Requests.Single();
        Assert.Multiple(() =>
        {
            Assert.That(request.Headers["x-amz-target"], Is.EqualTo("ServiceQuotasV20190624.GetServiceQuota"));
            Assert.That(request.Headers["authorization"], Does.Contain("/eu-west-1/servicequotas/aws4_request"));
            Assert.That(request.Text, Is.EqualTo("""{"QuotaCode":"L-1216C47A","ServiceCode":"ec2"}"""));
            Assert.That(answer.Quota!.Value, Is.EqualTo(32));
            Assert.That(answer.Quota!.QuotaName, Is.EqualTo("Running On-Demand Standard instances"));
        });
    }

    [Test]
    public async Task Quotas_of_a_service_are_listed_page_by_page()
    {
        await using var server = new Loopback(new Answer(200, """{"Quotas":[{"QuotaName":"Build projects","Value":5000.0}],"NextToken":"t"}"""), new Answer(200, """{"Quotas":[]}"""));
        using var client = Of(server);

        var first = await client.ListServiceQuotasAsync(new() { ServiceCode = "codebuild", MaxResults = 1 });
        var last = await client.ListServiceQuotasAsync(new() { ServiceCode = "codebuild", MaxResults = 1, NextToken = first.NextToken });

        Assert.Multiple(() =>
        {
            Assert.That(server.Requests.Select(request => request.Headers["x-amz-target"]), Has.All.EqualTo("ServiceQuotasV20190624.ListServiceQuotas"));
            Assert.That(server.Requests.Select(request => request.Text), Is.EqualTo(new[] { """{"MaxResults":1,"ServiceCode":"codebuild"}""", """{"MaxResults":1,"NextToken":"t","ServiceCode":"codebuild"}""" }));
            Assert.That(first.Quotas!.Single().QuotaName, Is.EqualTo("Build projects"));
            Assert.That(last.NextToken, Is.Null);
        });
    }

    [TestCase("InvalidPaginationTokenException", typeof(InvalidPaginationTokenException))]
    [TestCase("NoSuchResourceException", typeof(NoSuchResourceException))]
    [TestCase("AccessDeniedException", typeof(AccessDeniedException))]
    [TestCase("IllegalArgumentException", typeof(IllegalArgumentException))]
    [TestCase("TooManyRequestsException", typeof(TooManyRequestsException))]
    public async Task Error_has_its_own_type(string type, Type expected)
    {
        await using var server = new Loopback(new Answer(400, $$"""{"__type":"{{type}}","Message":"no"}""", "req-7"));
        using var client = Of(server);

        var error = (await Assert.CatchAsync<AmazonServiceQuotasException>(() => client.GetServiceQuotaAsync(new() { ServiceCode = "ec2", QuotaCode = "x" })))!;

        Assert.That((error.GetType(), error.Message, error.RequestId), Is.EqualTo((expected, "no", "req-7")));
    }

    private static AmazonServiceQuotasClient Of(Loopback server) => new(
        new BasicAWSCredentials("AKIDEXAMPLE", Clients.Secret),
        new AmazonServiceQuotasConfig { ServiceURL = server.Url, AuthenticationRegion = "eu-west-1", MaxErrorRetry = 0 });
}
