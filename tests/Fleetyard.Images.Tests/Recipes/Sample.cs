using Fleetyard.Images.Recipes;

namespace Fleetyard.Images.Tests.Recipes;

/// <summary>A recipe without faults that tests change a piece of, and the repository's own recipes.</summary>
internal static class Sample
{
    public const string Text = """
        name: sample
        description: A sample
        sets:
          - libcrypto
          - clang
          - name: libssl
            family: any
            patterns: ['libssl*']
            except: ['*.h']
        must:
          - set: libcrypto
            installation: /usr/local/openssl-1.0.2
            implementation: OpenSSL
            version: 1.0.2*
            machine: x86_64
            kinds: [static, shared]
          - set: clang
            program: clang-format
          - set: libssl
            path: /usr/lib/*/libssl.so.3
        mustNot:
          - set: libcrypto
            version: '>=1.0 <1.0.2'
        nothingElse: [libssl]
        symlinksMustResolve: false
        """;

    public static string Folder { get; } = Path.Combine(Repository.Root, "recipes");

    public static ImageRecipeResult Read(string text) => ImageRecipeReader.Read("sample.yml", text.ReplaceLineEndings("\n"));

    public static ImageRecipe Recipe(string text) =>
        Read(text) is { Recipe: { } recipe } ? recipe : throw new InvalidDataException(string.Join('\n', Read(text).Faults));

    /// <summary>The sample with one piece of it, which must be there, put in place of another.</summary>
    public static string With(string piece, string instead) =>
        Text.Contains(piece, StringComparison.Ordinal)
            ? Text.Replace(piece, instead, StringComparison.Ordinal)
            : throw new ArgumentException($"The sample has no '{piece}'.", nameof(piece));
}
