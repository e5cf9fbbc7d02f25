using Amazon.CloudWatchLogs;
using Amazon.CodeBuild.Model;
using Amazon.Runtime;
using Amazon.ServiceQuotas;

namespace Amazon.CodeBuild.Tests;

/// <summary>Each partition's endpoints, as AWS's own rules have them.</summary>
public sealed class EndpointTests
{
    [TestCase("us-west-2", false, false, "codebuild.us-west-2.amazonaws.com")]
    [TestCase("us-west-2", true, false, "codebuild-fips.us-west-2.amazonaws.com")]
    [TestCase("us-west-2", false, true, "codebuild.us-west-2.api.aws")]
    [TestCase("us-west-2", true, true, "codebuild-fips.us-west-2.api.aws")]
    [TestCase("cn-north-1", false, false, "codebuild.cn-north-1.amazonaws.com.cn")]
    [TestCase("cn-northwest-1", true, false, "codebuild-fips.cn-northwest-1.amazonaws.com.cn")]
    [TestCase("cn-north-1", false, true, "codebuild.cn-north-1.api.amazonwebservices.com.cn")]
    [TestCase("us-gov-west-1", false, false, "codebuild.us-gov-west-1.amazonaws.com")]
    [TestCase("us-gov-west-1", true, false, "codebuild-fips.us-gov-west-1.amazonaws.com")]
    [TestCase("us-gov-east-1", false, true, "codebuild.us-gov-east-1.api.aws")]
    [TestCase("us-isob-east-1", true, true, "codebuild-fips.us-isob-east-1.api.aws.scloud")]
    [TestCase("eusc-de-east-1", false, false, "codebuild.eusc-de-east-1.amazonaws.eu")]
    [TestCase("xy-new-9", false, false, "codebuild.xy-new-9.amazonaws.com")]
    public void CodeBuild_is_at(string region, bool fips, bool dualStack, string host) =>
        Assert.That(Of(new AmazonCodeBuildConfig(), region, fips, dualStack), Is.EqualTo($"https://{host}/"));

    [TestCase("eu-west-1", false, false, "logs.eu-west-1.amazonaws.com")]
    [TestCase("us-east-1", true, false, "logs-fips.us-east-1.amazonaws.com")]
    [TestCase("eu-west-1", false, true, "logs.eu-west-1.api.aws")]
    [TestCase("cn-north-1", false, false, "logs.cn-north-1.amazonaws.com.cn")]
    [TestCase("us-gov-east-1", true, false, "logs.us-gov-east-1.amazonaws.com")]
    [TestCase("us-gov-east-1", true, true, "logs-fips.us-gov-east-1.api.aws")]
    public void CloudWatch_Logs_is_at(string region, bool fips, bool dualStack, string host) =>
        Assert.That(Of(new AmazonCloudWatchLogsConfig(), region, fips, dualStack), Is.EqualTo($"https://{host}/"));

    [TestCase("us-west-2", false, "servicequotas.us-west-2.amazonaws.com")]
    [TestCase("us-west-2", true, "servicequotas-fips.us-west-2.amazonaws.com")]
    [TestCase("us-gov-west-1", true, "servicequotas.us-gov-west-1.amazonaws.com")]
    [TestCase("cn-north-1", false, "servicequotas.cn-north-1.amazonaws.com.cn")]
    public void Service_Quotas_is_at(string region, bool fips, string host) =>
        Assert.That(Of(new AmazonServiceQuotasConfig(), region, fips, dualStack: false), Is.EqualTo($"https://{host}/"));

    [TestCase(true, false, "Invalid Configuration: FIPS and custom endpoint are not supported")]
    [TestCase(false, true, "Invalid Configuration: Dualstack and custom endpoint are not supported")]
    public void Endpoint_of_one_s_own_excludes_FIPS_and_dual_stack(bool fips, bool dualStack, string told)
    {
        var config = new AmazonCodeBuildConfig { ServiceURL = "http://127.0.0.1:1", UseFIPSEndpoint = fips, UseDualstackEndpoint = dualStack };
        Assert.That(() => config.DetermineServiceOperationEndpoint(new(new ListFleetsRequest())), Throws.TypeOf<AmazonClientException>().With.Message.EqualTo(told));
    }

    [Test]
    public void Endpoint_is_plain_HTTP_where_the_configuration_asks_for_it() => Assert.That(
        new AmazonCodeBuildConfig { RegionEndpoint = RegionEndpoint.EUWest1, UseHttp = true }.DetermineServiceOperationEndpoint(new(new ListFleetsRequest())).URL,
        Does.StartWith("http://codebuild.eu-west-1."));

    private static string Of(ClientConfig config, string region, bool fips, bool dualStack)
    {
        config.RegionEndpoint = RegionEndpoint.GetBySystemName(region);
        config.UseFIPSEndpoint = fips;
        config.UseDualstackEndpoint = dualStack;
        return new Uri(config.DetermineServiceOperationEndpoint(new(new ListFleetsRequest())).URL).ToString();
    }
}
