using Fleetyard.Images.Tests.Identification;

namespace Fleetyard.Images.Tests.Inventories;

/// <summary>The tree of the runbook's test images, layer by layer, of Debian's real libraries and of compiled look-alikes where Debian has none.</summary>
internal static class RunbookTree
{
    private const UnixFileMode Program = (UnixFileMode)0b111_101_101;

    /// <summary>The distribution's own, for two machines.</summary>
    public static byte[] Distribution() => new LayerTar()
        .File("usr/lib/x86_64-linux-gnu/libcrypto.so.3", Debian("libssl3", "usr/lib/x86_64-linux-gnu/libcrypto.so.3"))
        .File("usr/lib/i386-linux-gnu/libcrypto.so.3", Debian("libssl3", "usr/lib/i386-linux-gnu/libcrypto.so.3", "i386"))
        .Symlink("usr/lib/i386-linux-gnu/libcrypto.so", "libcrypto.so.3")
        .File("usr/share/doc/libcrypto.html", "<p>")
        .Directory("usr/lib/libcrypto.d")
        .Write();

    /// <summary>Installations of their own, as builds choose them.</summary>
    public static byte[] Installations() => new LayerTar()
        .File("usr/local/openssl-3.0/lib64/libcrypto.so.3", Debian("libssl3", "usr/lib/x86_64-linux-gnu/libcrypto.so.3"))
        .Symlink("usr/local/openssl-3.0/lib64/libcrypto.so", "libcrypto.so.3")
        .File("usr/local/openssl-3.0/lib64/libcrypto.a", Debian("libssl-dev", "usr/lib/x86_64-linux-gnu/libcrypto.a"))
        .File("usr/local/openssl-3.0/lib64/pkgconfig/libcrypto.pc", Debian("libssl-dev", "usr/lib/x86_64-linux-gnu/pkgconfig/libcrypto.pc"))
        .File("usr/local/awslc/lib/libcrypto.so", Compiled.Shared(LibcryptoSources.AwsLc, "libcrypto.so"))
        .File("usr/local/awslc/lib/pkgconfig/libcrypto.pc", "Name: AWS-LC-libcrypto\nDescription: AWS-LC 5.5.0\nVersion: 1.1.1\n")
        .File("usr/local/boringssl/lib/libcrypto.so", Compiled.Shared(LibcryptoSources.BoringSsl))
        .Symlink("usr/local/gone/lib/libcrypto.so", "/nowhere/libcrypto.so.1")
        .Symlink("usr/local/circle/lib/libcrypto.so", "libcrypto.so")
        .Write();

    /// <summary>A compiler with the library that has its version, and what only sounds like one.</summary>
    public static byte[] Compiler() => new LayerTar()
        .File("usr/lib/llvm-14/bin/clang", Debian("clang-14", "usr/lib/llvm-14/bin/clang"), Program)
        .Symlink("usr/lib/llvm-14/bin/clang++", "clang")
        .File("usr/lib/llvm-14/lib/libclang-cpp.so.14", Debian("libclang-cpp14", "usr/lib/llvm-14/lib/libclang-cpp.so.14"))
        .Symlink("usr/bin/clang-14", "../lib/llvm-14/bin/clang")
        .File("usr/share/bash-completion/completions/clang-14", "complete")
        .Symlink("usr/share/bash-completion/completions/clang", "clang-14")
        .File("usr/lib/llvm-14/include/clang/clang.h", "// no program")
        .File("usr/bin/ccache", "#!/bin/sh\n"u8.ToArray(), Program)
        .Symlink("usr/lib/ccache/clang", "../../bin/ccache")
        .Write();

    private static byte[] Debian(string package, string path, string architecture = "amd64") => File.ReadAllBytes(DebianPackage.File(package, path, architecture));
}
