using Cake.Core;

namespace Cake.Frosting.Tests;

public abstract class ExportedBase : FrostingTask;

[TaskName("Exported")]
public sealed class ExportedTask : ExportedBase
{
    public override void Run(ICakeContext context) => ArgumentNullException.ThrowIfNull(context);
}

[TaskName("NotExported")]
internal sealed class NotExportedTask : ExportedBase;
