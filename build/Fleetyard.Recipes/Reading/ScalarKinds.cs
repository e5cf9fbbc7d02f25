namespace Fleetyard.Recipes.Reading;

/// <summary>What YAML 1.2 takes a scalar for; a rule accepts one or more.</summary>
[Flags]
internal enum ScalarKinds
{
    Text = 1,
    Number = 2,
    Boolean = 4,
    Null = 8,
}
