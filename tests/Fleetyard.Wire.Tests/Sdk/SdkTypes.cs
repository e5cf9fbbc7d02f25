using System.Reflection;
using Amazon.Runtime;
using Fleetyard.Wire.Models;

namespace Fleetyard.Wire.Tests.Sdk;

/// <summary>A package's model classes beside the service model: what either has and the other lacks.</summary>
internal sealed class SdkTypes(ServiceModel model, Assembly package, string space)
{
    private const BindingFlags Public = BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly;

    // Where AWS's own .NET client differs from the model: CloudWatch Logs' times are longs on the wire, and DateTime in the client.
    private static readonly HashSet<string> LongTimes = ["Timestamp"];

    /// <summary>Every difference of the operations that the package's client has, as one line.</summary>
    public IReadOnlyList<string> Differences(Type client)
    {
        var faults = new List<string>();
        var seen = new HashSet<Type>();
        foreach (var method in client.GetMethods().Where(method => method.Name.EndsWith("Async", StringComparison.Ordinal)))
        {
            var name = method.Name[..^"Async".Length];
            if (model.Operations.GetValueOrDefault(name) is not { } operation)
            {
                faults.Add($"{name} is no operation");
                continue;
            }

            Compare(operation.Input!.Shape, method.GetParameters()[0].ParameterType, faults, seen);
            if (operation.Output is { } output)
            {
                Compare(output.Shape, method.ReturnType.GetGenericArguments()[0], faults, seen);
            }

            faults.AddRange(operation.Errors.Where(error => package.GetType($"{space}.{error.Shape}") is null).Select(error => $"{name} may answer {error.Shape}, which has no class"));
        }

        faults.AddRange(package.GetExportedTypes().Where(type => type.Namespace == space && type is { IsAbstract: false } && !typeof(Exception).IsAssignableFrom(type) && !seen.Contains(type) && !IsEmptyResponse(type))
            .Select(type => $"{type.Name} belongs to no operation"));
        return faults;
    }

    private static bool IsEmptyResponse(Type type) => typeof(AmazonWebServiceResponse).IsAssignableFrom(type) && type.GetProperties(Public).Length == 0;

    private void Compare(string shapeName, Type type, List<string> faults, HashSet<Type> seen)
    {
        if (!seen.Add(type))
        {
            return;
        }

        var properties = type.GetProperties(Public).ToDictionary(property => char.ToLowerInvariant(property.Name[0]) + property.Name[1..]);
        var members = model.Shapes[shapeName].Members;
        faults.AddRange(members.Keys.Except(properties.Keys).Select(missing => $"{type.Name} lacks {missing} of {shapeName}"));
        faults.AddRange(properties.Keys.Except(members.Keys).Select(other => $"{type.Name}.{other} is no member of {shapeName}"));
        foreach (var (name, member) in members.Where(member => properties.ContainsKey(member.Key)))
        {
            CompareType(member.Shape, properties[name].PropertyType, $"{type.Name}.{name}", faults, seen);
        }
    }

    private void CompareType(string shapeName, Type type, string path, List<string> faults, HashSet<Type> seen)
    {
        var shape = model.Shapes[shapeName];
        switch (shape.Type)
        {
            case "structure" when type.Namespace == space:
                Compare(shapeName, type, faults, seen);
                return;
            case "list" when type.IsGenericType && type.GetGenericTypeDefinition() == typeof(List<>):
                CompareElement(shape.Member!.Shape, type.GetGenericArguments()[0], path, faults, seen);
                return;
            case "map" when type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Dictionary<,>):
                CompareElement(shape.Value!.Shape, type.GetGenericArguments()[1], path, faults, seen);
                return;
            case "string" when shape.Values.Count > 0 && typeof(ConstantClass).IsAssignableFrom(type):
                var constants = Constants(type);
                faults.AddRange(shape.Values.Except(constants).Select(value => $"{type.Name} lacks {value}"));
                faults.AddRange(constants.Except(shape.Values).Select(value => $"{type.Name} has {value}, which {shapeName} lacks"));
                return;
            default:
                if (type != Scalar(shapeName, shape))
                {
                    faults.Add($"{path} is {type.Name}, and {shapeName} is {shape.Type}");
                }

                return;
        }
    }

    /// <summary>The official client has enumerations in lists as plain strings.</summary>
    private void CompareElement(string shapeName, Type type, string path, List<string> faults, HashSet<Type> seen)
    {
        if (model.Shapes[shapeName] is { Type: "string" })
        {
            if (type != typeof(string))
            {
                faults.Add($"{path} holds {type.Name}, and {shapeName} is string");
            }

            return;
        }

        CompareType(shapeName, type, path + "[]", faults, seen);
    }

    private static HashSet<string> Constants(Type type) =>
        [.. type.GetFields(BindingFlags.Public | BindingFlags.Static).Where(field => field.FieldType == type).Select(field => ((ConstantClass)field.GetValue(null)!).Value)];

    private Type? Scalar(string shapeName, Shape shape) => shape.Type switch
    {
        "string" when shape.Values.Count == 0 => typeof(string),
        "integer" => typeof(int?),
        "long" when model.Metadata.EndpointPrefix == "logs" && LongTimes.Contains(shapeName) => typeof(DateTime?),
        "long" => typeof(long?),
        "double" => typeof(double?),
        "float" => typeof(float?),
        "boolean" => typeof(bool?),
        "timestamp" => typeof(DateTime?),
        "blob" => typeof(MemoryStream),
        _ => null,
    };
}
