using System.Diagnostics;

namespace Fleetyard.EndToEnd;

/// <summary>build.sh in a folder with spaces in its name, with a script in place of dotnet that writes down what it is asked.</summary>
public sealed class BuildScriptTests : IDisposable
{
    /// <summary>Publishes a program that is a copy of the source; a started program prints it.</summary>
    private const string Dotnet = """
        #!/bin/sh
        case "$1" in
          --version) [ -z "$NO_SDK" ] && echo 10.0.100 || exit 145 ;;
          --list-sdks) [ -z "$OLD_SDK" ] || echo "8.0.100 [/usr/share/dotnet/sdk]" ;;
          publish)
            echo publish >> calls
            [ -z "$BROKEN" ] || { echo "Program.cs(1,1): error CS1002: ; expected"; exit 7; }
            mkdir -p artifacts/fleetyard
            echo half > artifacts/fleetyard/Fleetyard.Build.dll
            [ -z "$KILLED" ] || kill -9 $PPID
            cat build/Program.cs > artifacts/fleetyard/Fleetyard.Build.dll ;;
          *)
            cat "$1"; shift
            for argument; do printf '[%s]' "$argument"; done
            exit "${PROGRAM_EXIT:-0}" ;;
        esac
        """;

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("fleetyard build script ");
    private readonly string script;

    public BuildScriptTests()
    {
        script = Path.Combine(folder.FullName, "build.sh");
        File.Copy(Path.Combine(Repository.Root, "build.sh"), script);
        Directory.CreateDirectory(Path.Combine(folder.FullName, "build"));
        Directory.CreateDirectory(Path.Combine(folder.FullName, "bin"));
        File.Copy(Path.Combine(Repository.Root, "global.json"), Path.Combine(folder.FullName, "global.json"));
        File.WriteAllText(Path.Combine(folder.FullName, "bin", "dotnet"), Dotnet);
        Source("one");
        Shell("chmod +x bin/dotnet build.sh");
    }

    private int Compiles => File.Exists(Path.Combine(folder.FullName, "calls")) ? File.ReadAllLines(Path.Combine(folder.FullName, "calls")).Length : 0;

    public void Dispose() => folder.Delete(recursive: true);

    [Test]
    public void It_compiles_once_and_then_starts_what_is_compiled()
    {
        Assert.That(Build().Output, Is.EqualTo("one\n"));
        Assert.That(Build().Output, Is.EqualTo("one\n"));
        Assert.That(Compiles, Is.EqualTo(1));
    }

    [Test]
    public void Arguments_and_exit_code_pass_through()
    {
        var (code, output, _) = Shell("PROGRAM_EXIT=42 ./build.sh --target=Validate 'a b' '' '*'");
        Assert.That((code, output), Is.EqualTo((42, "one\n[--target=Validate][a b][][*]")));
    }

    [Test]
    public void A_changed_source_is_compiled()
    {
        Build();
        Source("two");
        Assert.That((Build().Output, Compiles), Is.EqualTo(("two\n", 2)));
    }

    [Test]
    public void A_changed_source_with_an_older_time_is_compiled()
    {
        Build();
        Source("two");
        File.SetLastWriteTimeUtc(Path.Combine(folder.FullName, "build", "Program.cs"), DateTime.UnixEpoch.AddYears(30));
        Assert.That((Build().Output, Compiles), Is.EqualTo(("two\n", 2)));
    }

    [TestCase("rm build/Extra.cs")]
    [TestCase("mv build/Extra.cs build/Other.cs")]
    [TestCase("touch build/Another.cs")]
    [TestCase("echo '{ }' > global.json")]
    public void A_file_that_came_went_or_moved_is_a_change(string change)
    {
        Shell("echo extra > build/Extra.cs");
        Build();
        Shell(change);
        Build();
        Assert.That(Compiles, Is.EqualTo(2));
    }

    [Test]
    public void A_touched_source_is_not_a_change()
    {
        Build();
        Shell("touch -d tomorrow build/Program.cs");
        Build();
        Assert.That(Compiles, Is.EqualTo(1));
    }

    [Test]
    public void A_killed_compile_leaves_nothing_half()
    {
        Build();
        Source("two");
        Shell("KILLED=1 ./build.sh");
        Source("one");
        Assert.That((Build().Output, Compiles), Is.EqualTo(("one\n", 3)), "the sources are the old ones again, what is compiled is not");
    }

    [Test]
    public void A_compile_error_is_shown_and_the_next_start_compiles_again()
    {
        var (code, output, errors) = Shell("BROKEN=1 ./build.sh");
        Assert.That((code, output), Is.EqualTo((1, "")));
        Assert.That(errors, Does.Contain("error CS1002"));
        Assert.That((Build().Output, Compiles), Is.EqualTo(("one\n", 2)));
    }

    [Test]
    public void Two_starts_at_once_compile_once()
    {
        var (code, output, errors) = Shell("./build.sh & ./build.sh; wait");
        Assert.That((code, output), Is.EqualTo((0, "one\none\n")), errors);
        Assert.That(Compiles, Is.EqualTo(1));
    }

    [TestCase("NO_SDK=1 ./build.sh", "found none")]
    [TestCase("NO_SDK=1 OLD_SDK=1 ./build.sh", "found 8.0.100")]
    [TestCase("rm bin/dotnet; for tool in bash cat cksum cut dirname find flock mkdir paste readlink rm sort; do ln -s \"$(command -v $tool)\" bin/; done; PATH=$PWD/bin ./build.sh", "found none")]
    public void A_missing_or_wrong_SDK_is_one_line_that_says_what_to_do(string command, string found)
    {
        var (code, _, errors) = Shell(command);
        Assert.That(code, Is.EqualTo(1));
        Assert.That(errors.Trim().Split('\n'), Has.Length.EqualTo(1));
        Assert.That(errors, Does.Contain("needs the .NET SDK 10.0").And.Contain(found).And.Contain("https://dotnet.microsoft.com/download"));
    }

    [Test]
    public void It_starts_from_anywhere_also_through_a_link()
    {
        Assert.That(Shell("cd / && \"$OLDPWD/build.sh\"").Output, Is.EqualTo("one\n"));
        Assert.That(Shell("mkdir elsewhere && ln -s ../build.sh elsewhere/link && cd elsewhere && ./link").Output, Is.EqualTo("one\n"));
    }

    [Test]
    public void It_starts_without_standard_input() => Assert.That(Shell("./build.sh <&-").Output, Is.EqualTo("one\n"));

    [Test]
    public void The_really_compiled_program_gets_arguments_and_gives_its_exit_code()
    {
        Shell("rm bin/dotnet; mkdir artifacts; find build global.json -type f -exec cksum {} + | LC_ALL=C sort | cksum > artifacts/fleetyard.built");
        Directory.CreateSymbolicLink(Path.Combine(folder.FullName, "artifacts", "fleetyard"), AppContext.BaseDirectory.TrimEnd('/'));
        var (code, output, errors) = Shell("./build.sh --target=Default --no-report");
        Assert.That((code, errors), Is.EqualTo((0, "")));
        Assert.That(output, Does.Contain("CreateFleet").And.Not.Contain("Duration"));
        Assert.That(Shell("./build.sh --target=Nothing").Code, Is.EqualTo(1));
    }

    private (int Code, string Output, string Errors) Build() => Shell("./build.sh");

    private void Source(string text) => File.WriteAllText(Path.Combine(folder.FullName, "build", "Program.cs"), text + "\n");

    private (int Code, string Output, string Errors) Shell(string command)
    {
        var start = new ProcessStartInfo("bash", ["-c", command]) { WorkingDirectory = folder.FullName, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["PATH"] = $"{Path.Combine(folder.FullName, "bin")}:{Environment.GetEnvironmentVariable("PATH")}";
        using var bash = Process.Start(start)!;
        var errors = bash.StandardError.ReadToEndAsync();
        var output = bash.StandardOutput.ReadToEnd();
        bash.WaitForExit();
        return (bash.ExitCode, output, errors.Result);
    }
}
