using Amazon.Runtime;

namespace Amazon.CodeBuild.Tests;

internal static class Clients
{
    public const string Secret = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";

    public static AmazonCodeBuildClient Of(Loopback server, int retries = 0) => new(
        new BasicAWSCredentials("AKIDEXAMPLE", Secret),
        new AmazonCodeBuildConfig { ServiceURL = server.Url, AuthenticationRegion = "eu-west-1", MaxErrorRetry = retries });
}
