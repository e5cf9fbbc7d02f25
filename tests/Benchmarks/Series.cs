using System.Globalization;

namespace Fleetyard.Benchmarks;

/// <summary>The same figure of several runs.</summary>
internal sealed record Series(string What, string Unit, IReadOnlyList<double> Values)
{
    public double Median => Values.Order().ElementAt(Values.Count / 2);

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"  {What,-60} median {Median:0.000} {Unit}, {Values.Min():0.000} to {Values.Max():0.000}, {Values.Count} runs");

    /// <summary>Runs two commands in turn, so that what slows the machine slows both; the first of each is not counted.</summary>
    public static (Series First, Series Second) InTurn((string What, Func<double> Run) first, (string What, Func<double> Run) second, string unit, int times)
    {
        first.Run();
        second.Run();
        var (ones, others) = (new List<double>(), new List<double>());
        for (var i = 0; i < times; i++)
        {
            ones.Add(first.Run());
            others.Add(second.Run());
        }

        return (new(first.What, unit, ones), new(second.What, unit, others));
    }
}
