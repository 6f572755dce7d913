//! Code, containers and servers, and other workflows.

use super::{Entry, action};

pub(super) static ALL: &[Entry] = &[
    action(
        "lambda.invoke",
        "Lambda",
        "Invoke function",
        "Calls a Lambda function with the input and takes its answer as output",
        "call run code serverless function",
        r#"{ "Lambda": "my-function", "Retry": "lambda" }"#,
    ),
    action(
        "lambda.invoke.waitForTaskToken",
        "Lambda",
        "Invoke function and wait for callback",
        "Calls a Lambda function and waits until somebody answers with the task token",
        "call callback token human external pause",
        r#"{
            "Resource": "lambda:invoke.waitForTaskToken",
            "Arguments": {
                "FunctionName": "my-function", "Payload": { "input": "@", "taskToken": "@@.Task.Token" }
            },
            "TimeoutSeconds": 3600, "Retry": "lambda"
        }"#,
    ),
    action(
        "lambda.function",
        "Lambda",
        "Invoke function by its ARN",
        "Calls a Lambda function directly: its answer is the output, without a wrapping",
        "call run code serverless function arn direct",
        r#"{ "Resource": "arn:aws:lambda:us-east-1:123456789012:function:my-function", "Retry": "lambda" }"#,
    ),
    action(
        "states.startExecution",
        "Step Functions",
        "Start execution",
        "Starts another workflow and goes on at once",
        "nested child workflow state machine subflow sub async call",
        r#"{ "Resource": "states:startExecution", "Arguments": {
                "StateMachineArn": "arn:aws:states:us-east-1:123456789012:stateMachine:my-workflow",
                "Input": { "AWS_STEP_FUNCTIONS_STARTED_BY_EXECUTION_ID": "@@.Execution.Id", "data": "@" }
            } }"#,
    ),
    action(
        "states.startExecution.sync",
        "Step Functions",
        "Run workflow",
        "Starts another workflow and waits for its output",
        "nested child workflow state machine start execution subflow sub wait sync call",
        r#"{
            "Resource": "states:startExecution.sync:2", "Arguments": {
                "StateMachineArn": "arn:aws:states:us-east-1:123456789012:stateMachine:my-workflow",
                "Input": { "AWS_STEP_FUNCTIONS_STARTED_BY_EXECUTION_ID": "@@.Execution.Id", "data": "@" }
            },
            "path:OutputPath": "$.Output", "nata:Output": "{% $states.result.Output %}"
        }"#,
    ),
    action(
        "states.startExecution.waitForTaskToken",
        "Step Functions",
        "Start execution and wait for callback",
        "Starts another workflow, which answers with the task token when it likes",
        "nested child workflow state machine callback token",
        r#"{
            "Resource": "states:startExecution.waitForTaskToken",
            "Arguments": {
                "StateMachineArn": "arn:aws:states:us-east-1:123456789012:stateMachine:my-workflow",
                "Input": {
                    "AWS_STEP_FUNCTIONS_STARTED_BY_EXECUTION_ID": "@@.Execution.Id",
                    "data": "@", "taskToken": "@@.Task.Token"
                }
            },
            "TimeoutSeconds": 3600
        }"#,
    ),
    action(
        "states.activity",
        "Step Functions",
        "Wait for activity worker",
        "Waits until a program of yours takes the task up and reports its result",
        "activity worker poll on premises external manual server",
        r#"{
            "Resource": "arn:aws:states:us-east-1:123456789012:activity:my-activity",
            "TimeoutSeconds": 3600, "HeartbeatSeconds": 60
        }"#,
    ),
    action(
        "ecs.runTask.sync",
        "ECS",
        "Run container",
        "Runs a Fargate task and waits until it stops",
        "fargate docker task container job sync wait run",
        r#"{
            "Resource": "ecs:runTask.sync",
            "Arguments": {
                "Cluster": "my-cluster", "TaskDefinition": "my-task-definition", "LaunchType": "FARGATE",
                "NetworkConfiguration": {
                    "AwsvpcConfiguration": { "Subnets": ["subnet-0123456789abcdef0"], "AssignPublicIp": "ENABLED" }
                }
            }
        }"#,
    ),
    action(
        "ecs.runTask",
        "ECS",
        "Start container",
        "Starts a Fargate task and goes on at once",
        "fargate docker task container run async launch",
        r#"{
            "Resource": "ecs:runTask",
            "Arguments": {
                "Cluster": "my-cluster", "TaskDefinition": "my-task-definition", "LaunchType": "FARGATE",
                "NetworkConfiguration": {
                    "AwsvpcConfiguration": { "Subnets": ["subnet-0123456789abcdef0"], "AssignPublicIp": "ENABLED" }
                }
            }
        }"#,
    ),
    action(
        "ecs.runTask.waitForTaskToken",
        "ECS",
        "Run container and wait for callback",
        "Starts a Fargate task and waits until it answers with the task token in its environment",
        "fargate docker task container callback token",
        r#"{
            "Resource": "ecs:runTask.waitForTaskToken",
            "Arguments": {
                "Cluster": "my-cluster", "TaskDefinition": "my-task-definition", "LaunchType": "FARGATE",
                "NetworkConfiguration": {
                    "AwsvpcConfiguration": { "Subnets": ["subnet-0123456789abcdef0"], "AssignPublicIp": "ENABLED" }
                },
                "Overrides": {
                    "ContainerOverrides": [
                        { "Name": "my-container", "Environment": [{ "Name": "TASK_TOKEN", "Value": "@@.Task.Token" }] }
                    ]
                }
            },
            "TimeoutSeconds": 3600
        }"#,
    ),
    action(
        "batch.submitJob.sync",
        "Batch",
        "Run batch job",
        "Submits a job to AWS Batch and waits until it is done",
        "job compute container submit sync",
        r#"{
            "Resource": "batch:submitJob.sync",
            "Arguments": { "JobName": "my-job", "JobDefinition": "my-job-definition", "JobQueue": "my-job-queue" }
        }"#,
    ),
    action(
        "eks.runJob.sync",
        "EKS",
        "Run Kubernetes job",
        "Runs a job on a Kubernetes cluster and waits until it is done",
        "k8s kubernetes cluster container pod job sync",
        r#"{
            "Resource": "eks:runJob.sync",
            "Arguments": {
                "ClusterName": "my-cluster", "CertificateAuthority": "my-certificate-authority",
                "Endpoint": "https://my-endpoint.gr7.us-east-1.eks.amazonaws.com",
                "LogOptions": { "RetrieveLogs": true },
                "Job": {
                    "apiVersion": "batch/v1", "kind": "Job", "metadata": { "name": "my-job" },
                    "spec": {
                        "backoffLimit": 0,
                        "template": {
                            "metadata": { "name": "my-job" },
                            "spec": {
                                "containers": [{ "name": "main", "image": "busybox", "command": ["echo", "done"] }],
                                "restartPolicy": "Never"
                            }
                        }
                    }
                }
            }
        }"#,
    ),
    action(
        "codebuild.startBuild.sync",
        "CodeBuild",
        "Run build",
        "Starts a build and waits until it is done",
        "ci compile test build project pipeline sync",
        r#"{ "Resource": "codebuild:startBuild.sync", "Arguments": { "ProjectName": "my-project" } }"#,
    ),
    action(
        "ec2.startInstances",
        "EC2",
        "Start servers",
        "Starts instances that are stopped",
        "virtual machine vm instance server boot",
        r#"{ "Resource": "aws-sdk:ec2:startInstances", "Arguments": { "InstanceIds": ["i-0123456789abcdef0"] } }"#,
    ),
    action(
        "ec2.stopInstances",
        "EC2",
        "Stop servers",
        "Stops instances that run",
        "virtual machine vm instance server shutdown",
        r#"{ "Resource": "aws-sdk:ec2:stopInstances", "Arguments": { "InstanceIds": ["i-0123456789abcdef0"] } }"#,
    ),
    action(
        "ssm.sendCommand",
        "Systems Manager",
        "Run command on servers",
        "Starts a shell script on instances",
        "ssm script shell ec2 instance remote",
        r#"{
            "Resource": "aws-sdk:ssm:sendCommand",
            "Arguments": {
                "DocumentName": "AWS-RunShellScript", "InstanceIds": ["i-0123456789abcdef0"],
                "Parameters": { "commands": ["uptime"] }
            }
        }"#,
    ),
    action(
        "awsSdk",
        "AWS SDK",
        "Any AWS action",
        "Calls any of some 10,000 API actions: aws-sdk, the service, the action",
        "api call service sdk custom other generic boto",
        r#"{ "Resource": "aws-sdk:sts:getCallerIdentity", "Arguments": {} }"#,
    ),
];
