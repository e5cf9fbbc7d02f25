namespace Fleetyard.Reports;

/// <summary>One form in which the verdicts on images are written down.</summary>
/// <remarks>The same input makes the same text: nothing is asked of a clock, the machine or its culture.</remarks>
public interface IImageReport
{
    /// <summary>Its name, as <c>--output=</c> takes it.</summary>
    string Name { get; }

    /// <summary>The media type of what is written, such as <c>application/json</c>.</summary>
    string MediaType { get; }

    /// <summary>How a file of it is called, with the leading dot, such as <c>.sarif.json</c>.</summary>
    string Extension { get; }

    /// <summary>Writes the report.</summary>
    /// <param name="input">What was found.</param>
    /// <param name="output">Where it is written; lines end with <c>\n</c>.</param>
    void Write(ImageReportInput input, TextWriter output);
}
