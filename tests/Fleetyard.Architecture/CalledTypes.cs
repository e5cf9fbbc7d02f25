using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;

namespace Fleetyard.Architecture.Tests;

/// <summary>Which types the code of a type calls, read out of its IL; closures and state machines nested in it count as its own.</summary>
internal sealed class CalledTypes : IDisposable
{
    private const byte TwoByteOpcode = 0xFE;
    private static readonly Dictionary<int, System.Reflection.Emit.OpCode> Opcodes = typeof(System.Reflection.Emit.OpCodes).GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(field => (System.Reflection.Emit.OpCode)field.GetValue(null)!)
        .ToDictionary(opcode => opcode.Value & 0xFFFF);

    private readonly PEReader file;
    private readonly MetadataReader metadata;

    public CalledTypes(string assembly)
    {
        file = new PEReader(File.OpenRead(assembly));
        metadata = file.GetMetadataReader();
    }

    /// <summary>For every class of a namespace, the full names of the types whose members it calls.</summary>
    public ILookup<string, string> From(string @namespace) => metadata.TypeDefinitions
        .Where(handle => NamespaceOf(metadata.GetTypeDefinition(handle)) == @namespace)
        .SelectMany(handle => Calls(metadata.GetTypeDefinition(handle)).Select(called => (Type: Outermost(metadata.GetTypeDefinition(handle)), Called: called)))
        .Distinct()
        .ToLookup(pair => pair.Type, pair => pair.Called);

    public void Dispose() => file.Dispose();

    private string NamespaceOf(TypeDefinition type) => type.GetDeclaringType() is { IsNil: false } outer
        ? NamespaceOf(metadata.GetTypeDefinition(outer))
        : metadata.GetString(type.Namespace);

    private string Outermost(TypeDefinition type) => type.GetDeclaringType() is { IsNil: false } outer
        ? Outermost(metadata.GetTypeDefinition(outer))
        : metadata.GetString(type.Name);

    private IEnumerable<string> Calls(TypeDefinition type) => type.GetMethods()
        .Select(method => metadata.GetMethodDefinition(method).RelativeVirtualAddress)
        .Where(address => address != 0)
        .SelectMany(address => Tokens(file.GetMethodBody(address).GetILBytes()!))
        .Select(DeclaringType)
        .OfType<string>();

    private static IEnumerable<int> Tokens(byte[] code)
    {
        for (var at = 0; at < code.Length;)
        {
            var value = code[at] == TwoByteOpcode ? (code[at] << 8) | code[at + 1] : code[at];
            at += value > byte.MaxValue ? 2 : 1;
            var operand = Opcodes[value].OperandType;
            if (operand == System.Reflection.Emit.OperandType.InlineMethod)
            {
                yield return BitConverter.ToInt32(code, at);
            }

            at += operand switch
            {
                System.Reflection.Emit.OperandType.InlineNone => 0,
                System.Reflection.Emit.OperandType.ShortInlineBrTarget or System.Reflection.Emit.OperandType.ShortInlineI or System.Reflection.Emit.OperandType.ShortInlineVar => 1,
                System.Reflection.Emit.OperandType.InlineVar => 2,
                System.Reflection.Emit.OperandType.InlineI8 or System.Reflection.Emit.OperandType.InlineR => 8,
                System.Reflection.Emit.OperandType.InlineSwitch => 4 + (4 * BitConverter.ToInt32(code, at)),
                _ => 4,
            };
        }
    }

    private string? DeclaringType(int token)
    {
        var handle = MetadataTokens.EntityHandle(token);
        if (handle.Kind == HandleKind.MethodSpecification)
        {
            handle = metadata.GetMethodSpecification((MethodSpecificationHandle)handle).Method;
        }

        return handle.Kind == HandleKind.MemberReference && metadata.GetMemberReference((MemberReferenceHandle)handle).Parent is { Kind: HandleKind.TypeReference } parent
            ? Name(metadata.GetTypeReference((TypeReferenceHandle)parent))
            : null;
    }

    private string Name(TypeReference type) => $"{metadata.GetString(type.Namespace)}.{metadata.GetString(type.Name)}";
}
