//! What a distributed Map reads from S3 and writes there.

use super::{Card, card, each};

const ARGUMENTS: &str = "Which file or folder is read: its bucket, and the file's key or the prefix of the files' keys. Texts between {% and %} are expressions.";

pub(super) static READER: &[Card] = &[
    card(
        "Resource",
        "How the items are read. s3:getObject reads the items that stand in a file; s3:listObjectsV2 lists a bucket, and each file is an item.",
        r#""Resource": "arn:aws:states:::s3:getObject""#,
    ),
    card(
        "Parameters",
        "Which file or folder is read: its bucket, and the file's key or the prefix of the files' keys. Keys that end in .$ take their value from the input.",
        r#""Parameters": { "Bucket": "my-bucket", "Key.$": "$.file" }"#,
    ),
    card(
        "Arguments",
        ARGUMENTS,
        r#""Arguments": { "Bucket": "my-bucket", "Key": "{% $states.input.file %}" }"#,
    ),
    card(
        "ReaderConfig",
        "What form the file has, and how much of it is read",
        r#""ReaderConfig": { "InputType": "JSON", "MaxItems": 1000 }"#,
    ),
];

pub(super) static READER_CONFIG: &[Card] = &[
    card(
        "InputType",
        "What the file holds: CSV, JSON (a list, or a place that ItemsPointer names), JSONL (one value a line), PARQUET, or MANIFEST (a list of other files)",
        r#""InputType": "CSV", "CSVHeaderLocation": "FIRST_ROW""#,
    ),
    card(
        "Transformation",
        "LOAD_AND_FLATTEN reads the files of a listed folder and takes their items together. NONE, the default, makes each file's description an item.",
        r#""Transformation": "LOAD_AND_FLATTEN", "InputType": "JSONL""#,
    ),
    card(
        "ManifestType",
        "Who wrote the manifest: ATHENA_DATA for the results of an UNLOAD in Athena, S3_INVENTORY for an inventory of S3",
        r#""InputType": "MANIFEST", "ManifestType": "S3_INVENTORY""#,
    ),
    card(
        "CSVDelimiter",
        "What stands between the values of a row: COMMA, the default, PIPE, SEMICOLON, SPACE or TAB",
        r#""CSVDelimiter": "SEMICOLON""#,
    ),
    card(
        "CSVHeaderLocation",
        "Where the names of the columns are: in the FIRST_ROW of the file, or GIVEN in CSVHeaders",
        r#""CSVHeaderLocation": "FIRST_ROW""#,
    ),
    card(
        "CSVHeaders",
        "The names of the columns, where the file does not have them. They become the keys of every item.",
        r#""CSVHeaderLocation": "GIVEN", "CSVHeaders": ["id", "name"]"#,
    ),
    card(
        "ItemsPointer",
        "Where the list of items stands in a JSON file, as a JSON Pointer. Without it the whole file is the list.",
        r#""ItemsPointer": "/data/items""#,
    ),
    each(
        "MaxItems",
        "How many items are read at most. Useful to try a Map out on the first few.",
        [r#""MaxItems": 10"#, r#""MaxItems": "{% $states.input.limit %}""#],
    ),
    card(
        "MaxItemsPath",
        "Where the number of items that are read stands in the input. Use it in place of MaxItems.",
        r#""MaxItemsPath": "$.limit""#,
    ),
];

pub(super) static WRITER: &[Card] = &[
    card(
        "Resource",
        "How the results are written, of which there is one way",
        r#""Resource": "arn:aws:states:::s3:putObject""#,
    ),
    card(
        "Parameters",
        "Where the results go: a bucket, and a folder in it. Each run of the Map gets a folder of its own below.",
        r#""Parameters": { "Bucket": "my-bucket", "Prefix.$": "$.folder" }"#,
    ),
    card(
        "Arguments",
        "Where the results go: a bucket, and a folder in it. Each run of the Map gets a folder of its own below.",
        r#""Arguments": { "Bucket": "my-bucket", "Prefix": "{% $states.input.folder %}" }"#,
    ),
    card(
        "WriterConfig",
        "What form the results have",
        r#""WriterConfig": { "Transformation": "COMPACT", "OutputType": "JSONL" }"#,
    ),
];

pub(super) static WRITER_CONFIG: &[Card] = &[
    card(
        "Transformation",
        "How much is written: NONE adds to each output what is known of its execution, COMPACT writes the outputs only, FLATTEN takes outputs that are lists apart",
        r#""Transformation": "FLATTEN", "OutputType": "JSON""#,
    ),
    card(
        "OutputType",
        "JSON writes lists, JSONL one value a line",
        r#""Transformation": "COMPACT", "OutputType": "JSONL""#,
    ),
];
