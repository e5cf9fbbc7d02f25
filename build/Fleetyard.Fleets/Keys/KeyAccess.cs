using Amazon.EC2.Model;
using Amazon.KeyManagementService;
using Amazon.KeyManagementService.Model;
using Fleetyard.Fleets.Regions;
using Fleetyard.Fleets.Runs;
using Fleetyard.Recipes;

namespace Fleetyard.Fleets.Keys;

/// <summary>Whether those whom an AMI is shared with may use the keys that encrypt it; without, CodeBuild's fleets cannot start from it, and nobody else can launch it.</summary>
internal static class KeyAccess
{
    private static readonly string[] Denials = ["AccessDeniedException", "AccessDenied"];

    /// <summary>Checks the keys that the recipe names, before anything is made that costs money.</summary>
    /// <exception cref="FleetException">One does not do; the message says what to do.</exception>
    public static Task CheckAsync(FleetRun run, CancellationToken cancellationToken)
    {
        var instance = run.Recipe.Instance;
        List<string> home = [.. new[] { run.Recipe.Ami.KmsKey, instance.RootVolume.KmsKey }.Concat(instance.ExtraVolumes.Select(volume => volume.KmsKey)).OfType<string>().Distinct()];
        return home.Count == 0 && run.Places.All(place => place.KmsKey is null)
            ? Task.CompletedTask
            : SideBySide.RunAsync(run.Places, async place =>
            {
                if (!place.IsHome && place.KmsKey is null)
                {
                    throw new FleetException($"The AMI is encrypted with {home[0]}, which is of {run.Home.Region}, and regions.{place.Region} names no kmsKey for its copy; name one, since snapshots under AWS's own key can be shared with nobody.");
                }

                foreach (var key in place.IsHome ? home : [place.KmsKey!])
                {
                    await CheckAsync(place, run.Recipe.Ami, key, cancellationToken);
                }
            });
    }

    /// <summary>Checks the keys that an AMI's snapshots really have: the account may encrypt by default what the recipe leaves plain.</summary>
    /// <exception cref="FleetException">One does not do; the message says what to do.</exception>
    public static async Task CheckAsync(Place place, AmiSettings settings, Image image, CancellationToken cancellationToken)
    {
        List<string> encrypted = [.. (image.BlockDeviceMappings ?? []).Where(mapping => mapping.Ebs?.Encrypted == true).Select(mapping => mapping.Ebs.SnapshotId).OfType<string>()];
        if (encrypted.Count == 0)
        {
            return;
        }

        var answer = await place.Clients.Ec2.DescribeSnapshotsAsync(new DescribeSnapshotsRequest { SnapshotIds = encrypted }, cancellationToken).AboutAsync($"snapshot {string.Join(", ", encrypted)}");
        foreach (var key in (answer.Snapshots ?? []).Select(snapshot => snapshot.KmsKeyId).OfType<string>().Distinct())
        {
            await CheckAsync(place, settings, key, cancellationToken);
        }
    }

    private static async Task CheckAsync(Place place, AmiSettings settings, string key, CancellationToken cancellationToken)
    {
        if (key.StartsWith("arn:", StringComparison.Ordinal) && key.Split(':') is [_, _, _, var region, ..] && region != place.Region)
        {
            throw new FleetException($"The KMS key {key} is of {region}, and the AMI of {place.Region} needs one of there; name another.");
        }

        var users = KeyUser.Of(place, settings);
        try
        {
            var metadata = (await place.Clients.Kms.DescribeKeyAsync(new DescribeKeyRequest { KeyId = key }, cancellationToken).AboutAsync($"KMS key {key}")).KeyMetadata;
            CheckKind(place, key, metadata);
            var policy = (await place.Clients.Kms.GetKeyPolicyAsync(new GetKeyPolicyRequest { KeyId = metadata.Arn, PolicyName = "default" }, cancellationToken).AboutAsync($"KMS key {key}")).Policy;
            Judge(place, metadata.Arn, [.. users.Select(user => (user, KeyPolicy.Read(policy, user, place.Region)))]);
        }
        catch (AmazonKeyManagementServiceException e) when (Denials.Contains(e.ErrorCode))
        {
            place.Log.Warning($"Whether {string.Join(" and ", users.Select(user => user.Told))} may use the KMS key {key} could not be read ({AwsErrors.Answer(e)}); its policy needs the statements {Statements(users)}");
        }
        catch (AmazonKeyManagementServiceException e) when (e is NotFoundException or InvalidArnException)
        {
            throw new FleetException($"KMS knows no key {key} in {place.Region} ({AwsErrors.Answer(e)}); name another as kmsKey.", e);
        }
    }

    private static void CheckKind(Place place, string key, KeyMetadata metadata)
    {
        var wrong = metadata switch
        {
            { KeyManager.Value: "AWS" } => "is AWS's own, and what it encrypts can be shared with nobody; name a key of your own as kmsKey",
            { KeyState.Value: not "Enabled" } => $"is {metadata.KeyState?.Value}; enable it, or name another as kmsKey",
            { KeySpec.Value: not "SYMMETRIC_DEFAULT" } or { KeyUsage.Value: not "ENCRYPT_DECRYPT" } => $"is {metadata.KeySpec?.Value} for {metadata.KeyUsage?.Value}, and EBS takes SYMMETRIC_DEFAULT for ENCRYPT_DECRYPT; name another as kmsKey",
            _ => null,
        };
        if (wrong is not null)
        {
            throw new FleetException($"The KMS key {key} of {place.Region} {wrong}, and run the same command again.");
        }
    }

    private static void Judge(Place place, string arn, IReadOnlyList<(KeyUser User, KeyPolicyVerdict Verdict)> judged)
    {
        List<(KeyUser User, KeyPolicyVerdict Verdict)> lacking = [.. judged.Where(one => one.Verdict.Missing.Count > 0)];
        if (lacking.Count > 0)
        {
            var lack = string.Join(", nor ", lacking.Select(one => $"{one.User.Told} do {string.Join(", ", one.Verdict.Missing)}"));
            var so = lacking.Any(one => one.User.IsCodeBuild) ? $"no fleet in {place.Region} could start from the AMI" : $"the AMI of {place.Region} would be shared in vain";
            throw new FleetException($"The policy of the KMS key {arn} does not let {lack}, so {so}; add to its statements {Statements(lacking.Select(one => one.User))} and run the same command again.");
        }

        List<(KeyUser User, KeyPolicyVerdict Verdict)> uncertain = [.. judged.Where(one => one.Verdict.Uncertain.Count > 0)];
        if (uncertain.Count > 0)
        {
            var lack = string.Join(", and ", uncertain.Select(one => $"{one.User.Told} may lack {string.Join(", ", one.Verdict.Uncertain)}"));
            place.Log.Warning($"The policy of the KMS key {arn} has conditions that cannot be judged from here, so {lack}; these statements would be enough: {Statements(uncertain.Select(one => one.User))}");
        }
    }

    private static string Statements(IEnumerable<KeyUser> users) => string.Join(",", users.Select(KeyPolicy.Statements));
}
