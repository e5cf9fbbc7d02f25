namespace Fleetyard.Recipes.Tests;

/// <summary>A recipe with every section that there is, contradictory ones too, for what is asked of each alone.</summary>
internal static class Everything
{
    public const string Text = """
        name: everything
        region: us-west-2
        source: {}
        instance:
          spot: {}
          volume: {}
          extraVolumes: [{}]
          remote: ssh
          ssh: {}
          ssmAgent: {}
        dependencies: {}
        environment:
          KEY: {}
        nix:
          sha256: {}
          substituters: [{}]
        ami:
          permissions: {}
        fleet:
          compute: {}
          scaling: {}
          vpc: {}
          proxy:
            rules: [{}]
        regions:
          us-east-1:
            fleet:
              scaling: {}
              vpc: {}
              proxy:
                rules: [{}]
        verify: [{}]
        """;
}
