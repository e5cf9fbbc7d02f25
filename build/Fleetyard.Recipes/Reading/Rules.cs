using Fleetyard.Yaml;

namespace Fleetyard.Recipes.Reading;

/// <summary>AWS's, Nix's and the distributions' rules for the texts of a recipe.</summary>
/// <remarks>Letters and digits are ASCII's, so no pattern has <c>\d</c> or <c>\w</c>, which take those of every script.</remarks>
internal static class Rules
{
    private const string UrlPath = "[A-Za-z0-9._~:/@!$'()*+,;=%-]+";
    private const string S3Place = "(region|endpoint|profile)=[A-Za-z0-9._-]+";
    private const string KeyId = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|mrk-[0-9a-f]{32}";
    private const string Alias = "alias/[A-Za-z0-9/_-]{1,250}";
    private const ScalarKinds TextOrNumber = ScalarKinds.Text | ScalarKinds.Number;
    private const ScalarKinds AnyValue = TextOrNumber | ScalarKinds.Boolean;

    public static readonly Rule Command = Rule.Matching(@"(?=[\s\S]*\S)(?:[^\p{Cc}]|[\n\t]){1,4096}", "a command of 1 to 4096 characters, without control characters");
    public static readonly Rule Region = Rule.Matching(@"[a-z]{2}(-[a-z]+)+-[0-9]", "an AWS region such as us-west-2");
    public static readonly Rule Release = Rule.Matching(@"[A-Za-z0-9][A-Za-z0-9._-]{0,31}", "a release such as 13, 24.04, al2023 or 9") with { Kinds = TextOrNumber };
    public static readonly Rule Owner = Rule.Matching(@"[0-9]{12}|amazon|aws-marketplace|self", "a 12-digit account id, amazon, aws-marketplace or self") with { Kinds = TextOrNumber };
    public static readonly Rule Account = Rule.Matching("[0-9]{12}", "a 12-digit account id") with
    {
        Kinds = TextOrNumber,
        Reason = account => account == "all" ? "an AMI of Fleetyard's is never public; name 12-digit account ids" : null,
    };
    public static readonly Rule ImageId = Rule.Matching("ami-([0-9a-f]{8}|[0-9a-f]{17})", "an AMI id such as ami-0123456789abcdef0");
    public static readonly Rule NamePattern = Rule.Matching(@"[A-Za-z0-9()\[\] ./\-'@_*?]{3,128}", "an AMI name with the wildcards * and ?");
    public static readonly Rule InstanceType = Rule.Matching(
        @"([a-z]+[0-9]+[a-z]*(-[a-z0-9]+)?|u-[0-9]+tb[0-9]|mac-m[0-9][a-z]*)\.(nano|micro|small|medium|large|([1-9][0-9]{0,2})?xlarge|metal(-[1-9][0-9]{0,2}xl)?)", "an EC2 instance type such as c7i.large");
    public static readonly Rule InstanceProfile = Rule.Matching(@"[A-Za-z0-9_+=,.@-]{1,128}", "the name of an instance profile");
    public static readonly Rule AvailabilityZone = Rule.Matching("[a-z]{2}(-[a-z]+)+-[0-9](-[a-z]+-[0-9]+)?[a-z]", "an Availability Zone such as us-west-2a");
    public static readonly Rule DedicatedHost = Rule.Matching("h-([0-9a-f]{8}|[0-9a-f]{17})", "the id of a Dedicated Host such as h-0123456789abcdef0");
    public static readonly Rule CapacityReservation = Rule.Matching("cr-([0-9a-f]{8}|[0-9a-f]{17})", "the id of a capacity reservation such as cr-0123456789abcdef0");
    public static readonly Rule LinuxUser = Rule.Matching("[a-z_][a-z0-9_-]{0,31}", "the name of a Linux user such as ec2-user");

    /// <remarks>Source: "Device names for volumes on Amazon EC2 instances" of the EC2 User Guide, and Bottlerocket's AMIs, whose data volume is /dev/xvdb.</remarks>
    public static readonly Rule Device = Rule.Matching("/dev/sd[b-z]|/dev/xvd[b-z]|/dev/xvd[a-d][a-x]", "a device such as /dev/sdf, from /dev/sdb to /dev/sdz or /dev/xvdb to /dev/xvdz") with
    {
        Reason = device => device is "/dev/sda1" or "/dev/sda" or "/dev/xvda" ? "the root volume's device, which instance.volume is for; a device such as /dev/sdf" : null,
    };
    public static readonly Rule Subnet = Rule.Matching("subnet-[0-9a-f]{8,17}", "a subnet id such as subnet-0123456789abcdef0");
    public static readonly Rule SecurityGroup = Rule.Matching("sg-[0-9a-f]{8,17}", "a security group id such as sg-0123456789abcdef0");
    public static readonly Rule Vpc = Rule.Matching("vpc-[0-9a-f]{8,17}", "a VPC id such as vpc-0123456789abcdef0");
    public static readonly Rule Version = Rule.Matching(@"[0-9]+(\.[0-9]+){1,3}", "a version such as 2.31.1") with { Kinds = TextOrNumber };
    public static readonly Rule Sha256 = Rule.Matching("[0-9a-f]{64}", "a SHA-256 of 64 lower-case hexadecimal digits");
    public static readonly Rule Package = Rule.Matching(@"[A-Za-z0-9][A-Za-z0-9+._:-]{0,99}", "the name of a distribution package");
    public static readonly Rule Script = Rule.Matching(@"[A-Za-z0-9][A-Za-z0-9_-]*\.sh", "the name of a .sh file in recipes/scripts, without a folder");
    public static readonly Rule Feature = Rule.Matching("[a-z][a-z0-9-]*", "the name of an experimental feature of Nix");

    /// <summary>A query can switch signature checks off (<c>trusted=true</c>), so it holds only what tells where an S3 bucket is.</summary>
    /// <remarks>Source: the Nix manual, "HTTP Binary Cache Store" and "S3 Binary Cache Store".</remarks>
    public static readonly Rule Url = Rule.Matching($"https://{UrlPath}|s3://{UrlPath}(\\?{S3Place}(&{S3Place})*)?",
        "an https address without a query, or an s3 address with region, endpoint and profile at most");

    public static readonly Rule PublicKey = Rule.Matching("[A-Za-z0-9._-]+:[A-Za-z0-9+/]{43}=", "a Nix public key, name:base64");
    public static readonly Rule NixKey = Rule.Matching("[a-z][a-z0-9-]*", "the name of a setting of nix.conf");
    public static readonly Rule NixSetting = NixKey with { Accepts = key => NixKey.Accepts(key) && NixReserved.Instead(key) is null, Reason = NixReserved.Instead };
    public static readonly Rule NixValue = Rule.OneLine with { Kinds = AnyValue };
    public static readonly Rule Bytes = Rule.Matching(@"[0-9]{1,15}|[0-9]{1,6}(MiB|GiB|TiB)", "bytes, or a number with MiB, GiB or TiB") with { Kinds = TextOrNumber };
    public static readonly Rule AmiName = new(text => Rule.Matching(@"[A-Za-z0-9()\[\] ./\-'@_]{3,128}", "").Accepts(Filled(text)),
        "3 to 128 of the letters, digits and ()[] ./-'@_ with the placeholders {date}, {commit} and {fingerprint}");
    public static readonly Rule FleetName = Rule.Matching("[A-Za-z0-9][A-Za-z0-9_-]{1,127}", "2 to 128 letters, digits, '-' and '_', the first a letter or digit");
    public static readonly Rule RoleArn = Rule.Matching(@"arn:aws[a-z-]*:iam::[0-9]{12}:role/[A-Za-z0-9_+=,.@/-]{1,512}", "a role's ARN such as arn:aws:iam::111122223333:role/fleet");
    public static readonly Rule OrganizationArn = Rule.Matching(@"arn:aws[a-z-]*:organizations::[0-9]{12}:organization/o-[a-z0-9]{10,32}", "an organization's ARN");
    public static readonly Rule OrganizationalUnitArn = Rule.Matching(@"arn:aws[a-z-]*:organizations::[0-9]{12}:ou/o-[a-z0-9]{10,32}/ou-[0-9a-z]{4,32}-[0-9a-z]{8,32}", "an organizational unit's ARN");

    /// <remarks>Sources: EC2's API reference, CopyImage, KmsKeyId; KMS's, CreateAlias.</remarks>
    public static readonly Rule KmsKey = Rule.Matching($"{KeyId}|{Alias}|arn:aws[a-z-]*:kms:[a-z]{{2}}(-[a-z]+)+-[0-9]:[0-9]{{12}}:(key/({KeyId})|{Alias})", "a KMS key's id or ARN, or an alias or its ARN such as alias/fleet");
    public static readonly Rule None = Rule.Matching("none", "a mapping, or none");
    public static readonly Rule GeneralCompute = Rule.Matching("BUILD_GENERAL1_(SMALL|MEDIUM|LARGE|XLARGE|2XLARGE)", "BUILD_GENERAL1_SMALL, _MEDIUM, _LARGE, _XLARGE or _2XLARGE, or a mapping");

    /// <remarks>Sources: EC2's API reference, Tag, and CodeBuild's, Tag: a key has at most 127 characters, a value of CodeBuild's 255.</remarks>
    public static readonly Rule TagKey = new(key => key.Length is > 0 and <= 127 && !key.StartsWith("aws:", StringComparison.OrdinalIgnoreCase)
        && !key.StartsWith("fleetyard:", StringComparison.OrdinalIgnoreCase) && Rule.Matching(@"[\p{L}\p{Z}\p{N}_.:/=+@-]+", "").Accepts(key),
        "1 to 127 letters, digits, spaces and _.:/=+-@, not beginning with aws: or fleetyard:");
    public static readonly Rule TagValue = Rule.Matching(@"[\p{L}\p{Z}\p{N}_.:/=+@-]{0,255}", "at most 255 letters, digits, spaces and _.:/=+-@") with { Kinds = AnyValue };

    public static readonly Rule Variable = Rule.Matching("[A-Za-z_][A-Za-z0-9_]{0,99}", "the name of an environment variable");

    /// <summary>What the shell, the loader and Fleetyard itself go by is not a recipe's to set.</summary>
    public static readonly Rule VariableOfScripts = Rule.Matching("(?!(PATH|HOME|USER|LOGNAME|SHELL|IFS|ENV|BASH_ENV|PWD|(FLEETYARD|LD)_.*)\\z)[A-Za-z_][A-Za-z0-9_]{0,99}",
        "the name of an environment variable, not PATH, HOME, USER, LOGNAME, SHELL, IFS, ENV, BASH_ENV, PWD, LD_… or FLEETYARD_…");
    public static readonly Rule VariableValue = Rule.Matching(@"[^\p{Cc}]{0,4096}", "one line of at most 4096 characters") with { Kinds = AnyValue };

    /// <summary>Neither the whole disk nor all of a folder at its top.</summary>
    public static readonly Rule AllowedPath = Rule.Matching(@"(?=.{1,255}\z)/[^\p{Cc}/*?]+(?=.*[^/*?])(/(?!\.{1,2}(/|\z))[^\p{Cc}/]+)+", "an absolute path of two names or more, with ?, * and ** behind the first, such as /opt/tests/**/*.pem");
    public static readonly Rule ProxyDomain = Rule.Matching("[A-Za-z0-9.*_-]{1,255}", "a domain");
    public static readonly Rule ProxyAddress = new(SingleAddress.IsAddressOrBlock, "an IP address or a CIDR block");

    /// <summary>An instance type of the source's architecture, which is null where it is not known.</summary>
    public static Rule InstanceTypeOf(Architecture? architecture)
    {
        return architecture is null ? InstanceType : InstanceType with { Accepts = type => InstanceType.Accepts(type) && IsOf(type), Reason = Reason };

        bool IsOf(string type) => InstanceTypes.ArchitectureOf(type) == architecture;

        string? Reason(string type) => InstanceType.Accepts(type) ? $"it does not have the source's architecture; an {SourceReading.Shown(architecture.Value)} type" : null;
    }

    private static string Filled(string name) =>
        name.Replace("{date}", "20261124101500", StringComparison.Ordinal)
            .Replace("{commit}", "0123456", StringComparison.Ordinal)
            .Replace("{fingerprint}", "0123456789ab", StringComparison.Ordinal);
}
