using Cake.Core.IO;
using Cake.Core.Packaging;

namespace Cake.Frosting.Internal;

internal sealed record WorkingDirectory(DirectoryPath Path);

internal sealed record CakeSetting(string Key, string Value);

internal sealed record ToolToInstall(PackageReference Package);
