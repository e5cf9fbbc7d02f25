using System.Globalization;

namespace Fleetyard.Benchmarks;

/// <summary>A figure beside what is aimed at, as a line.</summary>
internal static class Aim
{
    public static string AtMost(double figure, double aim, string unit = "") => Line(figure, aim, unit, "at most", figure <= aim);

    public static string AtLeast(double figure, double aim, string unit = "") => Line(figure, aim, unit, "at least", figure >= aim);

    private static string Line(double figure, double aim, string unit, string bound, bool isMet) =>
        string.Create(CultureInfo.InvariantCulture, $"  {(unit.Length == 0 ? "ratio" : "figure")} {figure:0.00}{unit} (aim: {bound} {aim:0.##}{unit}): {(isMet ? "met" : "NOT MET")}");
}
