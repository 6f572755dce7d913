//! Databases, files, queries, streams.

use super::{Entry, action};

pub(super) static ALL: &[Entry] = &[
    action(
        "dynamodb.getItem",
        "DynamoDB",
        "Get item",
        "Reads an item of a table by its key",
        "database table read fetch load lookup nosql db",
        r#"{
            "Resource": "dynamodb:getItem",
            "Arguments": { "TableName": "my-table", "Key": { "id": { "S": "@.id" } } }
        }"#,
    ),
    action(
        "dynamodb.putItem",
        "DynamoDB",
        "Put item",
        "Writes an item to a table, in place of one with the same key",
        "database table write save store insert create nosql db",
        r#"{
            "Resource": "dynamodb:putItem",
            "Arguments": { "TableName": "my-table", "Item": { "id": { "S": "@.id" }, "status": { "S": "NEW" } } }
        }"#,
    ),
    action(
        "dynamodb.updateItem",
        "DynamoDB",
        "Update item",
        "Changes some attributes of an item",
        "database table write change modify set nosql db",
        r##"{
            "Resource": "dynamodb:updateItem",
            "Arguments": {
                "TableName": "my-table", "Key": { "id": { "S": "@.id" } },
                "UpdateExpression": "SET #status = :status",
                "ExpressionAttributeNames": { "#status": "status" },
                "ExpressionAttributeValues": { ":status": { "S": "DONE" } }
            }
        }"##,
    ),
    action(
        "dynamodb.deleteItem",
        "DynamoDB",
        "Delete item",
        "Removes an item from a table",
        "database table remove erase nosql db",
        r#"{
            "Resource": "dynamodb:deleteItem",
            "Arguments": { "TableName": "my-table", "Key": { "id": { "S": "@.id" } } }
        }"#,
    ),
    action(
        "dynamodb.query",
        "DynamoDB",
        "Query table",
        "Finds the items of a table that have a key",
        "database read find search list select items nosql db",
        r#"{
            "Resource": "aws-sdk:dynamodb:query",
            "Arguments": {
                "TableName": "my-table", "KeyConditionExpression": "id = :id",
                "ExpressionAttributeValues": { ":id": { "S": "@.id" } }
            }
        }"#,
    ),
    action(
        "s3.getObject",
        "S3",
        "Get object",
        "Reads a file of a bucket",
        "file read download load bucket storage fetch",
        r#"{ "Resource": "aws-sdk:s3:getObject", "Arguments": { "Bucket": "my-bucket", "Key": "@.key" } }"#,
    ),
    action(
        "s3.putObject",
        "S3",
        "Put object",
        "Writes a file to a bucket",
        "file write upload save store bucket storage export",
        r#"{
            "Resource": "aws-sdk:s3:putObject",
            "Arguments": { "Bucket": "my-bucket", "Key": "@.key", "Body": "@" }
        }"#,
    ),
    action(
        "s3.copyObject",
        "S3",
        "Copy object",
        "Copies a file to a bucket",
        "file duplicate move bucket storage",
        r#"{
            "Resource": "aws-sdk:s3:copyObject",
            "Arguments": { "Bucket": "my-bucket", "CopySource": "my-other-bucket/my-key", "Key": "@.key" }
        }"#,
    ),
    action(
        "s3.deleteObject",
        "S3",
        "Delete object",
        "Removes a file from a bucket",
        "file remove erase bucket storage",
        r#"{ "Resource": "aws-sdk:s3:deleteObject", "Arguments": { "Bucket": "my-bucket", "Key": "@.key" } }"#,
    ),
    action(
        "s3.listObjectsV2",
        "S3",
        "List objects",
        "Lists the files of a bucket",
        "files directory folder bucket storage find",
        r#"{
            "Resource": "aws-sdk:s3:listObjectsV2",
            "Arguments": { "Bucket": "my-bucket", "Prefix": "my-folder/" }
        }"#,
    ),
    action(
        "athena.startQueryExecution.sync",
        "Athena",
        "Run query",
        "Asks files in S3 with SQL and waits until the answer is written",
        "sql select analytics data lake sync",
        r#"{
            "Resource": "athena:startQueryExecution.sync",
            "Arguments": {
                "QueryString": "SELECT * FROM my_table LIMIT 10", "WorkGroup": "primary",
                "ResultConfiguration": { "OutputLocation": "s3://my-bucket/results/" }
            }
        }"#,
    ),
    action(
        "athena.getQueryResults",
        "Athena",
        "Get query results",
        "Reads the rows that a query has found",
        "sql rows analytics read",
        r#"{
            "Resource": "athena:getQueryResults",
            "Arguments": { "QueryExecutionId": "@.QueryExecution.QueryExecutionId" }
        }"#,
    ),
    action(
        "glue.startJobRun.sync",
        "Glue",
        "Run Glue job",
        "Runs an ETL job and waits until it is done",
        "etl spark data transform extract load sync",
        r#"{
            "Resource": "glue:startJobRun.sync",
            "Arguments": { "JobName": "my-job", "Arguments": { "--input": "s3://my-bucket/input/" } }
        }"#,
    ),
    action(
        "glue.startCrawler",
        "Glue",
        "Start crawler",
        "Starts to look for tables in data, without waiting",
        "catalog schema discover table data lake",
        r#"{ "Resource": "aws-sdk:glue:startCrawler", "Arguments": { "Name": "my-crawler" } }"#,
    ),
    action(
        "emr.addStep.sync",
        "EMR",
        "Run cluster step",
        "Adds a step to an EMR cluster and waits until it is done",
        "hadoop spark elasticmapreduce big data sync",
        r#"{
            "Resource": "elasticmapreduce:addStep.sync",
            "Arguments": {
                "ClusterId": "j-1234567890ABC",
                "Step": {
                    "Name": "my-step", "ActionOnFailure": "CONTINUE",
                    "HadoopJarStep": { "Jar": "command-runner.jar", "Args": ["spark-submit", "s3://my-bucket/my-job.py"] }
                }
            }
        }"#,
    ),
    action(
        "emrServerless.startJobRun.sync",
        "EMR Serverless",
        "Run Spark job",
        "Runs a Spark job without a cluster and waits until it is done",
        "hadoop spark big data sync",
        r#"{
            "Resource": "emr-serverless:startJobRun.sync",
            "Arguments": {
                "ApplicationId": "my-application-id",
                "ExecutionRoleArn": "arn:aws:iam::123456789012:role/my-job-role",
                "JobDriver": { "SparkSubmit": { "EntryPoint": "s3://my-bucket/my-job.py" } }
            }
        }"#,
    ),
    action(
        "rds.executeStatement",
        "RDS Data API",
        "Run SQL on Aurora",
        "Runs an SQL statement on an Aurora database",
        "sql database relational mysql postgres postgresql query insert select db",
        r#"{
            "Resource": "aws-sdk:rdsdata:executeStatement",
            "Arguments": {
                "ResourceArn": "arn:aws:rds:us-east-1:123456789012:cluster:my-cluster",
                "SecretArn": "arn:aws:secretsmanager:us-east-1:123456789012:secret:my-secret",
                "Database": "my_database", "Sql": "SELECT * FROM orders WHERE id = :id",
                "Parameters": [{ "Name": "id", "Value": { "StringValue": "@.id" } }]
            }
        }"#,
    ),
    action(
        "redshift.executeStatement",
        "Redshift Data",
        "Start SQL on Redshift",
        "Starts an SQL statement on a data warehouse, without waiting",
        "sql warehouse analytics query copy load db",
        r#"{
            "Resource": "aws-sdk:redshiftdata:executeStatement",
            "Arguments": { "WorkgroupName": "my-workgroup", "Database": "dev", "Sql": "CALL refresh_sales()" }
        }"#,
    ),
    action(
        "kinesis.putRecord",
        "Kinesis",
        "Put record on stream",
        "Writes a record to a data stream",
        "streaming event real time publish send data",
        r#"{
            "Resource": "aws-sdk:kinesis:putRecord",
            "Arguments": {
                "StreamName": "my-stream", "PartitionKey": "@.id",
                "path:Data.$": "States.JsonToString($)", "nata:Data": "{% $string($states.input) %}"
            }
        }"#,
    ),
    action(
        "firehose.putRecord",
        "Firehose",
        "Put record on delivery stream",
        "Hands a record on to S3, Redshift or OpenSearch",
        "kinesis streaming event deliver send data log",
        r#"{
            "Resource": "aws-sdk:firehose:putRecord",
            "Arguments": {
                "DeliveryStreamName": "my-delivery-stream",
                "Record": { "path:Data.$": "States.JsonToString($)", "nata:Data": "{% $string($states.input) %}" }
            }
        }"#,
    ),
];
