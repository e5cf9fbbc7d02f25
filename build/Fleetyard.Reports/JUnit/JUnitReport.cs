using System.Globalization;
using System.Xml;
using Fleetyard.Images.Inventories;
using Fleetyard.Images.Verdicts;
using Fleetyard.Reports.Texts;

namespace Fleetyard.Reports.JUnit;

/// <summary>JUnit's XML, as CI systems read it: a suite each image, a case each check, an error for what could not be looked at.</summary>
public sealed class JUnitReport : IImageReport
{
    /// <inheritdoc/>
    public string Name => "junit";

    /// <inheritdoc/>
    public string MediaType => "application/xml";

    /// <inheritdoc/>
    public string Extension => ".xml";

    /// <inheritdoc/>
    public void Write(ImageReportInput input, TextWriter output)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(output);
        var checks = input.Verdicts.SelectMany(verdict => verdict.Checks).ToArray();
        using (var xml = XmlWriter.Create(output, new XmlWriterSettings { Indent = true, NewLineChars = "\n", OmitXmlDeclaration = true, CloseOutput = false }))
        {
            // The text's encoding is whoever's that writes it to a file; UTF-8 is what XML takes without a declaration.
            xml.WriteStartElement("testsuites");
            Counts(xml, "images", checks.Length + input.Failures.Count, checks.Count(Failed), input.Failures.Count);
            foreach (var verdict in input.Verdicts)
            {
                Suite(xml, verdict, input.Time);
            }

            foreach (var failure in input.Failures)
            {
                Suite(xml, failure, input.Time);
            }

            xml.WriteEndElement();
        }

        output.Write('\n');
    }

    private static void Suite(XmlWriter xml, ImageVerdict verdict, DateTimeOffset? time)
    {
        var inventory = verdict.Inventory;
        xml.WriteStartElement("testsuite");
        Counts(xml, inventory.Image, verdict.Checks.Count, verdict.Checks.Count(Failed), 0);
        Time(xml, time);
        Properties(xml, inventory, verdict.Recipe);
        foreach (var check in verdict.Checks)
        {
            Case(xml, inventory.Image, check.Name);
            if (Failed(check))
            {
                Problem(xml, "failure", Type(check), Message(check), string.Join('\n', check.Deviations.Select(deviation => $"{Lower(deviation.Kind)}: {VisibleText.Of(deviation.Message)}")));
            }

            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    private static void Suite(XmlWriter xml, ImageFailure failure, DateTimeOffset? time)
    {
        xml.WriteStartElement("testsuite");
        Counts(xml, failure.Image, 1, 0, 1);
        Time(xml, time);
        Case(xml, failure.Image, "can be looked at");
        Problem(xml, "error", "could-not-look", failure.Reason, VisibleText.Of(failure.Reason));
        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    private static void Counts(XmlWriter xml, string name, int tests, int failures, int errors)
    {
        Attribute(xml, "name", name);
        Attribute(xml, "tests", tests.ToString(CultureInfo.InvariantCulture));
        Attribute(xml, "failures", failures.ToString(CultureInfo.InvariantCulture));
        Attribute(xml, "errors", errors.ToString(CultureInfo.InvariantCulture));
        Attribute(xml, "skipped", "0");
    }

    /// <summary>The schema of JUnit's Ant task wants a local time without a zone; UTC is told.</summary>
    private static void Time(XmlWriter xml, DateTimeOffset? time)
    {
        if (time is { } known)
        {
            Attribute(xml, "timestamp", known.UtcDateTime.ToString("s", CultureInfo.InvariantCulture));
        }
    }

    private static void Properties(XmlWriter xml, ImageInventory inventory, string? recipe)
    {
        xml.WriteStartElement("properties");
        foreach (var (name, value) in new[] { ("id", inventory.Id), ("platform", inventory.Platform), ("source", inventory.Source), ("recipe", recipe) })
        {
            if (value is null)
            {
                continue;
            }

            xml.WriteStartElement("property");
            Attribute(xml, "name", name);
            Attribute(xml, "value", value);
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    private static void Case(XmlWriter xml, string image, string name)
    {
        xml.WriteStartElement("testcase");
        Attribute(xml, "classname", image);
        Attribute(xml, "name", name);
        Attribute(xml, "time", "0");
    }

    private static void Problem(XmlWriter xml, string element, string type, string message, string body)
    {
        xml.WriteStartElement(element);
        Attribute(xml, "type", type);
        Attribute(xml, "message", message);
        xml.WriteString(body);
        xml.WriteEndElement();
    }

    /// <summary>What XML 1.0 has no character for is a control character, and shown by its number.</summary>
    private static void Attribute(XmlWriter xml, string name, string value) => xml.WriteAttributeString(name, VisibleText.Of(value));

    private static bool Failed(Check check) => check.Deviations.Count > 0;

    private static string Type(Check check) => string.Join(',', check.Deviations.Select(deviation => Lower(deviation.Kind)).Distinct());

    private static string Message(Check check) => check.Deviations is [var only] ? only.Message : $"{check.Deviations.Count} deviations, the first {check.Deviations[0].Message}";

    private static string Lower(DeviationKind kind) => kind.ToString().ToLowerInvariant();
}
