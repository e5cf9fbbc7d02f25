using Microsoft.Extensions.DependencyInjection;

namespace Cake.Frosting;

/// <summary>Configures the services of a host.</summary>
public interface IFrostingStartup
{
    /// <summary>Registers services.</summary>
    void Configure(IServiceCollection services);
}
