//! The optimized integrations: services, their actions, and how a Task may wait for each (AWS developer
//! guide, "Integrating optimized services with Step Functions").

use crate::asl::resource::IntegrationPattern::{self, RequestResponse, Sync, Sync2, WaitForTaskToken};

/// Some actions of a service and, beside Request Response, the ways to wait for them.
struct Integration {
    service: &'static str,
    actions: &'static [&'static str],
    patterns: &'static [IntegrationPattern],
}

const fn row(
    service: &'static str,
    actions: &'static [&'static str],
    patterns: &'static [IntegrationPattern],
) -> Integration {
    Integration { service, actions, patterns }
}

const TOKEN: &[IntegrationPattern] = &[WaitForTaskToken];
const JOB: &[IntegrationPattern] = &[Sync];

static INTEGRATIONS: &[Integration] = &[
    row("apigateway", &["invoke"], TOKEN),
    row("athena", &["startQueryExecution"], JOB),
    row("athena", &["stopQueryExecution", "getQueryExecution", "getQueryResults"], &[]),
    row("batch", &["submitJob"], JOB),
    row("bedrock", &["createModelCustomizationJob"], JOB),
    row("bedrock", &["invokeModel"], TOKEN),
    row("codebuild", &["startBuild", "startBuildBatch", "retryBuildBatch"], JOB),
    row(
        "codebuild",
        &["stopBuild", "batchDeleteBuilds", "batchGetReports", "stopBuildBatch", "deleteBuildBatch"],
        &[],
    ),
    row("databrew", &["startJobRun"], JOB),
    row("dynamodb", &["getItem", "putItem", "updateItem", "deleteItem"], &[]),
    row("ecs", &["runTask"], &[Sync, WaitForTaskToken]),
    row(
        "eks",
        &[
            "createCluster",
            "deleteCluster",
            "createFargateProfile",
            "deleteFargateProfile",
            "createNodegroup",
            "deleteNodegroup",
            "runJob",
        ],
        JOB,
    ),
    row("eks", &["call"], &[]),
    row("elasticmapreduce", &["createCluster", "terminateCluster", "addStep"], JOB),
    row(
        "elasticmapreduce",
        &[
            "cancelStep",
            "setClusterTerminationProtection",
            "modifyInstanceFleetByName",
            "modifyInstanceGroupByName",
        ],
        &[],
    ),
    row("emr-containers", &["deleteVirtualCluster", "startJobRun"], JOB),
    row("emr-containers", &["createVirtualCluster"], &[]),
    row(
        "emr-serverless",
        &[
            "createApplication",
            "startApplication",
            "stopApplication",
            "deleteApplication",
            "startJobRun",
            "cancelJobRun",
        ],
        JOB,
    ),
    row("events", &["putEvents"], TOKEN),
    row("glue", &["startJobRun"], JOB),
    row("http", &["invoke"], &[]),
    row("lambda", &["invoke"], TOKEN),
    row("mediaconvert", &["createJob"], JOB),
    row("sagemaker", &["createHyperParameterTuningJob", "createLabelingJob", "createProcessingJob"], JOB),
    row("sagemaker", &["createTrainingJob", "createTransformJob"], JOB),
    row("sagemaker", &["createEndpoint", "createEndpointConfig", "createModel", "updateEndpoint"], &[]),
    row("sns", &["publish"], TOKEN),
    row("sqs", &["sendMessage"], TOKEN),
    row("states", &["startExecution"], &[Sync, Sync2, WaitForTaskToken]),
];

/// Every optimized integration: service, action, and the ways to wait for it beside Request Response.
pub fn all() -> impl Iterator<Item = (&'static str, &'static str, &'static [IntegrationPattern])> {
    INTEGRATIONS.iter().flat_map(|row| row.actions.iter().map(|action| (row.service, *action, row.patterns)))
}

/// The actions of an optimized integration; none for a service that has no such integration.
pub(super) fn actions(service: &str) -> impl Iterator<Item = &'static str> {
    INTEGRATIONS.iter().filter(move |row| row.service == service).flat_map(|row| row.actions.iter().copied())
}

/// Whether a service can be called in a way. Of `aws-sdk:` calls, of which there are thousands, only the form
/// is looked at.
pub fn exists(service: &str, action: &str, pattern: IntegrationPattern) -> bool {
    if let Some(sdk) = service.strip_prefix("aws-sdk:") {
        let is_camel_case = action.starts_with(|first: char| first.is_ascii_lowercase())
            && action.chars().all(|one| one.is_ascii_alphanumeric());
        let is_service =
            !sdk.is_empty() && sdk.chars().all(|one| one.is_ascii_lowercase() || one.is_ascii_digit());
        return is_service && is_camel_case && matches!(pattern, RequestResponse | WaitForTaskToken);
    }
    INTEGRATIONS
        .iter()
        .filter(|row| row.service == service && row.actions.contains(&action))
        .any(|row| pattern == RequestResponse || row.patterns.contains(&pattern))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn services_are_called_as_they_can_be() {
        for (service, action, pattern, expected) in [
            ("lambda", "invoke", WaitForTaskToken, true),
            ("lambda", "invoke", Sync, false),
            ("dynamodb", "query", RequestResponse, false),
            ("states", "startExecution", Sync2, true),
            ("batch", "submitJob", Sync2, false),
            ("aws-sdk:dynamodb", "query", RequestResponse, true),
            ("aws-sdk:dynamodb", "Query", RequestResponse, false),
            ("aws-sdk:glue", "startCrawler", Sync, false),
        ] {
            assert_eq!(exists(service, action, pattern), expected, "{service}:{action}{}", pattern.suffix());
        }
        assert_eq!(actions("sqs").collect::<Vec<_>>(), ["sendMessage"]);
    }
}
