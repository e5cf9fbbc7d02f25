namespace Fleetyard.Images.Identification;

/// <summary>What is gathered while a libcrypto is looked at, so that damage in the middle leaves what was found before it.</summary>
internal sealed class LibcryptoFindings
{
    public LibcryptoKind Kind { get; set; }

    public ElfClass? Class { get; set; }

    public string? Machine { get; set; }

    public string? Soname { get; set; }

    public List<LibcryptoClaim> Claims { get; } = [];

    public List<string> Warnings { get; } = [];
}
