using System.Reflection;
using Cake.Cli;
using Cake.Core;

namespace Cake.Frosting.Internal;

/// <summary>Cake's version; Cake's own resolver tells of the program that was started instead.</summary>
internal sealed class CakeVersionResolver : IVersionResolver
{
    private static readonly Assembly Cake = typeof(ICakeContext).Assembly;

    public string GetVersion() => Cake.GetName().Version!.ToString(3);

    public string GetProductVersion() => Cake.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? GetVersion();
}
