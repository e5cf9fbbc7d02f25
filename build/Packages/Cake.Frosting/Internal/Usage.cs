namespace Cake.Frosting.Internal;

/// <summary>What <c>--help</c> prints.</summary>
internal static class Usage
{
    public const string Text = """
        Options of every Cake Frosting build:
          -t, --target <name>        The target to run; may be repeated. Default: Default
          -w, --working <folder>     The folder that relative paths start from
          -v, --verbosity <level>    quiet, minimal, normal, verbose or diagnostic
              --description          Shows what each task is for
              --tree                 Shows the tasks as a tree
              --dryrun               Shows which tasks would run
          -e, --exclusive            Runs the target without its dependencies
              --no-report            Leaves out the report of the tasks at the end
              --version              Shows Cake's version
              --info                 Shows more about Cake
          -h, --help                 Shows this
        Everything else is an argument of the build's own.
        """;
}
