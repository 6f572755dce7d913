//! The states that direct the flow, by their type.

use super::{Body, Entry, Section};
use crate::asl::StateType;

const fn entry(
    id: &'static str,
    kind: StateType,
    title: &'static str,
    summary: &'static str,
    keywords: &'static str,
    body: Body,
) -> Entry {
    Entry { id, section: Section::Flow, kind, title, service: None, summary, when: None, keywords, body }
}

pub(super) static ALL: &[Entry] = &[
    entry(
        "flow.task",
        StateType::Task,
        "Task",
        "Does work outside of the workflow: any ARN",
        "call invoke run work step service resource job",
        Body::State(r#"{ "Resource": "${ResourceArn}" }"#),
    ),
    entry(
        "flow.choice",
        StateType::Choice,
        "Choice",
        "Goes different ways, depending on the data",
        "if else switch case condition branch decision rule when compare",
        Body::Fillable {
            example: r#"{
                "StartAt": "Choice",
                "States": {
                    "Choice": {
                        "Type": "Choice",
                        "Choices": [
                            {
                                "path:Variable": "$.total", "path:NumericGreaterThan": 100,
                                "nata:Condition": "{% $states.input.total > 100 %}",
                                "Next": "If so"
                            }
                        ],
                        "Default": "Otherwise"
                    },
                    "If so": { "Type": "Pass" },
                    "Otherwise": { "Type": "Pass" }
                }
            }"#,
            empty: r#"{ "Type": "Choice", "Choices": [] }"#,
        },
    ),
    entry(
        "flow.parallel",
        StateType::Parallel,
        "Parallel",
        "Does several things at the same time and waits for all of them",
        "fork join branch branches concurrent simultaneous split together fan",
        Body::Fillable {
            example: r#"{
                "StartAt": "Parallel",
                "States": {
                    "Parallel": {
                        "Type": "Parallel",
                        "Branches": [
                            { "StartAt": "First branch", "States": { "First branch": { "Type": "Pass" } } },
                            { "StartAt": "Second branch", "States": { "Second branch": { "Type": "Pass" } } }
                        ]
                    }
                }
            }"#,
            empty: r#"{
                "Type": "Parallel",
                "Branches": [{ "StartAt": "", "States": {} }, { "StartAt": "", "States": {} }]
            }"#,
        },
    ),
    entry(
        "flow.map",
        StateType::Map,
        "Map",
        "Does the same for every item of a list",
        "loop for each foreach iterate iteration list array items repeat inline",
        Body::Fillable {
            example: r#"{
                "StartAt": "Map",
                "States": {
                    "Map": {
                        "Type": "Map", "path:ItemsPath": "$.items", "nata:Items": "{% $states.input.items %}",
                        "ItemProcessor": {
                            "ProcessorConfig": { "Mode": "INLINE" },
                            "StartAt": "Each item", "States": { "Each item": { "Type": "Pass" } }
                        }
                    }
                }
            }"#,
            empty: r#"{
                "Type": "Map", "path:ItemsPath": "$.items", "nata:Items": "{% $states.input.items %}",
                "ItemProcessor": { "ProcessorConfig": { "Mode": "INLINE" }, "StartAt": "", "States": {} }
            }"#,
        },
    ),
    entry(
        "flow.distributedMap",
        StateType::Map,
        "Distributed Map",
        "Does the same for every item of a large list or file, each as an execution of its own",
        "loop for each foreach iterate list array items large big parallel scale child executions csv s3",
        Body::Fillable {
            example: r#"{
                "StartAt": "Distributed Map",
                "States": {
                    "Distributed Map": {
                        "Type": "Map", "path:ItemsPath": "$.items", "nata:Items": "{% $states.input.items %}",
                        "MaxConcurrency": 1000,
                        "ItemProcessor": {
                            "ProcessorConfig": { "Mode": "DISTRIBUTED", "ExecutionType": "STANDARD" },
                            "StartAt": "Each item", "States": { "Each item": { "Type": "Pass" } }
                        }
                    }
                }
            }"#,
            empty: r#"{
                "Type": "Map", "path:ItemsPath": "$.items", "nata:Items": "{% $states.input.items %}",
                "MaxConcurrency": 1000,
                "ItemProcessor": {
                    "ProcessorConfig": { "Mode": "DISTRIBUTED", "ExecutionType": "STANDARD" }, "StartAt": "", "States": {}
                }
            }"#,
        },
    ),
    entry(
        "flow.pass",
        StateType::Pass,
        "Pass",
        "Hands its input on, or makes other data of it",
        "transform set data value constant assign variable nothing noop placeholder reshape",
        Body::State(r#"{ "Type": "Pass" }"#),
    ),
    entry(
        "flow.wait",
        StateType::Wait,
        "Wait",
        "Pauses for a time, or until a moment",
        "sleep delay pause timer seconds minutes hours until timestamp schedule",
        Body::State(r#"{ "Type": "Wait", "Seconds": 5 }"#),
    ),
    entry(
        "flow.succeed",
        StateType::Succeed,
        "Succeed",
        "Ends the workflow, branch or iteration well",
        "end stop finish done success return exit",
        Body::State(r#"{ "Type": "Succeed" }"#),
    ),
    entry(
        "flow.fail",
        StateType::Fail,
        "Fail",
        "Ends the execution with an error",
        "end stop error throw raise abort exception failure",
        Body::State(r#"{ "Type": "Fail", "Error": "WorkflowFailed", "Cause": "Say here what went wrong" }"#),
    ),
];
