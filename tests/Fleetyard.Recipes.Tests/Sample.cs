namespace Fleetyard.Recipes.Tests;

/// <summary>A recipe without faults that tests change a piece of, and the repository's own recipes.</summary>
internal static class Sample
{
    public const string Text = """
        name: sample
        description: A sample
        region: us-west-2
        source:
          provider: debian
          release: "13"
          architecture: x86_64
        instance:
          type: c7i.large
          volume:
            sizeGiB: 30
            type: gp3
          profile: builder
          subnet: subnet-0123456789abcdef0
          securityGroups: [sg-0123456789abcdef0]
          remote: ssm
        dependencies:
          update: true
          packages: [kmod, curl]
        nix:
          from: official
          version: 2.31.1
          sha256:
            x86_64: 75f18f5d567bb8c7b5d62155f8c852e62ffac0c81acda02f52b998281e3603ce
          features: [nix-command]
          substituters:
            - url: https://cache.nixos.org
              publicKeys: ["cache.nixos.org-1:6NCHdD59X431o0gWypbMrAURkbJ16ZPMQFGspcDShjY="]
          minFree: 1GiB
          maxFree: 5GiB
          settings:
            cores: 2
        ami:
          name: sample-{date}
          description: An AMI
          tags:
            team: tls
        fleet:
          name: sample
          compute:
            instanceType: c7i.large
          capacity: 1
          scaling:
            maxCapacity: 3
            targetUtilization: 70
          overflow: queue
          serviceRole: arn:aws:iam::111122223333:role/fleet
          vpc:
            id: vpc-0123456789abcdef0
            subnets: [subnet-0123456789abcdef0]
            securityGroups: [sg-0123456789abcdef0]
          tags:
            team: tls
        verify:
          - git --version
          - run: modprobe tls
            needs: kernel
        """;

    /// <summary>The sample with the fields that it has no need of, without faults too.</summary>
    public static string Full { get; } = With("  type: c7i.large\n  volume:\n", """
          types: [c7i.large, m7i.large]
          market: spot
          spot: {maxPrice: 0.05}
          publicIp: true
          ipv6: true
          userData: clean-up.sh
          extraVolumes: [{device: /dev/sdf, sizeGiB: 10, type: gp3, iops: 4000, throughput: 250, kmsKey: alias/fleet}]
          ssh: {user: admin, from: "2001:db8::7/128", address: ipv6}
          volume:
            kmsKey: alias/fleet

        """.ReplaceLineEndings("\n"))
        .Replace("remote: ssm", "remote: ssh", StringComparison.Ordinal)
        .Replace("packages: [kmod, curl]", "packages: [kmod, curl]\n  scripts: [verify-nix.sh]", StringComparison.Ordinal)
        .Replace("  description: An AMI\n", """
          kmsKey: arn:aws:kms:us-west-2:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab
          snapshotTags: {team: tls}
          deprecateAfterDays: 90
          deregistrationProtection: true
          keep: 3
          allow: ["/opt/tests/**/*.pem", "/home/?/.netrc"]
          permissions:
            accounts: ["123456789012"]
            organizations: ["arn:aws:organizations::123456789012:organization/o-abcdefghij"]
            organizationalUnits: ["arn:aws:organizations::123456789012:ou/o-abcdefghij/ou-ab12-abcdefgh"]

        """.ReplaceLineEndings("\n"), StringComparison.Ordinal)
        .Replace("verify:\n", """
        environment:
          CHANNEL: stable
          DEPLOY_KEY: {secret: DEPLOY_KEY}
        regions:
          us-east-1:
            kmsKey: alias/fleet
            organization: arn:aws:organizations::123456789012:organization/o-abcdefghij
            fleet:
              name: east
              capacity: 2
              scaling: {maxCapacity: 5, targetUtilization: 50}
              overflow: on-demand
              serviceRole: arn:aws:iam::123456789012:role/east
              vpc: none
              proxy: {default: DENY_ALL, rules: [{type: IP, effect: ALLOW, entities: [10.0.0.0/8, "2001:db8::/32"]}]}
        verify:

        """.ReplaceLineEndings("\n"), StringComparison.Ordinal);

    public static string Folder { get; } = Path.Combine(Repository.Root, "recipes");

    public static string Scripts { get; } = Path.Combine(Folder, "scripts");

    public static RecipeResult Read(string text) => new RecipeReader(Scripts).Read("sample.yml", text.ReplaceLineEndings("\n"));

    public static Recipe Recipe(string text) =>
        Read(text) is { Recipe: { } recipe } ? recipe : throw new InvalidDataException(string.Join('\n', Read(text).Faults));

    /// <summary>The sample's text from where one piece of it begins to where another does.</summary>
    public static string Between(string from, string to)
    {
        var text = Text.ReplaceLineEndings("\n");
        var start = text.IndexOf(from, StringComparison.Ordinal);
        return text[start..text.IndexOf(to, start, StringComparison.Ordinal)];
    }

    /// <summary>The sample with one piece of it, which must be there, put in place of another.</summary>
    public static string With(string piece, string instead) =>
        Text.Contains(piece, StringComparison.Ordinal)
            ? Text.Replace(piece, instead, StringComparison.Ordinal)
            : throw new ArgumentException($"The sample has no '{piece}'.", nameof(piece));
}
