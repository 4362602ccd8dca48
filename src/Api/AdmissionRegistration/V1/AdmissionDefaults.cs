using Navarch.Api.Meta.V1;
using Navarch.ApiMachinery.Documents;

namespace Navarch.Api.AdmissionRegistration.V1;

/// <summary>What upstream's v1 sets in webhooks and policies.</summary>
internal static class AdmissionDefaults
{
    private const int HttpsPort = 443;

    public const int TimeoutSeconds = 10;

    public static void SetClient(WebhookClientConfig client)
    {
        if (client.Service is { } service)
        {
            service.Port ??= HttpsPort;
        }
    }

    public static void SetRules(ListOf<RuleWithOperations> rules)
    {
        foreach (var rule in rules)
        {
            rule.Scope ??= "*";
        }
    }

    private static void SetRules(ListOf<NamedRuleWithOperations> rules)
    {
        foreach (var rule in rules)
        {
            rule.Scope ??= "*";
        }
    }

    public static void SetMatch(MatchResources? match)
    {
        if (match is null)
        {
            return;
        }
        match.MatchPolicy ??= "Equivalent";
        match.NamespaceSelector ??= new LabelSelector();
        match.ObjectSelector ??= new LabelSelector();
        SetRules(match.ResourceRules);
        SetRules(match.ExcludeResourceRules);
    }

    /// <summary>Parameters as a table shows them.</summary>
    public static string TextOf(ParamRef? reference) => reference switch
    {
        null => Cells.Unset,
        { Name.Length: > 0 } => (string.IsNullOrEmpty(reference.Namespace) ? "*" : reference.Namespace) + "/" + reference.Name,
        { Selector: { } selector } => Cells.Selector(selector),
        _ => Cells.Unset,
    };
}
