namespace Cake.Frosting;

/// <summary>Has this task run before another one.</summary>
/// <param name="task">The other task's class.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class IsDependeeOfAttribute(Type task) : Attribute
{
    /// <summary>The other task's class.</summary>
    public Type Task { get; } = task ?? throw new ArgumentNullException(nameof(task));
}
