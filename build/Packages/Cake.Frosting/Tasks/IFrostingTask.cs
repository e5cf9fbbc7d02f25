using Cake.Core;

namespace Cake.Frosting;

/// <summary>A task of a build.</summary>
public interface IFrostingTask
{
    /// <summary>What is said where <see cref="ShouldRun"/> returned false.</summary>
    string SkippedMessage => "";

    /// <summary>Does the work.</summary>
    Task RunAsync(ICakeContext context);

    /// <summary>Whether there is work.</summary>
    bool ShouldRun(ICakeContext context);

    /// <summary>Called with what the work threw; the task counts as done unless this throws.</summary>
    void OnError(Exception exception, ICakeContext context);

    /// <summary>Called after the work, however it ended.</summary>
    void Finally(ICakeContext context);
}
