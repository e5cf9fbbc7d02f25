using System.Text;
using Fleetyard.Fuzz;
using FsCheck;
using FsCheck.Fluent;

namespace Fleetyard.Images.Tests.Fuzz;

/// <summary>Any bytes at all get an answer of every reader.</summary>
internal sealed class ArbitraryBytesTests
{
    private static readonly string[] Beginnings = ["", "\u007fELF\u0002\u0001\u0001", "\u007fELF\u0001\u0002\u0001", "!<arch>\n", "!<thin>\n", "\u001F\u008B\u0008", "\u0028\u00B5\u002F\u00FD", "Name: ", "{", "["];

    private static IEnumerable<string> Names => Readers.All.Select(reader => reader.Name);

    [TestCaseSource(nameof(Names))]
    public void Any_bytes_get_an_answer(string name)
    {
        var reader = Readers.All.Single(known => known.Name == name);
        var bytes = from start in Gen.Elements(Beginnings)
                    from rest in Gen.Choose(0, 255).Select(number => (byte)number).ArrayOf()
                    select (byte[])[.. Encoding.Latin1.GetBytes(start), .. rest];
        Prop.ForAll(bytes.ToArbitrary(), input => Hostile.Bounded.Answer(_ => Task.FromResult(Answers(reader, input))).GetAwaiter().GetResult())
            .Check(Config.QuickThrowOnFailure.WithMaxTest(100));
    }

    private static bool Answers(Reader reader, byte[] input)
    {
        reader.Feed(input);
        return true;
    }
}
