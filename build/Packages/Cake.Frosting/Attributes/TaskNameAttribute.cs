namespace Cake.Frosting;

/// <summary>Names a task; without it the name is the class's.</summary>
/// <param name="name">The name on the command line.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class TaskNameAttribute(string name) : Attribute
{
    /// <summary>The name on the command line.</summary>
    public string Name { get; } = name ?? throw new ArgumentNullException(nameof(name));
}
