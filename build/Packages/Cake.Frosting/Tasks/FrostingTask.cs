using Cake.Core;

namespace Cake.Frosting;

/// <summary>A task that wants no context of the build's own.</summary>
public abstract class FrostingTask : FrostingTask<ICakeContext>;

/// <summary>A base for synchronous tasks.</summary>
public abstract class FrostingTask<T> : IFrostingTask
    where T : ICakeContext
{
    /// <summary>Does the work.</summary>
    public virtual void Run(T context)
    {
    }

    /// <summary>Whether there is work.</summary>
    public virtual bool ShouldRun(T context) => true;

    /// <summary>Called with what the work threw; the task counts as done unless this throws.</summary>
    public virtual void OnError(Exception exception, T context)
    {
    }

    /// <summary>Called after the work, however it ended.</summary>
    public virtual void Finally(T context)
    {
    }

    /// <inheritdoc/>
    Task IFrostingTask.RunAsync(ICakeContext context)
    {
        Run((T)context);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    bool IFrostingTask.ShouldRun(ICakeContext context) => ShouldRun((T)context);

    /// <inheritdoc/>
    void IFrostingTask.OnError(Exception exception, ICakeContext context) => OnError(exception, (T)context);

    /// <inheritdoc/>
    void IFrostingTask.Finally(ICakeContext context) => Finally((T)context);
}
