using Navarch.Api.Meta.V1;

namespace Navarch.Api.AdmissionRegistration.V1;

/// <summary>The rules of ValidatingWebhookConfiguration.</summary>
public sealed class ValidatingWebhookConfigurationStrategy : ResourceStrategy<ValidatingWebhookConfiguration>
{
    /// <inheritdoc/>
    public override bool AllowsUnconditionalUpdate => false;

    /// <inheritdoc/>
    public override void SetDefaults(KubernetesObject obj)
    {
        foreach (var webhook in ((ValidatingWebhookConfiguration)obj).Webhooks)
        {
            webhook.FailurePolicy ??= "Fail";
            webhook.MatchPolicy ??= "Equivalent";
            webhook.NamespaceSelector ??= new LabelSelector();
            webhook.ObjectSelector ??= new LabelSelector();
            webhook.TimeoutSeconds ??= AdmissionDefaults.TimeoutSeconds;
            AdmissionDefaults.SetClient(webhook.ClientConfig);
            AdmissionDefaults.SetRules(webhook.Rules);
        }
    }

    /// <inheritdoc/>
    public override IReadOnlyList<TableColumn> Columns { get; } =
    [
        TableColumn.ObjectName,
        Cells.Of<ValidatingWebhookConfiguration>("Webhooks", "How many webhooks it has.", static o => (long)o.Webhooks.Count, type: "integer"),
        TableColumn.Age,
    ];
}
