namespace Fleetyard.Yaml;

/// <summary>What YAML 1.2 takes a scalar for; a rule accepts one or more.</summary>
[Flags]
public enum ScalarKinds
{
    /// <summary>A text, quoted or not.</summary>
    Text = 1,

    /// <summary>A number without quotes.</summary>
    Number = 2,

    /// <summary>true or false without quotes.</summary>
    Boolean = 4,

    /// <summary>Nothing, <c>~</c> or null.</summary>
    Null = 8,
}
