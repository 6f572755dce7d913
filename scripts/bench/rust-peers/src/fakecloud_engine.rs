//! The crate `fakecloud-stepfunctions`: the Step Functions of a local cloud, which records a history. It sleeps by Tokio's
//! clock, which is paused here and so goes on at once when nothing else is left to do.

use crate::handlers::{Failure, Handlers};
use crate::{Ended, Machine};
use fakecloud_core::delivery::{DeliveryBus, LambdaDelivery};
use fakecloud_core::multi_account::{MultiAccountState, RegionalState};
use fakecloud_stepfunctions::interpreter::execute_state_machine;
use fakecloud_stepfunctions::{
    Execution, SharedStepFunctionsState, StepFunctionsState, execution_arn, state_machine_arn,
};
use parking_lot::RwLock;
use serde_json::{Value, json};
use std::pin::Pin;
use std::sync::Arc;
use std::time::Instant;
use tokio::runtime::{Builder, Runtime};

const REGION: &str = "us-east-1";
const ACCOUNT: &str = "123456789012";

struct Recording {
    runtime: Runtime,
    definition: String,
    input: String,
    next: Option<Next>,
}

/// The next run: a cloud with nothing in it but the execution to come, and copies of what the engine takes by value.
struct Next {
    state: SharedStepFunctionsState,
    arn: String,
    definition: String,
    input: String,
    delivery: Arc<DeliveryBus>,
}

/// Makes a definition ready; the engine itself reads it in every run, since it takes text.
pub fn open(definition: &Value, input: &Value) -> Result<Box<dyn Machine>, String> {
    let runtime = Builder::new_current_thread()
        .enable_time()
        .start_paused(true)
        .build()
        .map_err(|error| error.to_string())?;
    Ok(Box::new(Recording {
        runtime,
        definition: definition.to_string(),
        input: input.to_string(),
        next: None,
    }))
}

impl Machine for Recording {
    fn prepare(&mut self, handlers: Handlers) {
        let arn = execution_arn(REGION, ACCOUNT, "bench", "run");
        let mut state =
            MultiAccountState::<RegionalState<StepFunctionsState>>::new(ACCOUNT, REGION, "http://localhost");
        state.regional_mut(ACCOUNT, REGION).executions.insert(arn.clone(), execution(&arn, &self.input));
        self.next = Some(Next {
            state: Arc::new(RwLock::new(state)),
            arn,
            definition: self.definition.clone(),
            input: self.input.clone(),
            delivery: Arc::new(DeliveryBus::new().with_lambda(Arc::new(Lambda(handlers)))),
        });
    }

    fn run(&mut self, _: Instant) -> Ended {
        let Next { state, arn, definition, input, delivery } = self.next.take().expect("prepared");
        self.runtime.block_on(execute_state_machine(
            state.clone(),
            arn.clone(),
            definition,
            Some(input),
            Some(delivery),
            None,
            None,
            None,
        ));
        let mut state = state.write();
        let ended = state.regional_mut(ACCOUNT, REGION).executions.remove(&arn).expect("it was put there");
        Ended {
            status: ended.status.as_str(),
            output: ended.output.and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default(),
            error: ended.error,
            cause: ended.cause,
            events: ended.history_events.len(),
        }
    }
}

/// An execution that has just been started. The type of its status has no public name, so that it is read from JSON.
fn execution(arn: &str, input: &str) -> Execution {
    serde_json::from_value(json!({
        "execution_arn": arn,
        "state_machine_arn": state_machine_arn(REGION, ACCOUNT, "bench"),
        "state_machine_name": "bench",
        "name": "run",
        "status": "Running",
        "input": input,
        "output": null,
        "start_date": chrono::Utc::now(),
        "stop_date": null,
        "error": null,
        "cause": null,
        "history_events": [],
    }))
    .expect("every field is there")
}

struct Lambda(Handlers);

impl LambdaDelivery for Lambda {
    fn invoke_lambda(
        &self,
        function_arn: &str,
        payload: &str,
    ) -> Pin<Box<dyn Future<Output = Result<Vec<u8>, String>> + Send>> {
        let event = serde_json::from_str(payload).unwrap_or_default();
        // A function's own error comes as its answer, as Lambda gives it.
        let answer = self
            .0
            .answer(function_arn, &event)
            .unwrap_or_else(|Failure { error, cause }| json!({ "errorType": error, "errorMessage": cause }));
        Box::pin(std::future::ready(Ok(answer.to_string().into_bytes())))
    }
}
