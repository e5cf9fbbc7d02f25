namespace Fleetyard.Benchmarks;

/// <summary>Something that is measured and printed.</summary>
public interface IBenchmark
{
    /// <summary>Its name on the command line.</summary>
    string Name { get; }

    /// <summary>What is measured, in a line.</summary>
    string Description { get; }

    /// <summary>Measures, and prints what came of it.</summary>
    /// <param name="project">The project's folder.</param>
    void Run(string project);
}
