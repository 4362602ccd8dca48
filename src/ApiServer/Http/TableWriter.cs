using Navarch.Api;
using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Schemas;
using Navarch.ApiServer.Registry;
using Navarch.ApiServer.WatchCache;

namespace Navarch.ApiServer.Http;

/// <summary>Makes Tables: what kubectl get prints.</summary>
internal static class TableWriter
{
    /// <summary>A Table of objects.</summary>
    /// <param name="endpoint">The resource.</param>
    /// <param name="items">The rows.</param>
    /// <param name="metadata">The list's metadata, or the object's resourceVersion.</param>
    /// <param name="includeObject">None, Metadata or Object.</param>
    /// <param name="withColumns">False for later events of a watch: the columns went with the first.</param>
    /// <param name="now">The time, for ages.</param>
    public static DocMap Make(Endpoint endpoint, IReadOnlyList<CachedObject> items, DocMap metadata, string includeObject, bool withColumns, DateTimeOffset now)
    {
        var columns = endpoint.Strategy.Columns;
        var table = new DocMap(TypeSchema.Any);
        table["kind"] = "Table";
        table["apiVersion"] = "meta.k8s.io/v1";
        table["metadata"] = metadata;
        var definitions = new DocList(TypeSchema.Any, columns.Count);
        if (withColumns)
        {
            foreach (var column in columns)
            {
                var definition = new DocMap(TypeSchema.Any);
                definition["name"] = column.Name;
                definition["type"] = column.Type;
                definition["format"] = column.Format;
                definition["description"] = column.Description;
                definition["priority"] = Scalars.Box(column.Priority);
                definitions.Add(definition);
            }
        }
        table["columnDefinitions"] = withColumns ? definitions : null;
        var rows = new DocList(TypeSchema.Any, items.Count);
        foreach (var item in items)
        {
            var cells = new DocList(TypeSchema.Any, columns.Count);
            foreach (var column in columns)
            {
                cells.Add(Scalars.ToDocument(column.Cell(item.Document, now)));
            }
            var row = new DocMap(TypeSchema.Any);
            row["cells"] = cells;
            row["object"] = includeObject switch
            {
                "None" => null,
                "Object" => item.Document,
                _ => ResponseWriter.PartialMetadata(item.Document),
            };
            rows.Add(row);
        }
        table["rows"] = rows;
        return table;
    }
}
