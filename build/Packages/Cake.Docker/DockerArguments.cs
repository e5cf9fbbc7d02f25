using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Text;
using Cake.Core;
using Cake.Core.IO;

namespace Cake.Docker;

/// <summary>Writes a docker command line.</summary>
internal static class DockerArguments
{
    public static ProcessArgumentBuilder Of<TSettings>(string command, TSettings settings, IEnumerable<string> additional)
        where TSettings : AutoToolSettings
    {
        var arguments = new ProcessArgumentBuilder();
        foreach (var word in command.Split(' ', StringSplitOptions.RemoveEmptyEntries).Concat(Options(settings)).Concat(additional))
        {
            arguments.Append(Quoted(word));
        }

        return arguments;
    }

    /// <summary>An option for each of the settings' own properties that is set; a list repeats its option.</summary>
    private static IEnumerable<string> Options(AutoToolSettings settings)
    {
        foreach (var property in settings.GetType().GetProperties(BindingFlags.Instance | BindingFlags.Public | BindingFlags.DeclaredOnly))
        {
            var option = $"--{Kebab(property.Name)}";
            switch (property.GetValue(settings))
            {
                case null:
                case false when property.PropertyType == typeof(bool):
                    break;
                case true:
                    yield return option;
                    break;
                case false:
                    yield return $"{option}=false";
                    break;
                case string text:
                    yield return option;
                    yield return text;
                    break;
                case IEnumerable values:
                    foreach (var value in values)
                    {
                        yield return option;
                        yield return Convert.ToString(value, CultureInfo.InvariantCulture)!;
                    }

                    break;
                case { } number:
                    yield return option;
                    yield return Convert.ToString(number, CultureInfo.InvariantCulture)!;
                    break;
            }
        }
    }

    private static string Kebab(string name) =>
        string.Concat(name.Select((letter, place) => char.IsUpper(letter) && place > 0 ? $"-{char.ToLowerInvariant(letter)}" : $"{char.ToLowerInvariant(letter)}"));

    /// <summary>As .NET splits a command line: quotes around, a backslash before a quote, backslashes before those doubled.</summary>
    private static string Quoted(string word)
    {
        if (word.Length > 0 && !word.Any(letter => char.IsWhiteSpace(letter) || letter == '"'))
        {
            return word;
        }

        var quoted = new StringBuilder("\"");
        var backslashes = 0;
        foreach (var letter in word)
        {
            quoted.Append('\\', letter == '"' ? backslashes + 1 : 0).Append(letter);
            backslashes = letter == '\\' ? backslashes + 1 : 0;
        }

        return quoted.Append('\\', backslashes).Append('"').ToString();
    }
}
