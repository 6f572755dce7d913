//! Models: language, pictures, documents, speech, and media.

use super::{Entry, action};

pub(super) static ALL: &[Entry] = &[
    action(
        "bedrock.invokeModel",
        "Bedrock",
        "Invoke model",
        "Asks a foundation model, in the model's own format",
        "ai llm generative text prompt claude nova chat gpt",
        r#"{
            "Resource": "bedrock:invokeModel",
            "Arguments": {
                "ModelId": "amazon.nova-lite-v1:0", "ContentType": "application/json", "Accept": "application/json",
                "Body": {
                    "messages": [{ "role": "user", "content": [{ "text": "@.prompt" }] }],
                    "inferenceConfig": { "maxTokens": 512 }
                }
            }
        }"#,
    ),
    action(
        "bedrock.converse",
        "Bedrock",
        "Converse with model",
        "Asks a foundation model, in one format for all models",
        "ai llm generative text prompt claude nova chat gpt",
        r#"{
            "Resource": "aws-sdk:bedrockruntime:converse",
            "Arguments": {
                "ModelId": "amazon.nova-lite-v1:0",
                "Messages": [{ "Role": "user", "Content": [{ "Text": "@.prompt" }] }]
            }
        }"#,
    ),
    action(
        "sagemaker.createTrainingJob.sync",
        "SageMaker",
        "Train model",
        "Trains a model and waits until it is done",
        "machine learning ml ai training job sync",
        r#"{
            "Resource": "sagemaker:createTrainingJob.sync",
            "Arguments": {
                "TrainingJobName": "@@.Execution.Name",
                "AlgorithmSpecification": {
                    "TrainingImage": "123456789012.dkr.ecr.us-east-1.amazonaws.com/my-image:latest", "TrainingInputMode": "File"
                },
                "RoleArn": "arn:aws:iam::123456789012:role/my-training-role",
                "InputDataConfig": [
                    {
                        "ChannelName": "train",
                        "DataSource": { "S3DataSource": { "S3DataType": "S3Prefix", "S3Uri": "s3://my-bucket/train/" } }
                    }
                ],
                "OutputDataConfig": { "S3OutputPath": "s3://my-bucket/models/" },
                "ResourceConfig": { "InstanceType": "ml.m5.xlarge", "InstanceCount": 1, "VolumeSizeInGB": 10 },
                "StoppingCondition": { "MaxRuntimeInSeconds": 3600 }
            }
        }"#,
    ),
    action(
        "sagemaker.invokeEndpoint",
        "SageMaker",
        "Invoke endpoint",
        "Asks a model that you run",
        "machine learning ml ai predict inference",
        r#"{
            "Resource": "aws-sdk:sagemakerruntime:invokeEndpoint",
            "Arguments": {
                "EndpointName": "my-endpoint", "ContentType": "application/json",
                "path:Body.$": "States.JsonToString($)", "nata:Body": "{% $string($states.input) %}"
            }
        }"#,
    ),
    action(
        "textract.detectDocumentText",
        "Textract",
        "Read text of document",
        "Finds the text in a scanned page",
        "ocr scan pdf document image extract ai",
        r#"{
            "Resource": "aws-sdk:textract:detectDocumentText",
            "Arguments": { "Document": { "S3Object": { "Bucket": "my-bucket", "Name": "@.key" } } }
        }"#,
    ),
    action(
        "rekognition.detectLabels",
        "Rekognition",
        "Detect labels",
        "Says what is in a picture",
        "image photo picture vision object recognition ai",
        r#"{
            "Resource": "aws-sdk:rekognition:detectLabels",
            "Arguments": { "Image": { "S3Object": { "Bucket": "my-bucket", "Name": "@.key" } }, "MaxLabels": 10 }
        }"#,
    ),
    action(
        "comprehend.detectSentiment",
        "Comprehend",
        "Detect sentiment",
        "Says whether a text is positive or negative",
        "text language nlp mood feeling ai analyze",
        r#"{
            "Resource": "aws-sdk:comprehend:detectSentiment",
            "Arguments": { "Text": "@.text", "LanguageCode": "en" }
        }"#,
    ),
    action(
        "translate.translateText",
        "Translate",
        "Translate text",
        "Translates a text into another language",
        "language translation ai",
        r#"{
            "Resource": "aws-sdk:translate:translateText",
            "Arguments": { "Text": "@.text", "SourceLanguageCode": "auto", "TargetLanguageCode": "en" }
        }"#,
    ),
    action(
        "transcribe.startTranscriptionJob",
        "Transcribe",
        "Start transcription",
        "Starts to write down what is said in a recording, without waiting",
        "speech audio voice text recording subtitles ai",
        r#"{
            "Resource": "aws-sdk:transcribe:startTranscriptionJob",
            "Arguments": {
                "TranscriptionJobName": "@@.Execution.Name", "IdentifyLanguage": true,
                "Media": { "MediaFileUri": "s3://my-bucket/recording.mp3" }, "OutputBucketName": "my-bucket"
            }
        }"#,
    ),
    action(
        "polly.startSpeechSynthesisTask",
        "Polly",
        "Start speech synthesis",
        "Starts to read a text aloud into a file, without waiting",
        "text to speech audio voice mp3 ai",
        r#"{
            "Resource": "aws-sdk:polly:startSpeechSynthesisTask",
            "Arguments": {
                "OutputFormat": "mp3", "OutputS3BucketName": "my-bucket", "Text": "@.text", "VoiceId": "Joanna"
            }
        }"#,
    ),
    action(
        "mediaconvert.createJob.sync",
        "MediaConvert",
        "Convert video",
        "Transcodes a video and waits until it is done",
        "media video transcode encode mp4 film sync",
        r#"{
            "Resource": "mediaconvert:createJob.sync",
            "Arguments": {
                "Role": "arn:aws:iam::123456789012:role/my-media-role",
                "Settings": {
                    "Inputs": [
                        {
                            "FileInput": "s3://my-bucket/video.mov",
                            "AudioSelectors": { "Audio Selector 1": { "DefaultSelection": "DEFAULT" } }
                        }
                    ],
                    "OutputGroups": [
                        {
                            "OutputGroupSettings": {
                                "Type": "FILE_GROUP_SETTINGS",
                                "FileGroupSettings": { "Destination": "s3://my-bucket/converted/" }
                            },
                            "Outputs": [{ "Preset": "System-Generic_Hd_Mp4_Avc_Aac_16x9_1920x1080p_24Hz_6Mbps" }]
                        }
                    ]
                }
            }
        }"#,
    ),
];
