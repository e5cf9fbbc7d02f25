using System.Security.Cryptography;
using System.Text;

namespace Amazon.CodeBuild.Tests;

/// <summary>The computation that clients' signatures are held against gives what AWS has published.</summary>
/// <remarks>Sources: AWS's Signature Version 4 test suite (aws-sig-v4-test-suite, each case's .authz file), whose requests are all of
/// 20150830T123600Z to example.amazonaws.com; and "Create a signed AWS API request" in the IAM user guide.</remarks>
public sealed class SignatureTests
{
    private const string Date = "20150830T123600Z";
    private const string Form = "application/x-www-form-urlencoded";

    [TestCase("GET", "/", "", "", "", "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31", TestName = "get-vanilla")]
    [TestCase("GET", "/", "Param1=value1", "", "", "a67d582fa61cc504c4bae71f336f98b97f1ea3c7a6bfe1b6e45aec72011b9aeb", TestName = "get-vanilla-empty-query-key")]
    [TestCase("GET", "/", "Param1=value1&Param2=value2", "", "", "b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500", TestName = "get-vanilla-query-order-key-case")]
    [TestCase("GET", "/%E1%88%B4", "", "", "", "8318018e0b0f223aa2bbf98705b62bb787dc9c0e678f255a891fd03141be5d85", TestName = "get-utf8")]
    [TestCase("GET", "/-._~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz", "", "", "", "07ef7494c76fa4850883e2b006601f940f8a34d404d0cfa977f52a65bbf5f24f", TestName = "get-unreserved")]
    [TestCase("POST", "/", "", "", "", "5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b", TestName = "post-vanilla")]
    [TestCase("POST", "/", "Param1=value1", "", "", "28038455d6de14eafc1f9222cf5aa6f1a96197d7deb8263271d420d138af7f11", TestName = "post-vanilla-query")]
    [TestCase("POST", "/", "", "my-header1:value1", "", "c5410059b04c1ee005303aed430f6e6645f61f4dc9e1461ec8f8916fdf18852c", TestName = "post-header-key-sort")]
    [TestCase("POST", "/", "", "my-header1:VALUE1", "", "cdbc9802e29d2942e5e10b5bccfdd67c5f22c7c4e8ae67b53629efa58b974b7d", TestName = "post-header-value-case")]
    [TestCase("POST", "/", "", "content-type:" + Form, "Param1=value1", "ff11897932ad3f4e8b18135d722051e5ac45fc38421b1da7b9d196a0fe09473a", TestName = "post-x-www-form-urlencoded")]
    [TestCase("POST", "/", "", "content-type:" + Form + "; charset=utf8", "Param1=value1", "1a72ec8f64bd914b0e42e42607c7fbce7fb2c7465f63e3092b3b0d39fa77a6fe", TestName = "post-x-www-form-urlencoded-parameters")]
    public void Signature_of_the_suite_is_found(string method, string path, string query, string header, string body, string published) =>
        Assert.That(Signature(method, path, query, "example.amazonaws.com", header, body, "service"), Is.EqualTo(published));

    [Test]
    public void Signature_of_the_user_guide_s_ListUsers_is_found() => Assert.That(
        Signature("GET", "/", "Action=ListUsers&Version=2010-05-08", "iam.amazonaws.com", $"content-type:{Form}; charset=utf-8", "", "iam"),
        Is.EqualTo("5d672d79c15b13162d9279b0855cfba6789a8edb4c82c400e06b5924a6f2b5d7"));

    [Test]
    public async Task Signature_of_a_client_is_the_one_that_is_computed()
    {
        await using var server = new Loopback(new Answer(200, "{}"));
        using var client = Clients.Of(server);

        await client.ListFleetsAsync(new() { MaxResults = 7 });

        var request = server.Requests.Single();
        Assert.Multiple(() =>
        {
            Assert.That(request.Headers["authorization"], Does.Contain("/eu-west-1/codebuild/aws4_request"));
            Assert.That(request.Headers["authorization"], Does.EndWith("Signature=" + SigV4.Signature(request, Clients.Secret)));
        });
    }

    private static string Signature(string method, string path, string query, string host, string header, string body, string service)
    {
        string[] headers = [.. new[] { header, $"host:{host}", $"x-amz-date:{Date}" }.Where(line => line.Length > 0).Order(StringComparer.Ordinal)];
        var names = string.Join(';', headers.Select(line => line.Split(':')[0]));
        var canonical = $"{method}\n{path}\n{query}\n{string.Join('\n', headers)}\n\n{names}\n{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(body)))}";
        return SigV4.Signature(canonical, Clients.Secret, Date, $"20150830/us-east-1/{service}/aws4_request");
    }
}
