//! The crate `asl`: a small engine without history, Map, Parallel, retries or Intrinsic Functions. Its waits take no time here.

use crate::handlers::Handlers;
use crate::{Ended, Machine};
use asl::asl::execution::{ExecutionStatus, StateExecutionHandler};
use asl::asl::state_machine::StateMachine;
use asl::asl::types::execution::EmptyContext;
use serde_json::{Value, json};
use std::time::Instant;

struct Small {
    machine: StateMachine,
    input: Value,
    handlers: Option<Handlers>,
}

/// Reads a definition; an error where the crate cannot.
pub fn open(definition: &Value, input: &Value) -> Result<Box<dyn Machine>, String> {
    let machine = StateMachine::parse(&definition.to_string()).map_err(|error| error.to_string())?;
    Ok(Box::new(Small { machine, input: input.clone(), handlers: None }))
}

impl Machine for Small {
    fn prepare(&mut self, handlers: Handlers) {
        self.handlers = Some(handlers);
    }

    fn run(&mut self, deadline: Instant) -> Ended {
        let tasks = Tasks(self.handlers.take().expect("prepared"));
        // `last` drops each state's output as it comes: nothing is kept. A loop that counts never ends here, without Intrinsic
        // Functions.
        let states = self.machine.start(&self.input, tasks, EmptyContext {}).enumerate();
        let in_time = states.take_while(|(turn, _)| turn % 1024 != 1023 || Instant::now() < deadline);
        let last = in_time.map(|(_, state)| state).last();
        let (status, output, error, cause) = match last.map(|last| last.status) {
            Some(ExecutionStatus::FinishedWithSuccess(output)) => ("SUCCEEDED", output, None, None),
            Some(ExecutionStatus::FinishedWithFailure(failure)) => {
                ("FAILED", None, Some(format!("{:?}", failure.error)), failure.cause)
            }
            Some(ExecutionStatus::Executing) | None => ("RUNNING", None, None, None),
        };
        Ended { status, output: output.unwrap_or_default(), error, cause, events: 0 }
    }
}

struct Tasks(Handlers);

impl StateExecutionHandler for Tasks {
    type TaskExecutionError = String;

    /// A Lambda by its ARN, or through lambda:invoke, whose answer is wrapped.
    fn execute_task(
        &self,
        resource: &str,
        input: &Value,
        _: Option<&Value>,
    ) -> Result<Option<Value>, String> {
        let answer =
            |function: &str, event: &Value| self.0.answer(function, event).map_err(|failure| failure.error);
        if !resource.ends_with(":lambda:invoke") {
            return answer(resource, input).map(Some);
        }
        let payload = answer(input["FunctionName"].as_str().unwrap_or_default(), &input["Payload"])?;
        Ok(Some(json!({ "ExecutedVersion": "$LATEST", "Payload": payload, "StatusCode": 200 })))
    }

    fn wait(&self, _: f64) {}
}
