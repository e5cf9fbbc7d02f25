using System.Globalization;

namespace Fleetyard.Benchmarks.Images;

/// <summary>An image as builds of C projects have it, of Debian's packages: compilers, libraries of two architectures, headers, and what layers delete again.</summary>
/// <remarks>It is made once, in some minutes, with root, debootstrap and a Docker engine, and kept there until <c>images-remove</c>.</remarks>
internal static class BigImage
{
    public const string Name = "fleetyard-images-bench:big";

    /// <summary>What is made for benchmarks has this label, by which it is found and removed.</summary>
    public const string Label = "fleetyard.benchmark=true";

    private const string Base = "fleetyard-images-bench:base";
    private const long LeastBytes = 1_500_000_000;
    private const int LeastEntries = 20_000, LeastLayers = 6;

    private const string Install = "apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -qq --no-install-recommends";
    private const string Clean = "apt-get clean && rm -rf /var/lib/apt/lists/*";

    /// <summary>A layer a line; the last ones delete, replace, move and link what the others brought.</summary>
    private static readonly string Dockerfile = $"""
        FROM {Base}
        LABEL {Label}
        RUN {Install} gcc g++ make cmake git perl && {Clean}
        RUN {Install} clang clang-format clang-tidy clang-tools lld llvm-dev libclang-dev && {Clean}
        RUN dpkg --add-architecture i386 && {Install} libssl-dev libssl-dev:i386 libc6-dev-i386 && {Clean}
        RUN {Install} python3-dev python3-setuptools golang libboost-dev && {Clean}
        RUN {Install} linux-headers-amd64 manpages-dev && {Clean}
        RUN for v in 1.1.1 3.0 awslc; do mkdir -p /usr/local/openssl-$v/lib/pkgconfig; cp -a /usr/lib/x86_64-linux-gnu/libcrypto* /usr/local/openssl-$v/lib/; \
            cp /usr/lib/x86_64-linux-gnu/pkgconfig/libcrypto.pc /usr/local/openssl-$v/lib/pkgconfig/; done; ln /usr/local/openssl-3.0/lib/libcrypto.a /usr/local/libcrypto-linked.a
        RUN rm -rf /usr/share/doc/[a-m]* /usr/local/openssl-1.1.1/lib/pkgconfig && mkdir /usr/local/openssl-1.1.1/lib/pkgconfig && mv /usr/local/openssl-awslc /usr/local/aws-lc
        """;

    /// <summary>Makes the image where the engine does not have it, and says what it is.</summary>
    /// <exception cref="InvalidOperationException">It cannot be made, or is smaller than promised.</exception>
    public static void Require()
    {
        if (!Engine.Has(Name))
        {
            Console.WriteLine($"  making {Name} of Debian's packages, once; this takes some minutes ...");
            Make();
        }

        var bytes = long.Parse(Engine.Ask("image", "inspect", "--format", "{{.Size}}", Name), CultureInfo.InvariantCulture);
        var layers = int.Parse(Engine.Ask("image", "inspect", "--format", "{{len .RootFS.Layers}}", Name), CultureInfo.InvariantCulture);
        var entries = int.Parse(Engine.Ask("run", "--rm", "--network=none", "--entrypoint", "sh", Name, "-c", "find / -xdev | wc -l"), CultureInfo.InvariantCulture);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {Name}: {bytes / 1e9:0.00} GB, {layers} layers, {entries} entries in the merged view"));
        if (bytes < LeastBytes || layers < LeastLayers || entries < LeastEntries)
        {
            throw new InvalidOperationException($"{Name} is smaller than the promise ({LeastBytes} bytes, {LeastLayers} layers, {LeastEntries} entries); remove it with images-remove and start again.");
        }
    }

    private static void Make()
    {
        var folder = Directory.CreateTempSubdirectory("fleetyard-bench-");
        try
        {
            var root = Path.Combine(folder.FullName, "root");
            Measured.Run(folder.FullName, false, "sh", "-euc", $$"""
                . /etc/os-release
                mirror=$(apt-get indextargets --format '$(REPO_URI) $(CODENAME)' 'Created-By: Packages' | grep " $VERSION_CODENAME\$" | head -n 1)
                debootstrap --variant=minbase "$VERSION_CODENAME" '{{root}}' "${mirror% *}"
                tar --create --numeric-owner --one-file-system --directory='{{root}}' . | docker import --change 'LABEL {{Label}}' - {{Base}}
                """);
            Engine.Build(folder.CreateSubdirectory("context").FullName, Dockerfile, Name);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
