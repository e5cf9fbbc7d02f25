using System.Net;
using Amazon.Runtime;

namespace Fleetyard.Fleets.Tests;

/// <summary>What AWS answered, in one line.</summary>
internal sealed class AwsErrorsTests
{
    [Test]
    public void An_answer_is_told_with_its_code_its_words_its_request_and_what_to_do() =>
        Assert.That(AwsErrors.Told(Error("InsufficientInstanceCapacity", "We have none.")), Is.EqualTo(
            "AWS answered InsufficientInstanceCapacity: We have none (request r-1); name further types in instance.types, or further instance.subnets or instance.availabilityZones, and run the same command again."));

    [Test]
    public void A_code_that_nobody_knows_is_told_all_the_same() =>
        Assert.That(AwsErrors.Told(Error("Novelty", "First line\nsecond line")), Is.EqualTo("AWS answered Novelty: First line second line (request r-1); mend it, and run the same command again."));

    [Test]
    public void An_answer_without_a_code_has_its_status_in_place_of_it() =>
        Assert.That(AwsErrors.Answer(new AmazonServiceException("oops", ErrorType.Receiver, null, null, HttpStatusCode.BadGateway)), Is.EqualTo("502: oops"));

    [Test]
    public async Task An_error_is_told_with_what_the_call_was_about_that_met_it()
    {
        var error = Error("InternalError", "Oops.");
        Assert.That(async () => await Task.FromException<string>(error).AboutAsync("AMI ami-1").AboutAsync("fleet sample"), Throws.Exception.SameAs(error));
        Assert.That(AwsErrors.Told(error), Is.EqualTo("AMI ami-1: AWS answered InternalError: Oops (request r-1); wait some minutes, and run the same command again."), "the call knows best");
        await Task.FromResult("").AboutAsync("nothing");
    }

    [TestCase("InvalidHostId.NotFound", "InvalidHostID.NotFound")]
    [TestCase("invalidkmskey.invalidstate", "InvalidKMSKey.InvalidState")]
    public void A_codes_case_does_not_matter_since_AWSs_pages_differ_in_it(string one, string other) => Assert.That(AwsErrors.Advice(one), Is.EqualTo(AwsErrors.Advice(other)).And.Not.EqualTo(AwsErrors.Advice("")));

    private static AmazonServiceException Error(string code, string message) => new(message, ErrorType.Sender, code, "r-1", HttpStatusCode.BadRequest);
}
