using System.Diagnostics;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Fleetyard.Fleets.Tests.World;
using Fleetyard.Recipes;
using Microsoft.Extensions.Time.Testing;

namespace Fleetyard.Fleets.Tests;

/// <summary>The dead-man's switch of an instance, and its end before the AMI is made.</summary>
internal sealed class UserDataTests
{
    /// <summary>EC2's limit, in bytes before base64.</summary>
    private const int MostBytes = 16 * 1024;

    [Test]
    public async Task The_switch_is_a_timer_that_a_reboot_leaves_and_its_moment_is_the_tag_s()
    {
        await using var yard = await Yard.OpenAsync();
        await yard.CommandAsync("PrepareInstance");
        var script = UserData(yard);
        var expires = (await yard.InstancesAsync()).Single().Tags.Single(tag => tag.Key == "fleetyard:expires").Value;
        var moment = expires.Replace('T', ' ').Replace("Z", " UTC", StringComparison.Ordinal);
        Assert.That(script, Does.Contain($"\nOnCalendar={moment}\n").And.Contain("\nPersistent=true\n").And.Contain("systemctl enable --now fleetyard-expiry.timer"));
        Assert.That(script, Does.Contain("/etc/systemd/system/"), "what lies in /run is gone after a reboot");
        Assert.That(Run("sh", "-n", script), Is.Empty);
        Assert.That(Encoding.UTF8.GetByteCount(script), Is.LessThan(MostBytes));
    }

    [Test]
    public async Task A_run_that_is_taken_up_late_gives_its_next_instance_the_whole_time()
    {
        var time = new JumpingTime(new FakeTimeProvider(DateTimeOffset.UtcNow.AddDays(-3)));
        await using var yard = await Yard.OpenAsync(time: time);
        yard.Begin().Dispose();
        time.CreateTimer(_ => { }, null, TimeSpan.FromDays(3), Timeout.InfiniteTimeSpan).Dispose();
        await yard.CommandAsync("PrepareInstance");
        var expires = DateTimeOffset.Parse((await yard.InstancesAsync()).Single().Tags.Single(tag => tag.Key == "fleetyard:expires").Value, System.Globalization.CultureInfo.InvariantCulture);
        Assert.That(expires, Is.GreaterThan(DateTimeOffset.UtcNow.AddHours(23)));
    }

    [Test]
    public async Task The_agent_of_an_AMI_without_one_is_pinned_and_all_of_it_fits_into_16_KiB()
    {
        await using var yard = await Yard.OpenAsync();
        yard.Recipe = yard.Recipe with { Instance = yard.Recipe.Instance with { SsmAgent = new SsmAgent("3.3.2299.0", new string('a', 64)) } };
        await yard.CommandAsync("PrepareInstance");
        var script = UserData(yard);
        Assert.That(script, Does.Contain($"echo '{new string('a', 64)}  amazon-ssm-agent.deb' | sha256sum --check"));
        Assert.That(Encoding.UTF8.GetByteCount(script), Is.LessThan(MostBytes));
        Assert.That(Run("sh", "-n", script), Is.Empty);
    }

    [Test]
    public async Task systemd_takes_the_units()
    {
        await using var yard = await Yard.OpenAsync();
        await yard.CommandAsync("PrepareInstance");
        var units = Regex.Matches(UserData(yard), @"cat >/etc/systemd/system/(\S+) <<'UNIT'\n(.*?)\nUNIT\n", RegexOptions.Singleline);
        Assert.That(units, Has.Count.EqualTo(2));
        var folder = Directory.CreateDirectory(Path.Combine(yard.Folder, "units")).FullName;
        foreach (Match unit in units)
        {
            await File.WriteAllTextAsync(Path.Combine(folder, unit.Groups[1].Value), unit.Groups[2].Value + "\n");
        }

        try
        {
            Assert.That(Run("systemd-analyze", "verify", null, Path.Combine(folder, "fleetyard-expiry.timer")), Does.Not.Contain("fleetyard"));
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Ignore("systemd-analyze is not here; it comes with the package systemd.");
        }
    }

    [Test]
    public void Cleaning_up_takes_the_switch_away_before_the_AMI_is_made()
    {
        var script = File.ReadAllText(Path.Combine(Repository.Root, "recipes", "scripts", "clean-up.sh"));
        Assert.That(script, Does.Contain("systemctl disable --now fleetyard-expiry.timer").And.Contain("rm -f /etc/systemd/system/fleetyard-expiry.timer /etc/systemd/system/fleetyard-expiry.service"));
    }

    private static string UserData(Yard yard)
    {
        var field = yard.Calls("RunInstances").Single().RequestBody.Split('&').Single(part => part.StartsWith("UserData=", StringComparison.Ordinal));
        return Encoding.UTF8.GetString(Convert.FromBase64String(WebUtility.UrlDecode(field["UserData=".Length..])));
    }

    /// <summary>What a tool said; <paramref name="input"/> goes to its standard input.</summary>
    private static string Run(string tool, string verb, string? input, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(tool, [verb, .. arguments]) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true })!;
        process.StandardInput.Write(input);
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEnd();
        process.WaitForExit();
        return errors + output.Result;
    }
}
