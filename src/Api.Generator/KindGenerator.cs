using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Navarch.Api.Generator;

/// <summary>Writes the other half of every class marked [KubernetesType]: its schema, its resource and its properties over the slots.</summary>
[Generator]
public sealed class KindGenerator : IIncrementalGenerator
{
    private const string TypeAttribute = "Navarch.ApiMachinery.Schemas.KubernetesTypeAttribute";

    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var types = context.SyntaxProvider.ForAttributeWithMetadataName(
            TypeAttribute,
            static (node, _) => node is ClassDeclarationSyntax,
            static (ctx, _) => TypeModel.Read((INamedTypeSymbol)ctx.TargetSymbol));
        context.RegisterSourceOutput(types, static (output, type) => output.AddSource(type.HintName, TypeWriter.Write(type)));

        var strategies = context.SyntaxProvider.CreateSyntaxProvider(
            static (node, _) => node is ClassDeclarationSyntax { BaseList: not null },
            static (ctx, ct) => StrategyModel.Read(ctx, ct)).Where(static s => s is not null);
        var isCatalog = context.CompilationProvider.Select(static (c, _) => c.AssemblyName == "Navarch.Api");
        context.RegisterSourceOutput(
            types.Collect().Combine(strategies.Collect()).Combine(isCatalog),
            static (output, all) =>
            {
                if (all.Right)
                {
                    output.AddSource("BuiltInKinds.g.cs", CatalogWriter.Write(all.Left.Left, all.Left.Right!));
                }
            });
    }
}

internal sealed record StrategyModel(string ClassName, string KindName)
{
    public static StrategyModel? Read(GeneratorSyntaxContext context, System.Threading.CancellationToken ct)
    {
        if (context.SemanticModel.GetDeclaredSymbol(context.Node, ct) is not INamedTypeSymbol { IsAbstract: false } symbol)
        {
            return null;
        }
        for (var b = symbol.BaseType; b is not null; b = b.BaseType)
        {
            if (b.Name == "ResourceStrategy" && b.TypeArguments.Length == 1)
            {
                return new StrategyModel(
                    symbol.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat),
                    b.TypeArguments[0].ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat));
            }
        }
        return null;
    }
}
