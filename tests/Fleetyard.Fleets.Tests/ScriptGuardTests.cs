using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Fleetyard.Fleets.Provisioning;
using Fleetyard.Fleets.Tests.World;
using Fleetyard.Fleets.Waiting;
using Fleetyard.LocalCloud.Instances;
using Fleetyard.Recipes;

namespace Fleetyard.Fleets.Tests;

/// <summary>Scripts by SSM on a clone of this machine: one after the other, and each sending once. What SSM's agent would run at once, the clone is given beside SSM.</summary>
[Platform("Linux")]
[FixtureLifeCycle(LifeCycle.SingleInstance)]
[Parallelizable(ParallelScope.Self)]
internal sealed partial class ScriptGuardTests() : OneClone(Sample.Recipe)
{
    private static readonly Dictionary<string, string> Nothing = [];

    [TestCase(0)]
    [TestCase(7)]
    public async Task A_sending_whose_answer_was_lost_runs_its_script_once_and_is_told_as_if_it_had_been_the_only_one(int code)
    {
        yard.Wire.Lose("SendCommand");
        var script = Sample.Script($"echo run >>/opt/lost-{code}; echo said; cat /opt/lost-{code}; exit {code}");
        Assert.That(async () => await RunAsync(script, $"Lost{code}"), code == 0 ? Throws.Nothing : Throws.InstanceOf<FleetException>().With.Message.Contains("failed with exit code 7"));
        Assert.That(Output($"Lost{code}"), Is.EqualTo("said\nrun\n"));
        Assert.That(await ShellAsync($"cat /opt/lost-{code}"), Is.EqualTo("run\n"));
    }

    [Test]
    public async Task A_file_whose_last_answer_was_lost_is_there_and_sent_again_for_nothing()
    {
        var sent = 0;
        yard.Wire.Before = operation =>
        {
            if (operation == "SendCommand" && ++sent == 2)
            {
                yard.Wire.Lose(operation);
            }
        };
        await using (var shell = new RemoteShells(new Waiter(TimeProvider.System), TimeProvider.System).Of(run))
        {
            await shell.SendAsync("/opt/sent", Encoding.UTF8.GetBytes("whole\n"), CancellationToken.None);
        }

        yard.Wire.Before = _ => { };
        Assert.That(sent, Is.EqualTo(3));
        Assert.That(await ShellAsync("cat /opt/sent; ls /opt/sent.part* 2>/dev/null"), Is.EqualTo("whole\n"));
    }

    [Test]
    public async Task The_same_sending_beside_itself_waits_and_says_what_the_first_said()
    {
        var first = RunAsync(Noting("same"));
        await SaidAsync("same begins");
        var second = BesideAsync(Sent());
        await ShellAsync("sleep 1; touch /opt/same");
        await first;
        Assert.That(await second, Is.EqualTo((0, "same begins\nsame ends\n")));
        Assert.That(await ShellAsync("cat /opt/same.notes"), Is.EqualTo("begin\nend\n"));
    }

    [Test]
    public async Task Another_sending_begins_when_the_script_that_a_killed_command_began_has_ended()
    {
        var first = RunAsync(Noting("other"));
        await SaidAsync("other begins");
        var second = BesideAsync(Name().Replace(Sent(), "$1.00000000"));
        await ShellAsync("sleep 1; touch /opt/other");
        await first;
        Assert.That(await second, Is.EqualTo((0, "other begins\nother ends\n")));
        Assert.That(await ShellAsync("cat /opt/other.notes"), Is.EqualTo("begin\nend\nbegin\nend\n"));
    }

    [Test]
    public async Task A_script_that_is_cancelled_keeps_no_other_from_running_and_its_own_sending_does_not_begin_again()
    {
        using var interrupt = new CancellationTokenSource();
        var first = RunAsync(Noting("cancelled"), cancellationToken: interrupt.Token);
        await SaidAsync("cancelled begins");
        var second = BesideAsync(Sent());
        await interrupt.CancelAsync();
        Assert.That(async () => await first, Throws.InstanceOf<OperationCanceledException>());
        Assert.That((await second).Code, Is.EqualTo(137));
        await RunAsync(Sample.Script("cat /opt/cancelled.notes"), "after");
        Assert.That(Output("after"), Is.EqualTo("begin\n"));
    }

    [Test]
    public async Task What_a_script_leaves_running_keeps_no_other_from_running()
    {
        await RunAsync(Sample.Script("setsid sleep 4714 >/dev/null 2>&1 & echo left"), "leaving", timeout: 30);
        await RunAsync(Sample.Script("echo next"), "next", timeout: 30);
        Assert.That(Output("next"), Is.EqualTo("next\n"));
    }

    [Test]
    public async Task A_script_that_asks_for_a_reboot_runs_again_in_the_next_boot_for_each_of_its_sendings()
    {
        yard.Wire.Lose("SendCommand");
        await RunAsync(Sample.Script("echo run >>/opt/rebooting; [ -e /opt/rebooted ] || { touch /opt/rebooted; exit 194; }; echo up"));
        Assert.That(Output(), Does.EndWith("up\n"));
        Assert.That(await ShellAsync("cat /opt/rebooting"), Is.EqualTo("run\nrun\n"));
    }

    /// <summary>A script that notes its begin and its end, and ends when it may.</summary>
    private static RecipeScript Noting(string name) => Sample.Script(
        $"echo begin >>/opt/{name}.notes; echo {name} begins; until [ -e /opt/{name} ]; do sleep 0.1; done; echo end >>/opt/{name}.notes; echo {name} ends");

    [GeneratedRegex(@"(script\.sh)\.[0-9a-f]{8}")]
    private static partial Regex Name();

    /// <summary>The text of the last command.</summary>
    private string Sent()
    {
        using var body = JsonDocument.Parse(yard.Calls("SendCommand")[^1].RequestBody);
        return body.RootElement.GetProperty("Parameters").GetProperty("commands")[0].GetString()!;
    }

    private async Task<(int Code, string Output)> BesideAsync(string text)
    {
        var output = new StringBuilder();
        var code = await host.RunAsync(run.State.InstanceId!, new InstanceCommand(text, Nothing), chunk => output.Append(chunk.IsError ? "" : chunk.Text), CancellationToken.None);
        return (code, output.ToString());
    }

    private async Task<string> ShellAsync(string text) => (await BesideAsync(text)).Output;

    private Task RunAsync(RecipeScript script, [CallerMemberName] string step = "", int timeout = 120, CancellationToken cancellationToken = default) =>
        new ScriptRunner(new RemoteShells(new Waiter(TimeProvider.System), TimeProvider.System)).RunAsync(run, step, [script with { Timeout = TimeSpan.FromSeconds(timeout) }], cancellationToken);

    private string Output([CallerMemberName] string step = "") => File.ReadAllText(Path.Combine(run.Folder, $"{step}.script.sh.log"));

    private async Task SaidAsync(string line)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (!yard.Log.Lines.Contains(line))
        {
            await Task.Delay(20, deadline.Token);
        }
    }
}
