using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Text.Json.Nodes;
using Amazon.Runtime;
using Fleetyard.Wire.Models;

namespace Fleetyard.Wire.Tests.Sdk;

/// <summary>Fills a request with a value for every member that its model has, down to the leaves, and writes beside it what the protocol makes of it: no two leaves of a kind are alike.</summary>
internal sealed class FilledRequest(ServiceModel model)
{
    private static readonly DateTime Time = new(2026, 11, 25, 12, 0, 0, DateTimeKind.Utc);

    private int leaves;

    /// <summary>A request with all its members set, and its JSON; lists and maps hold as few as they may, at least one.</summary>
    public (object Made, JsonNode Json) Of(string shapeName, Type type)
    {
        var made = Activator.CreateInstance(type)!;
        var json = new JsonObject();
        foreach (var (name, member) in model.Shapes[shapeName].Members)
        {
            var property = type.GetProperty(char.ToUpperInvariant(name[0]) + name[1..], BindingFlags.Public | BindingFlags.Instance)
                ?? throw new InvalidOperationException($"{type.Name} lacks {name}");
            var (value, written) = Value(member.Shape, property.PropertyType);
            property.SetValue(made, value);
            json[name] = written;
        }

        return (made, json);
    }

    private (object Made, JsonNode Json) Value(string shapeName, Type type)
    {
        var shape = model.Shapes[shapeName];
        leaves++;
        switch (shape.Type)
        {
            case "structure":
                return Of(shapeName, type);
            case "list":
                var (list, array) = ((IList)Activator.CreateInstance(type)!, new JsonArray());
                for (var i = 0; i < Math.Max(1, shape.Min ?? 1); i++)
                {
                    var (item, written) = Value(shape.Member!.Shape, type.GetGenericArguments()[0]);
                    list.Add(item);
                    array.Add(written);
                }

                return (list, array);
            case "map":
                var map = (IDictionary)Activator.CreateInstance(type)!;
                var key = Text(model.Shapes[shape.Key!.Shape]);
                var (held, entry) = Value(shape.Value!.Shape, type.GetGenericArguments()[1]);
                map.Add(key, held);
                return (map, new JsonObject { [key] = entry });
            case "string" when typeof(ConstantClass).IsAssignableFrom(type):
                return (Activator.CreateInstance(type, shape.Values[^1])!, shape.Values[^1]);
            case "string":
                var text = Text(shape);
                return (text, text);
            case "timestamp":
                var moment = Time.AddSeconds(leaves);
                return (moment, new DateTimeOffset(moment).ToUnixTimeSeconds());
            case "boolean":
                return (true, true);
            default:
                var number = (shape.Min ?? 1) + leaves;
                return (Convert.ChangeType(number, Nullable.GetUnderlyingType(type) ?? type, CultureInfo.InvariantCulture), number);
        }
    }

    private string Text(Shape shape)
    {
        var text = leaves.ToString("x2", CultureInfo.InvariantCulture);
        return shape.Values.Count > 0 ? shape.Values[0] : text.PadRight((int)Math.Clamp(shape.Min ?? text.Length, text.Length, shape.Max ?? int.MaxValue), 'a');
    }
}
