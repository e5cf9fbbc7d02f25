namespace Cake.Frosting;

/// <summary>Describes a task in <c>--description</c>.</summary>
/// <param name="description">A line.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class TaskDescriptionAttribute(string description) : Attribute
{
    /// <summary>A line.</summary>
    public string Description { get; } = description ?? throw new ArgumentNullException(nameof(description));
}
