using System.Text;
using Fleetyard.Images.Identification;

namespace Fleetyard.Images.Tests.Identification;

internal sealed class PkgConfigTests
{
    [Test]
    public void Keywords_and_variables_of_a_Debian_file_are_read()
    {
        using var content = File.OpenRead(DebianPackage.File("libssl-dev", "usr/lib/x86_64-linux-gnu/pkgconfig/libcrypto.pc"));
        var file = PkgConfigFile.Read(content);

        Assert.That((file.Name, file.Description), Is.EqualTo(("OpenSSL-libcrypto", "OpenSSL cryptography library")));
        Assert.That(file.Variables["enginesdir"], Is.EqualTo("/usr/lib/x86_64-linux-gnu/engines-3"), "variables in variables are replaced");
    }

    [Test]
    public void Comments_spaces_and_line_ends_of_Windows_are_no_part_of_a_value()
    {
        var file = Read("v = 3.0.1 # the version\r\nName: x\r\nVersion : ${v}\r\n");

        Assert.That(file.Version, Is.EqualTo("3.0.1"));
    }

    [Test]
    public void Variable_that_is_not_there_is_empty() => Assert.That(Read("Version: a${nowhere}b").Version, Is.EqualTo("ab"));

    [Test, CancelAfter(20_000)]
    public void Variable_that_uses_itself_ends() => Assert.That(Read("a=x${a}\nVersion: ${a}").Version, Does.StartWith("xxx").And.Length.LessThan(5000));

    [Test, CancelAfter(20_000)]
    public void Variables_that_double_as_nothing_cost_nothing()
    {
        var doubling = string.Concat(Enumerable.Range(0, 60).Select(number => $"v{number}={string.Concat(Enumerable.Repeat($"${{v{number + 1}}}", 50))}\n"));

        Assert.That(Read(doubling + "Version: 1${v0}").Version, Is.EqualTo("1"));
    }

    [Test, CancelAfter(20_000)]
    public void File_without_an_end_is_read_to_a_bound()
    {
        var bytes = new byte[200 * 1024 * 1024];
        "Version: 1\n"u8.CopyTo(bytes);
        using var content = new CountingStream(bytes);

        Assert.That(PkgConfigFile.Read(content).Version, Is.EqualTo("1"));
        Assert.That(content.BytesRead, Is.LessThanOrEqualTo(128 * 1024));
    }

    [Test]
    public void Other_text_is_refused() =>
        Assert.That(() => Read("prefix=/usr\n"), Throws.TypeOf<MalformedFileException>().With.Message.Contains("neither a Name nor a Version"));

    private static PkgConfigFile Read(string text) => PkgConfigFile.Read(new MemoryStream(Encoding.UTF8.GetBytes(text)));
}
