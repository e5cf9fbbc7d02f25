namespace Fleetyard.LocalCloud.Instances;

/// <summary>How a script is started in an instance of any kind: its text on standard input, the rest in arguments and variables.</summary>
internal static class ScriptStart
{
    /// <summary>Puts the script, which comes on standard input, into a file and starts it by its own first line.</summary>
    private const string Shell = """
        set -e
        mkdir -p "$1" && cd "$1"
        script=$(mktemp /tmp/command.XXXXXX)
        cat >"$script"
        case $(head -c 2 "$script") in
          '#!') chmod 700 "$script"; exec "$script" </dev/null ;;
          *) exec /bin/sh "$script" </dev/null ;;
        esac
        """;

    public static string[] Arguments(InstanceCommand command) => ["/bin/sh", "-c", Shell, "start", command.WorkingDirectory];

    public static IEnumerable<string> Variables(InstanceCommand command) =>
    [
        "HOME=/root", "USER=root", "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", "LANG=C.UTF-8",
        .. command.Environment.Select(variable => $"{variable.Key}={variable.Value}"),
    ];
}
