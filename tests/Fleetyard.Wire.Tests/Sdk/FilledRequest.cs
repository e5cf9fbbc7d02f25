using System.Collections;
using System.Reflection;
using Amazon.Runtime;
using Fleetyard.Wire.Models;

namespace Fleetyard.Wire.Tests.Sdk;

/// <summary>Fills a request with a value for every member that its model has, down to the leaves.</summary>
internal sealed class FilledRequest(ServiceModel model)
{
    private static readonly DateTime Time = new(2026, 11, 25, 12, 0, 0, DateTimeKind.Utc);

    /// <summary>A request with all its members set; lists and maps hold one each.</summary>
    public object Of(string shapeName, Type type)
    {
        var made = Activator.CreateInstance(type)!;
        foreach (var (name, member) in model.Shapes[shapeName].Members)
        {
            var property = type.GetProperty(char.ToUpperInvariant(name[0]) + name[1..], BindingFlags.Public | BindingFlags.Instance)
                ?? throw new InvalidOperationException($"{type.Name} lacks {name}");
            property.SetValue(made, Value(member.Shape, property.PropertyType));
        }

        return made;
    }

    private object Value(string shapeName, Type type)
    {
        var shape = model.Shapes[shapeName];
        switch (shape.Type)
        {
            case "structure":
                return Of(shapeName, type);
            case "list":
                var list = (IList)Activator.CreateInstance(type)!;
                for (var i = 0; i < Math.Max(1, shape.Min ?? 1); i++)
                {
                    list.Add(Value(shape.Member!.Shape, type.GetGenericArguments()[0]));
                }

                return list;
            case "map":
                var map = (IDictionary)Activator.CreateInstance(type)!;
                map.Add(Text(model.Shapes[shape.Key!.Shape]), Value(shape.Value!.Shape, type.GetGenericArguments()[1]));
                return map;
            case "string" when typeof(ConstantClass).IsAssignableFrom(type):
                return Activator.CreateInstance(type, shape.Values[^1])!;
            case "string":
                return Text(shape);
            case "timestamp":
                return Time;
            case "boolean":
                return true;
            default:
                return Convert.ChangeType(shape.Min ?? 1, Nullable.GetUnderlyingType(type) ?? type, System.Globalization.CultureInfo.InvariantCulture);
        }
    }

    private static string Text(Shape shape) => shape.Values.Count > 0 ? shape.Values[0] : new string('a', (int)Math.Clamp(shape.Min ?? 2, 2, shape.Max ?? 2));
}
