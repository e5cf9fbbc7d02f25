namespace Fleetyard.Recipes.Tests;

/// <summary>AMIs that cannot be made, kept or shared as the recipe says.</summary>
internal static class AmiFaults
{
    private const string Description = "  description: An AMI\n";
    private const string Unit = "arn:aws:organizations::123456789012:ou/o-abcdefghij/ou-ab12-abcdefgh";

    public static IEnumerable<FaultySample> All() => Ages().Concat(Allowed()).Concat(Keys()).Concat(Permissions());

    private static IEnumerable<FaultySample> Ages()
    {
        foreach (var days in new[] { "0", "3651", "soon", "1.5", "-1" })
        {
            yield return new(Description, $"  deprecateAfterDays: {days}\n", $"35:23: ami.deprecateAfterDays is '{days}' (a whole number from 1 to 3650)");
        }

        foreach (var keep in new[] { "0", "101", "all", "99999999999999999999" })
        {
            yield return new(Description, $"  keep: {keep}\n", $"35:9: ami.keep is '{keep}' (a whole number from 1 to 100)");
        }

        yield return new(Description, "  deregistrationProtection: with-cooldown\n", "35:29: ami.deregistrationProtection is 'with-cooldown' (true or false)");
        yield return new(Description, "  snapshotTags: [team]\n", "35:17: ami.snapshotTags is not a mapping (keys with texts; each key 1 to 127 letters, digits, spaces and _.:/=+-@, not beginning with aws: or fleetyard:)");
        yield return new(Description, "  snapshotTags: {\"fleetyard:run\": x}\n", "35:18: ami.snapshotTags has the key 'fleetyard:run' (1 to 127 letters, digits, spaces and _.:/=+-@, not beginning with aws: or fleetyard:)");
        yield return new(Description, $"  snapshotTags: {{{new string('k', 128)}: x}}\n", $"35:18: ami.snapshotTags has the key '{new string('k', 60)}…' (1 to 127 letters, digits, spaces and _.:/=+-@, not beginning with aws: or fleetyard:)");
        yield return new(Description, "  snapshotTags: {team: [tls]}\n", "35:24: ami.snapshotTags.team is a list (at most 255 letters, digits, spaces and _.:/=+-@)");
        yield return new(Description, $"  snapshotTags: {{{string.Join(", ", Enumerable.Range(1, 41).Select(i => $"t{i}: x"))}}}\n", "35:17: ami.snapshotTags has 41 entries (at most 40)");
    }

    private static IEnumerable<FaultySample> Allowed()
    {
        foreach (var path in new[] { "/", "/*", "/**", "/root", "/root/*", "/etc/**", "/*/key.pem", "key.pem", "/opt//key", "/opt/../etc/shadow", "/opt/./key", "/opt/key/" })
        {
            yield return new(Description, $"  allow: [\"{path}\"]\n", $"35:11: ami.allow holds '{path}' (an absolute path of two names or more, with ?, * and ** behind the first, such as /opt/tests/**/*.pem)");
        }

        yield return new(Description, "  allow: [/opt/a, /opt/a]\n", "35:19: ami.allow holds '/opt/a' twice (each once)");
    }

    private static IEnumerable<FaultySample> Keys()
    {
        const string key = "1234abcd-12ab-34cd-56ef-1234567890ab";
        yield return new(Description, "  kmsKey: my-key\n", "35:11: ami.kmsKey is 'my-key' (a KMS key's id or ARN, or an alias or its ARN such as alias/fleet)");
        yield return new(Description, "  kmsKey: 12345\n", "35:11: ami.kmsKey is '12345' (a KMS key's id or ARN, or an alias or its ARN such as alias/fleet)");
        yield return new(Description, "  kmsKey: alias/aws/s3\n", "35:11: ami.kmsKey is 'alias/aws/s3' (an AWS-managed key, under which snapshots cannot be shared with CodeBuild's organization; name a customer-managed key)");
        yield return new(Description, $"  kmsKey: arn:aws:kms:us-east-1:123456789012:key/{key}\n",
            "35:11: ami.kmsKey is 'arn:aws:kms:us-east-1:123456789012:key/1234abcd-12ab-34cd-56…' (a key of us-east-1, but snapshots in us-west-2 are encrypted by a key of us-west-2)", BySchema: false);
        yield return new(Description, "  kmsKey: arn:aws-cn:kms:us-west-2:123456789012:alias/fleet\n",
            "35:11: ami.kmsKey is 'arn:aws-cn:kms:us-west-2:123456789012:alias/fleet' (us-west-2 is in the partition aws; an ARN that begins with arn:aws:)", BySchema: false);
    }

    private static IEnumerable<FaultySample> Permissions()
    {
        const string foreign = "(us-west-2 is in the partition aws; an ARN that begins with arn:aws:)";
        yield return new(Description, "  permissions: [all]\n", "35:16: ami.permissions is not a mapping (keys with values)");
        yield return new(Description, "  permissions: {users: []}\n", "35:17: 'users' is not a key of ami.permissions (accounts, organizations, organizationalUnits)");
        yield return new(Description, "  permissions: {accounts: [12]}\n", "35:28: ami.permissions.accounts holds '12' (a 12-digit account id)", BySchema: false);
        yield return new(Description, "  permissions: {accounts: [all]}\n", "35:28: ami.permissions.accounts holds 'all' (an AMI of Fleetyard's is never public; name 12-digit account ids)");
        yield return new(Description, "  permissions: {accounts: [\"123456789012\", \"123456789012\"]}\n", "35:44: ami.permissions.accounts holds '123456789012' twice (each once)");
        yield return new(Description, "  permissions: {organizations: [o-abcdefghij]}\n", "35:33: ami.permissions.organizations holds 'o-abcdefghij' (an organization's ARN)");
        yield return new(Description, $"  permissions: {{organizations: [\"{Unit}\"]}}\n", $"35:33: ami.permissions.organizations holds '{Unit[..60]}…' (an organization's ARN)");
        yield return new(Description, "  permissions: {organizations: [\"arn:aws-us-gov:organizations::123456789012:organization/o-abcdefghij\"]}\n",
            $"35:33: ami.permissions.organizations holds 'arn:aws-us-gov:organizations::123456789012:organization/o-ab…' {foreign}", BySchema: false);
        yield return new(Description, "  permissions: {organizationalUnits: [ou-ab12-abcdefgh]}\n", "35:39: ami.permissions.organizationalUnits holds 'ou-ab12-abcdefgh' (an organizational unit's ARN)");
        yield return new(Description, $"  permissions: {{organizationalUnits: [\"{Unit.Replace("aws", "aws-cn", StringComparison.Ordinal)}\"]}}\n",
            $"35:39: ami.permissions.organizationalUnits holds 'arn:aws-cn:organizations::123456789012:ou/o-abcdefghij/ou-ab…' {foreign}", BySchema: false);
        yield return new(Description, "  organization: arn:aws-cn:organizations::123456789012:organization/o-abcdefghij\n",
            $"35:17: ami.organization is 'arn:aws-cn:organizations::123456789012:organization/o-abcdef…' {foreign}", BySchema: false);
    }
}
