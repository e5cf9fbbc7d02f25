using System.Text;

namespace Fleetyard.Recipes.Tests;

internal sealed class EncodingTests
{
    private static readonly string German = Sample.With("A sample", "Ein Müster").ReplaceLineEndings("\n");

    private readonly string file = Path.Combine(Path.GetTempPath(), $"fleetyard-{Guid.NewGuid():N}.yml");

    [TearDown]
    public void Delete() => File.Delete(file);

    [TestCase(false)]
    [TestCase(true)]
    public void Utf8_is_read_with_and_without_its_mark(bool mark) =>
        Assert.That(Read(new UTF8Encoding(mark)).Recipe?.Description, Is.EqualTo("Ein Müster"));

    [Test]
    public void Latin1_is_refused_at_the_line_of_its_first_letter_that_is_not_UTF8() =>
        Assert.That(Read(Encoding.Latin1).Faults.Single().ToString(), Is.EqualTo($"{file}:2:1: the file is not UTF-8 (save it as UTF-8)"));

    [TestCase(false, false)]
    [TestCase(false, true)]
    [TestCase(true, false)]
    [TestCase(true, true)]
    public void Utf16_is_refused(bool bigEndian, bool mark) =>
        Assert.That(Read(new UnicodeEncoding(bigEndian, mark)).Faults.Single().Message, Does.Contain("not UTF-8 (save it as UTF-8)"));

    private RecipeResult Read(Encoding encoding)
    {
        File.WriteAllText(file, German, encoding);
        return new RecipeReader(Sample.Scripts).Read(file);
    }
}
