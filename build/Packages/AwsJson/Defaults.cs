using Amazon.Runtime;

namespace AwsJson;

/// <summary>The SDK's default configurations, with the values AWS publishes for them.</summary>
internal static class Defaults
{
    public static IReadOnlyList<IDefaultConfiguration> All { get; } =
    [
        Of(DefaultConfigurationMode.Standard, connectSeconds: 3.1),
        Of(DefaultConfigurationMode.InRegion, connectSeconds: 1.1),
        Of(DefaultConfigurationMode.CrossRegion, connectSeconds: 3.1),
        Of(DefaultConfigurationMode.Mobile, connectSeconds: 30),
        Of(DefaultConfigurationMode.Auto, connectSeconds: 1.1),
    ];

    private static DefaultConfiguration Of(DefaultConfigurationMode mode, double connectSeconds) => new()
    {
        Name = mode,
        RetryMode = RequestRetryMode.Standard,
        ConnectTimeout = TimeSpan.FromSeconds(connectSeconds),
        TlsNegotiationTimeout = TimeSpan.FromSeconds(connectSeconds),
    };
}
