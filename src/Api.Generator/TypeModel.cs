using System.Collections.Generic;
using System.Linq;
using System.Text;
using Microsoft.CodeAnalysis;

namespace Navarch.Api.Generator;

/// <summary>What the generator reads of one API type. Strings only, so that the incremental pipeline can compare it.</summary>
internal sealed record TypeModel(
    string Namespace,
    string Name,
    string SchemaName,
    bool Atomic,
    string Description,
    KindModel? Kind,
    EquatableList<FieldModel> Fields)
{
    public string HintName => Namespace + "." + Name + ".g.cs";

    public string FullName => "global::" + Namespace + "." + Name;

    public static TypeModel Read(INamedTypeSymbol symbol)
    {
        var type = Attribute(symbol, "KubernetesTypeAttribute")!;
        var fields = new List<FieldModel>();
        foreach (var property in symbol.GetMembers().OfType<IPropertySymbol>())
        {
            if (property.IsPartialDefinition && Attribute(property, "FieldAttribute") is { } field)
            {
                fields.Add(FieldModel.Read(property, field));
            }
        }
        return new TypeModel(
            symbol.ContainingNamespace.ToDisplayString(),
            symbol.Name,
            (string)type.ConstructorArguments[0].Value!,
            Named(type, "Atomic", false),
            Doc(symbol),
            KindModel.Read(symbol),
            new EquatableList<FieldModel>(fields));
    }

    public static AttributeData? Attribute(ISymbol symbol, string name) =>
        symbol.GetAttributes().FirstOrDefault(a => a.AttributeClass?.Name == name);

    public static T Named<T>(AttributeData attribute, string name, T fallback)
    {
        foreach (var pair in attribute.NamedArguments)
        {
            if (pair.Key == name && pair.Value.Value is T value)
            {
                return value;
            }
        }
        return fallback;
    }

    /// <summary>The summary of the doc comment, as plain text: it is the published description.</summary>
    public static string Doc(ISymbol symbol)
    {
        foreach (var reference in symbol.DeclaringSyntaxReferences)
        {
            var trivia = reference.GetSyntax().GetLeadingTrivia().ToFullString();
            var text = new StringBuilder();
            foreach (var line in trivia.Split('\n'))
            {
                var trimmed = line.Trim();
                if (trimmed.StartsWith("///", System.StringComparison.Ordinal))
                {
                    text.Append(trimmed.Substring(3).Trim()).Append(' ');
                }
            }
            var all = text.ToString();
            var start = all.IndexOf("<summary>", System.StringComparison.Ordinal);
            var end = all.IndexOf("</summary>", System.StringComparison.Ordinal);
            if (start >= 0 && end > start)
            {
                return System.Net.WebUtility.HtmlDecode(System.Text.RegularExpressions.Regex.Replace(
                    all.Substring(start + 9, end - start - 9), "<see cref=\"([^\"]*)\"/>", "$1")).Trim();
            }
        }
        return "";
    }
}

internal sealed record KindModel(
    string Group, string Version, string Kind, string Plural, string Singular, bool Namespaced,
    string ShortNames, string Categories, string Verbs, EquatableList<string> Subresources)
{
    public static KindModel? Read(INamedTypeSymbol symbol)
    {
        if (TypeModel.Attribute(symbol, "KindAttribute") is not { } kind)
        {
            return null;
        }
        var resource = TypeModel.Attribute(symbol, "ResourceAttribute");
        var subresources = symbol.GetAttributes().Where(a => a.AttributeClass?.Name == "SubresourceAttribute")
            .Select(a => a.ConstructorArguments[0].Value + ";" + a.ConstructorArguments[1].Value + ";" + TypeModel.Named(a, "Kind", ""));
        return new KindModel(
            (string)kind.ConstructorArguments[0].Value!,
            (string)kind.ConstructorArguments[1].Value!,
            (string)kind.ConstructorArguments[2].Value!,
            (string?)resource?.ConstructorArguments[0].Value ?? "",
            (string?)resource?.ConstructorArguments[1].Value ?? "",
            resource is not null && TypeModel.Named(resource, "Namespaced", false),
            resource is null ? "" : TypeModel.Named(resource, "ShortNames", ""),
            resource is null ? "" : TypeModel.Named(resource, "Categories", ""),
            resource is null ? "" : TypeModel.Named(resource, "Verbs", "create,delete,deletecollection,get,list,patch,update,watch"),
            new EquatableList<string>(subresources));
    }
}

internal sealed record FieldModel(
    string Name, string Type, bool IsNew, string JsonName, int Number, bool Always, bool Required, string? Default, int Format,
    int ListType, string MapKeys, bool Atomic, int PatchStrategy, string? MergeKey, string Description, ShapeModel Shape)
{
    public static FieldModel Read(IPropertySymbol property, AttributeData field) => new(
        property.Name,
        property.Type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat.WithMiscellaneousOptions(
            SymbolDisplayFormat.FullyQualifiedFormat.MiscellaneousOptions | SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier)),
        property.DeclaringSyntaxReferences[0].GetSyntax() is Microsoft.CodeAnalysis.CSharp.Syntax.PropertyDeclarationSyntax syntax && syntax.Modifiers.Any(m => m.Text == "new"),
        (string)field.ConstructorArguments[0].Value!,
        (int)field.ConstructorArguments[1].Value!,
        TypeModel.Named(field, "Always", false),
        TypeModel.Named(field, "Required", false),
        TypeModel.Named<string?>(field, "Default", null),
        TypeModel.Named(field, "Format", 0),
        TypeModel.Named(field, "ListType", 0),
        TypeModel.Named(field, "MapKeys", ""),
        TypeModel.Named(field, "Atomic", false),
        TypeModel.Named(field, "PatchStrategy", 0),
        TypeModel.Named<string?>(field, "MergeKey", null),
        TypeModel.Doc(property),
        ShapeModel.Read(property.Type));
}

/// <summary>The shape of a property's type.</summary>
internal sealed record ShapeModel(string Shape, bool Nullable, string ClassName, ShapeModel? Item)
{
    public static ShapeModel Read(ITypeSymbol type)
    {
        var nullable = type.NullableAnnotation == NullableAnnotation.Annotated;
        if (type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } wrapped)
        {
            return Read(wrapped.TypeArguments[0]) with { Nullable = true };
        }
        switch (type.SpecialType)
        {
            case SpecialType.System_String: return new ShapeModel("String", nullable, "", null);
            case SpecialType.System_Boolean: return new ShapeModel("Bool", false, "", null);
            case SpecialType.System_Int32: return new ShapeModel("Int32", false, "", null);
            case SpecialType.System_Int64: return new ShapeModel("Int64", false, "", null);
            case SpecialType.System_Double: return new ShapeModel("Double", false, "", null);
            case SpecialType.System_Object: return new ShapeModel("Any", true, "", null);
        }
        var name = type.Name;
        switch (name)
        {
            case "DateTimeOffset": return new ShapeModel("Time", true, "", null);
            case "Quantity": return new ShapeModel("Quantity", true, "", null);
            case "IntOrString": return new ShapeModel("IntOrString", true, "", null);
            case "DocList": return new ShapeModel("List", false, "", new ShapeModel("String", false, "", null));
            case "ListOf": return new ShapeModel("List", false, "", Read(((INamedTypeSymbol)type).TypeArguments[0]));
            case "MapOf": return new ShapeModel("Map", false, "", Read(((INamedTypeSymbol)type).TypeArguments[0]));
        }
        var full = type.WithNullableAnnotation(NullableAnnotation.NotAnnotated).ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat);
        return new ShapeModel("Object", nullable, full, null);
    }
}

/// <summary>A list that compares by content, as the incremental pipeline needs.</summary>
internal sealed class EquatableList<T> : System.IEquatable<EquatableList<T>>
{
    public EquatableList(IEnumerable<T> items) => Items = items.ToArray();

    public T[] Items { get; }

    public bool Equals(EquatableList<T>? other) => other is not null && Items.SequenceEqual(other.Items);

    public override bool Equals(object? obj) => Equals(obj as EquatableList<T>);

    public override int GetHashCode() => Items.Length;
}
