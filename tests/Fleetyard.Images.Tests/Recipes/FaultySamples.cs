namespace Fleetyard.Images.Tests.Recipes;

/// <summary>One for each rule of an image recipe.</summary>
internal static class FaultySamples
{
    private const string Machine = "a machine as uname spells it, such as x86_64, aarch64 or i386";
    private const string Place = "an absolute path with the wildcards * and ?, without a slash at its end";
    private const string Version = "a version such as 1.0.2u, a beginning such as '1.0.2*', or bounds such as '>=3.0 <3.1'";

    public static IEnumerable<FaultySample> All()
    {
        yield return new("name: sample\n", "name: a b\n", "1:7: name is 'a b' (letters, digits, '.', '_' and '-', at most 100)");
        yield return new("name: sample\n", "", "1:1: name is missing (letters, digits, '.', '_' and '-', at most 100)");
        yield return new("description: A sample", "description: \"A\\nsample\"", "2:14: description is 'A�sample' (one line of 1 to 255 characters)");
        yield return new("mustNot:", "must-not:", "21:1: 'must-not' is not a key of a recipe; the nearest is 'mustNot' (name, description, sets, must, mustNot, nothingElse, symlinksMustResolve)");
        yield return new("  - clang\n", "  - clang\n  - gcc\n", "6:5: sets[2] is 'gcc' (libcrypto, clang or a mapping with name and patterns)");
        yield return new("  - clang\n", "  - libcrypto\n  - clang\n", "4:3: sets has 'libcrypto' twice (each name once)", BySchema: false);
        yield return new("    patterns: ['libssl*']\n", "", "6:5: sets[2].patterns is missing (a list; each item a name with the wildcards * and ?, or with a slash a whole path)");
        yield return new("patterns: ['libssl*']", "patterns: []", "8:15: sets[2].patterns has 0 items (1 to 100)");
        yield return new("patterns: ['libssl*']", "patterns: ['']", "8:16: sets[2].patterns holds '' (a name with the wildcards * and ?, or with a slash a whole path)");
        yield return new("except: ['*.h']", "except: '*.h'", "9:13: sets[2].except is not a list (a list; each item a name with the wildcards * and ?, or with a slash a whole path)");
        yield return new("except: ['*.h']", "excpt: ['*.h']", "9:5: 'excpt' is not a key of sets[2]; the nearest is 'except' (name, family, patterns, except)");
        yield return new("family: any", "family: gcc", "7:13: sets[2].family is 'gcc' (libcrypto, clang, any)");
        yield return new("  - set: clang\n", "  - set: clan\n", "17:10: must[1].set is 'clan' (the recipe has no such set; the nearest is 'clang')", BySchema: false);
        yield return new("  - set: clang\n    program", "  - program", "17:5: must[1].set is missing (libcrypto, clang, libssl)");
        yield return new("installation: /usr/local/openssl-1.0.2", "installation: openssl-1.0.2", $"12:19: must[0].installation is 'openssl-1.0.2' ({Place})");
        yield return new("installation: /usr/local/openssl-1.0.2", "installation: /usr/local/", $"12:19: must[0].installation is '/usr/local/' ({Place})");
        yield return new("path: /usr/lib", "installation: /usr\n    path: /usr/lib", "21:11: must[2].path stands beside an installation (one of the two)");
        yield return new("program: clang-format", "program: bin/clang", "18:14: must[1].program is 'bin/clang' (a program of the clang family such as clang or clang-format, with the wildcards * and ?)");
        yield return new("program: clang-format", "implementation: OpenSSL", "18:21: must[1].implementation is known of the family libcrypto only, and clang is of the family clang (leave it out)", BySchema: false);
        yield return new("path: /usr/lib", "program: clang\n    path: /usr/lib", "20:14: must[2].program is known of the family clang only, and libssl is of the family any (leave it out)", BySchema: false);
        yield return new("implementation: OpenSSL", "implementation: Openssl", "13:21: must[0].implementation is 'Openssl' (unknown, OpenSSL, LibreSSL, BoringSSL, AWS-LC, AWS-LC-FIPS)");
        yield return new("version: 1.0.2*", "version: '>= 1.0.2'", $"14:14: must[0].version is '>= 1.0.2' ({Version})");
        yield return new("version: 1.0.2*", "version: '*'", $"14:14: must[0].version is '*' ({Version})");
        yield return new("version: '>=1.0 <1.0.2'", "version: '>=1.0, <1.0.2'", $"23:14: mustNot[0].version is '>=1.0, <1.0.2' ({Version})");
        yield return new("machine: x86_64", "machine: amd64", "15:14: must[0].machine is 'amd64' (uname calls it x86_64)");
        yield return new("machine: x86_64", "machine: x86 64", $"15:14: must[0].machine is 'x86 64' ({Machine})");
        yield return new("kinds: [static, shared]", "kinds: [static, dynamic]", "16:21: must[0].kinds holds 'dynamic' (static, shared, symlink, pkg-config, program, script, other)");
        yield return new("    program: clang-format", "    program: clang-format\n  - set: clang\n    program: clang-format\n    version: 14.0.6", "19:10: must[2].set is of an entry that is about 'clang clang-format', as one before it is (put the two together)", BySchema: false);
        yield return new("nothingElse: [libssl]", "nothingElse: [gcc]", "24:15: nothingElse holds 'gcc' (the recipe has no such set; it has libcrypto, clang, libssl)", BySchema: false);
        yield return new("symlinksMustResolve: false", "symlinksMustResolve: no", "25:22: symlinksMustResolve is 'no' (true or false)");
    }
}
