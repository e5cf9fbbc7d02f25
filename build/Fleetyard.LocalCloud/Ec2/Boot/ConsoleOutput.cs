using System.Text;
using System.Xml.Linq;
using Fleetyard.LocalCloud.Http;

namespace Fleetyard.LocalCloud.Ec2.Boot;

/// <summary>GetConsoleOutput; what is the latest is always given, whether or not <c>Latest</c> asks for it.</summary>
internal sealed class ConsoleOutput(Instances instances, Consoles consoles)
{
    public IEnumerable<XElement> Get(QueryCall call)
    {
        var instance = instances.Find(call.Region, call.Required("InstanceId"));
        call.Flag("Latest");
        var console = consoles.Of(instance.Id);
        return
        [
            new("instanceId", instance.Id),
            new("timestamp", Ec2Operations.Iso(console?.Changed ?? instance.LaunchTime)),
            new("output", console is null ? "" : Convert.ToBase64String(Encoding.UTF8.GetBytes(console.Text))),
        ];
    }
}
