using System.Text;

namespace Fleetyard.Fuzz.Seeds;

/// <summary>Texts that are read: pkg-config files, dpkg's database, and the versions among constants.</summary>
internal static class TextSeeds
{
    public static IReadOnlyList<string> Versions { get; } =
    [
        "\0OpenSSL 1.0.2u-fips  20 Dec 2019\0", "\0OpenSSL 3.0.20 7 Apr 2026\0", "\0LibreSSL 3.7.1\0", "\0BoringSSL\0",
        "\0AWS-LC 5.5.0\0kBoringSSLRSASqrtTwo\0", "\0AWS-LC FIPS 3.1.0\0AWS-LC FIPS failure caused by:\0", "OpenSSL ", "AWS-LC FIPS ",
    ];

    public static IEnumerable<(string Name, byte[] Bytes)> PkgConfig() => Named(
        "prefix=/usr\nname=AWS-LC\nName: ${name}-libcrypto\nDescription: ${name} 5.5.0\nVersion: 1.1.1\n",
        "a=${b}${b}\nb=${c}${c}\nc=${a}${a}\nName: ${a}\nVersion: ${b}\n",
        "a=${a}\nVersion: ${a}",
        "Name: x\r\nVersion: \r\n",
        "Name: ${\nVersion: ${}}${",
        "Version:",
        ": x\n= y\nVersion\n",
        "Version: 1\nVersion: 2\n" + string.Concat(Enumerable.Range(0, 300).Select(number => $"v{number}=${{v{number + 1}}}${{v{number + 1}}}\n")),
        new string('V', 40_000) + ": 1\nVersion: 1",
        "\uFEFFName: \u001B[31mred\u0007\u2028\nVersion: 1\u0085\n");

    public static IEnumerable<(string Name, byte[] Bytes)> Dpkg() => Named(
        "Package: clang-14\nArchitecture: amd64\nVersion: 1:14.0.6-12\n/usr/bin/clang\n\n/usr/bin/clang\n",
        "Package: clang-14\nVersion: -\n/usr/bin/clang\n",
        "Package: clang/../../etc\nVersion: :-\n\nPackage: clang\nVersion: 1:\n\n/usr/bin/clang\n",
        "14.0.6\n14\n14.0\n15\n9999.9999.9999.9999\n",
        string.Concat(Enumerable.Repeat("Package: clang\nVersion: 1\n\n", 1000)) + "/usr/bin/clang\n");

    private static IEnumerable<(string Name, byte[] Bytes)> Named(params string[] texts) => texts.Select((text, index) => ($"text {index}", Encoding.UTF8.GetBytes(text)));
}
