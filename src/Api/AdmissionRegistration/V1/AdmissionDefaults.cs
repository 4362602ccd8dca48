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
}
