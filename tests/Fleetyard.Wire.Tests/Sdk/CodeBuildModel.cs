using Fleetyard.Wire.Models;

namespace Fleetyard.Wire.Tests.Sdk;

/// <summary>CodeBuild's model with what the trimmed file lacks.</summary>
internal static class CodeBuildModel
{
    /// <summary>The model.</summary>
    /// <remarks>StopBuildBatch: "Stops a running batch build", AWS CodeBuild API Reference: the id of the batch in, the batch out.</remarks>
    public static ServiceModel Of(ServiceModels models)
    {
        var model = models.Of("codebuild")!;
        return model.Operations.ContainsKey("StopBuildBatch") ? model : model with
        {
            Operations = new Dictionary<string, Operation>(model.Operations)
            {
                ["StopBuildBatch"] = new() { Input = new("StopBuildBatchInput"), Output = new("StopBuildBatchOutput"), Errors = [new("InvalidInputException"), new("ResourceNotFoundException")] },
            },
            Shapes = new Dictionary<string, Shape>(model.Shapes)
            {
                ["StopBuildBatchInput"] = model.Shapes["StopBuildInput"],
                ["StopBuildBatchOutput"] = new() { Type = "structure", Members = new Dictionary<string, Reference> { ["buildBatch"] = new() { Shape = "BuildBatch" } } },
            },
        };
    }
}
