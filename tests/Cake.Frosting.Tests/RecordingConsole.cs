using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Cake.Core;

namespace Cake.Frosting.Tests;

/// <summary>A console of one host, so that tests need not share the process's.</summary>
internal sealed partial class RecordingConsole : IConsole
{
    private readonly StringBuilder output = new();
    private readonly StringBuilder errors = new();

    /// <summary>Without the colours that Spectre writes.</summary>
    public string Output => Colour().Replace(output.ToString(), "");

    public string Errors => errors.ToString();

    public TextWriter Writer => new StringWriter(output, CultureInfo.InvariantCulture);

    public ConsoleColor ForegroundColor { get; set; }

    public ConsoleColor BackgroundColor { get; set; }

    public bool SupportAnsiEscapeCodes => false;

    public void Write(string format, params object[] arg) => output.AppendFormat(CultureInfo.InvariantCulture, format, arg);

    public void WriteLine(string format, params object[] arg) => output.AppendFormat(CultureInfo.InvariantCulture, format, arg).AppendLine();

    public void WriteError(string format, params object[] arg) => errors.AppendFormat(CultureInfo.InvariantCulture, format, arg);

    public void WriteErrorLine(string format, params object[] arg) => errors.AppendFormat(CultureInfo.InvariantCulture, format, arg).AppendLine();

    public void ResetColor()
    {
    }

    [GeneratedRegex(@"\e\[[0-9;]*m")]
    private static partial Regex Colour();
}
