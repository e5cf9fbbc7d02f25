using Cake.Common;
using Cake.Core;
using Cake.Core.Diagnostics;

namespace Cake.Frosting.Tests;

/// <summary>What Frosting understands of a command line, and what it passes on.</summary>
public sealed class CommandLineTests
{
    private readonly TestBuild build = new(typeof(Default), typeof(One), typeof(Two), typeof(Arguments), typeof(Levels));

    [Test]
    public void Without_a_target_it_is_Default() => Assert.That((build.Run(), build.Done), Is.EqualTo((0, "Default")));

    [TestCase("--target=Two")]
    [TestCase("--target:Two")]
    [TestCase("--target", "Two")]
    [TestCase("-t", "Two")]
    [TestCase("-t=Two")]
    public void A_target_runs_after_its_dependencies(params string[] arguments) => Assert.That((build.Run(arguments), build.Done), Is.EqualTo((0, "One Two")));

    [Test]
    public void Several_targets_run_as_one_graph()
    {
        Assert.That(build.Run("--target=Two", "-t", "Default", "--target=One"), Is.Zero);
        Assert.That(build.Steps.Done, Is.EquivalentTo(new[] { "One", "Two", "Default" }));
        Assert.That(build.Done, Does.Contain("One Two"));
    }

    [Test]
    public void Several_exclusive_targets_run_without_their_dependencies()
    {
        Assert.That(build.Run("--target=Two", "--target=Default", "--exclusive"), Is.Zero);
        Assert.That(build.Steps.Done, Is.EquivalentTo(new[] { "Two", "Default" }));
    }

    [TestCase("--exclusive")]
    [TestCase("-e")]
    public void Exclusive_leaves_the_dependencies_out(string flag) => Assert.That((build.Run("--target=Two", flag), build.Done), Is.EqualTo((0, "Two")));

    [TestCase("--dryrun")]
    [TestCase("--tree")]
    [TestCase("--description")]
    [TestCase("--version")]
    [TestCase("--info")]
    [TestCase("--help")]
    [TestCase("-h")]
    public void Showing_runs_no_task(string flag)
    {
        Assert.That((build.Run(flag), build.Done, build.Errors), Is.EqualTo((0, "", "")));
        Assert.That(build.Output, Is.Not.Empty);
    }

    [Test]
    public void Version_is_Cakes()
    {
        build.Run("--version");
        Assert.That(build.Output.Trim(), Does.StartWith("7.0.0"));
    }

    [Test]
    public void Help_lists_every_option()
    {
        build.Run("--help");
        foreach (var option in new[] { "--target", "--working", "--verbosity", "--description", "--tree", "--dryrun", "--exclusive", "--no-report", "--version", "--info", "--help" })
        {
            Assert.That(build.Output, Does.Contain(option));
        }
    }

    [TestCase(new[] { "--fleet", "x" }, "fleet=x")]
    [TestCase(new[] { "--fleet=x" }, "fleet=x")]
    [TestCase(new[] { "--fleet:x" }, "fleet=x")]
    [TestCase(new[] { "--fleet=x", "--FLEET=y" }, "fleet=x,y")]
    [TestCase(new[] { "--flag" }, "flag=null")]
    [TestCase(new[] { "--flag", "--fleet=x" }, "flag=null fleet=x")]
    [TestCase(new[] { "--flag=false" }, "flag=false")]
    [TestCase(new[] { "--empty", "" }, "empty=")]
    [TestCase(new[] { "--number", "-5" }, "number=-5")]
    [TestCase(new[] { "--url=http://a/?b=c" }, "url=http://a/?b=c")]
    [TestCase(new[] { "--words=a b" }, "words=a b")]
    [TestCase(new[] { "-x", "5" }, "x=5")]
    [TestCase(new[] { "--", "--exclusive", "--raw", "y" }, "exclusive=null raw=y")]
    public void Every_other_argument_reaches_the_build(string[] given, string received)
    {
        Assert.That(build.Run(["--target=Arguments", .. given]), Is.Zero);
        Assert.That(build.Done, Is.EqualTo(received));
    }

    [Test]
    public void Frostings_own_options_but_the_target_do_not_reach_the_build()
    {
        build.Run("--target=Arguments", "--exclusive", "--verbosity=normal");
        Assert.That(build.Done, Is.Empty);
    }

    [TestCase("quiet", "")]
    [TestCase("minimal", "minimal")]
    [TestCase("normal", "minimal normal")]
    [TestCase("verbose", "minimal normal verbose")]
    [TestCase("diagnostic", "minimal normal verbose diagnostic")]
    [TestCase("q", "")]
    [TestCase("m", "minimal")]
    [TestCase("n", "minimal normal")]
    [TestCase("v", "minimal normal verbose")]
    [TestCase("d", "minimal normal verbose diagnostic")]
    [TestCase("Verbose", "minimal normal verbose")]
    public void Verbosity_decides_what_the_log_shows(string verbosity, string shown)
    {
        Assert.That(build.Run("--target=Levels", "-v", verbosity), Is.Zero);
        var lines = build.Output.Split('\n').Where(line => line.StartsWith("level ", StringComparison.Ordinal)).Select(line => line["level ".Length..].Trim());
        Assert.That(string.Join(' ', lines), Is.EqualTo(shown));
    }

    [Test]
    public void Verbosity_may_come_from_the_configuration()
    {
        build.Host.UseCakeSetting("Settings_Verbosity", "Quiet");
        build.Run("--target=Levels");
        Assert.That(build.Output, Does.Not.Contain("level "));
    }

    [Test]
    public void The_report_can_be_left_out()
    {
        build.Run("--target=One");
        Assert.That(build.Output, Does.Contain("Duration"));
        var without = new TestBuild(typeof(One));
        without.Run("--target=One", "--no-report");
        Assert.That(without.Output, Does.Not.Contain("Duration"));
    }

    [TestCase("stray", "'stray' has no name")]
    [TestCase("--verbosity=loud", "'loud' is not known; it is quiet")]
    [TestCase("--target", "'--target' has no value")]
    [TestCase("--target=", "'--target=' has no value; write --target <value>")]
    [TestCase("--verbosity", "'--verbosity' has no value")]
    [TestCase("--working", "'--working' has no value")]
    [TestCase("--fleet=", "'--fleet=' has no value")]
    [TestCase("--working=/does/not/exist", "The working directory '/does/not/exist' does not exist")]
    public void A_wrong_command_line_is_one_line_and_runs_nothing(string argument, string message)
    {
        Assert.That((build.Run(argument), build.Done), Is.EqualTo((1, "")));
        Assert.That(build.Errors, Does.Contain(message).And.Not.Contain("\n"));
    }

    private sealed class Default(Steps steps) : FrostingTask
    {
        public override void Run(ICakeContext context) => steps.Add("Default");
    }

    private sealed class One(Steps steps) : FrostingTask
    {
        public override void Run(ICakeContext context) => steps.Add("One");
    }

    [IsDependentOn(typeof(One))]
    private sealed class Two(Steps steps) : FrostingTask
    {
        public override void Run(ICakeContext context) => steps.Add("Two");
    }

    private sealed class Arguments(Steps steps) : FrostingTask
    {
        public override void Run(ICakeContext context)
        {
            Assert.That(context.Arguments.GetArguments("target"), Is.EqualTo(new[] { "Arguments" }));
            foreach (var (name, values) in context.Arguments().Where(argument => argument.Key != "target").OrderBy(argument => argument.Key, StringComparer.Ordinal))
            {
                steps.Add($"{name}={string.Join(',', values.Select(value => value ?? "null"))}");
            }
        }
    }

    private sealed class Levels : FrostingTask
    {
        public override void Run(ICakeContext context)
        {
            context.Log.Write(Verbosity.Minimal, LogLevel.Information, "level minimal");
            context.Log.Write(Verbosity.Normal, LogLevel.Information, "level normal");
            context.Log.Write(Verbosity.Verbose, LogLevel.Information, "level verbose");
            context.Log.Write(Verbosity.Diagnostic, LogLevel.Information, "level diagnostic");
        }
    }
}
