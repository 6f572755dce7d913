//! Secrets, settings, keys, people, and figures.

use super::{Entry, action};

pub(super) static ALL: &[Entry] = &[
    action(
        "secretsmanager.getSecretValue",
        "Secrets Manager",
        "Get secret",
        "Reads a secret, which the execution's history then shows too",
        "password credential api key token vault",
        r#"{ "Resource": "aws-sdk:secretsmanager:getSecretValue", "Arguments": { "SecretId": "my-secret" } }"#,
    ),
    action(
        "ssm.getParameter",
        "Systems Manager",
        "Get parameter",
        "Reads a setting from the Parameter Store",
        "ssm config configuration setting parameter store variable",
        r#"{
            "Resource": "aws-sdk:ssm:getParameter",
            "Arguments": { "Name": "/my/parameter", "WithDecryption": true }
        }"#,
    ),
    action(
        "kms.encrypt",
        "KMS",
        "Encrypt text",
        "Encrypts a short text with a key",
        "crypto cipher security key secret",
        r#"{ "Resource": "aws-sdk:kms:encrypt", "Arguments": { "KeyId": "alias/my-key", "Plaintext": "@.text" } }"#,
    ),
    action(
        "cognito.adminCreateUser",
        "Cognito",
        "Create user",
        "Adds a person to a user pool and invites them",
        "identity signup account register invite login auth",
        r#"{
            "Resource": "aws-sdk:cognitoidentityprovider:adminCreateUser",
            "Arguments": {
                "UserPoolId": "us-east-1_Example", "Username": "@.email",
                "UserAttributes": [{ "Name": "email", "Value": "@.email" }]
            }
        }"#,
    ),
    action(
        "cognito.adminGetUser",
        "Cognito",
        "Get user",
        "Looks a person up in a user pool",
        "identity account profile login auth find",
        r#"{
            "Resource": "aws-sdk:cognitoidentityprovider:adminGetUser",
            "Arguments": { "UserPoolId": "us-east-1_Example", "Username": "@.email" }
        }"#,
    ),
    action(
        "cloudwatch.putMetricData",
        "CloudWatch",
        "Put metric",
        "Records a figure of yours for graphs and alarms",
        "monitoring metric measure count statistics dashboard log",
        r#"{
            "Resource": "aws-sdk:cloudwatch:putMetricData",
            "Arguments": {
                "Namespace": "MyWorkflow", "MetricData": [{ "MetricName": "Orders", "Value": 1, "Unit": "Count" }]
            }
        }"#,
    ),
];
