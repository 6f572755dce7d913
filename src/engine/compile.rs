//! From a definition to a [`Program`]: names become indices, paths and templates are parsed once. A state
//! that cannot be run is kept as one that fails when entered, and says why; the rest runs.

mod fields;

pub(super) use self::fields::{Fields, path, path_field};
use self::fields::{NOT_LOADED, result_path, whole};
use super::growth::Growth;
use super::history::TaskResource;
use super::program::{
    Awaits, CatcherProgram, ChoiceProgram, ConditionProgram, ItemsProgram, KindProgram, MapProgram,
    OperandProgram, PathProgram, Program, ResultPath, RetrierProgram, RuleProgram, ScopeProgram,
    StateProgram, Target, TaskCall, TaskProgram, TemplateProgram, WaitProgram,
};
use super::retry::RetrySchedule;
use super::state::map::compile_map_run;
use crate::asl::resource::{IntegrationPattern, ResourceKind};
use crate::asl::{
    Catcher, Choice, Comparison, Condition, Dynamic, Map, Operand, OperandType, Operator, PathField,
    QueryLanguage, Resource, Retrier, Scope, ScopeId, State, StateId, StateKind, StateMachine, StateType,
    Task, Transition, Wait, WaitFor,
};
use crate::diagnostic::{Diagnostic, Severity};
use crate::expr::StringPattern;
#[cfg(feature = "jsonata")]
use crate::expr::jsonata::Jlens;
use crate::expr::jsonata::JsonataEngine;
use crate::json::Value;
use crate::time::{Timestamp, parse_nanos};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Why a state cannot be run.
pub(super) type Problem = String;
pub(super) type Compiled<T> = Result<T, Problem>;

/// Makes a definition executable. It never fails: what cannot be run is in the diagnostics, and fails with
/// `States.Runtime` and the same words when an execution comes to it.
///
/// JSONata is compiled by the engine built in, if there is one (feature `jsonata`).
pub fn compile(machine: &StateMachine) -> (Program, Vec<Diagnostic>) {
    #[cfg(feature = "jsonata")]
    if machine.uses_jsonata() {
        return compile_with(machine, Some(&Jlens::new()));
    }
    compile_with(machine, None)
}

/// The same with an engine for JSONata. Without one, what needs it is in the diagnostics, with the code
/// `JSONATA_NOT_LOADED`; see [`StateMachine::uses_jsonata`].
pub fn compile_with(
    machine: &StateMachine,
    engine: Option<&dyn JsonataEngine>,
) -> (Program, Vec<Diagnostic>) {
    let mut diagnostics = Vec::new();
    let names = Names::new(machine);
    let states = machine
        .states()
        .map(|(id, state)| {
            let compiled = try_compile_state(machine, engine, &names, id, state);
            compiled.unwrap_or_else(|problem| refused_state(state, problem, &mut diagnostics))
        })
        .collect();
    let scopes = machine.scopes.iter().map(compile_scope).collect();
    let timeout_seconds = match &machine.timeout_seconds {
        Some(Dynamic::Literal(value)) => value.as_i64(),
        _ => None,
    };
    (Program { states, scopes, timeout_seconds }, diagnostics)
}

fn compile_scope(scope: &Scope) -> ScopeProgram {
    let start = scope.start.ok_or_else(|| match &scope.start_at {
        Some(name) => format!("StartAt names the state '{name}', which does not exist").into(),
        None => "StartAt is missing".into(),
    });
    ScopeProgram { start }
}

/// The states of each scope by name: a search for every transition would take the square of their number.
struct Names<'a>(Vec<BTreeMap<&'a str, StateId>>);

impl<'a> Names<'a> {
    fn new(machine: &'a StateMachine) -> Self {
        let mut scopes = vec![BTreeMap::new(); machine.scopes.len()];
        for (id, state) in machine.states() {
            scopes[state.scope.index()].entry(&*state.name).or_insert(id);
        }
        Self(scopes)
    }

    fn find_in(&self, scope: ScopeId, name: &str) -> Option<StateId> {
        self.0[scope.index()].get(name).copied()
    }
}

fn refused_state(state: &State, problem: Problem, diagnostics: &mut Vec<Diagnostic>) -> StateProgram {
    // What only this program cannot do is no mistake of the definition.
    let (severity, code) = match &*problem {
        NOT_LOADED => (Severity::Error, "JSONATA_NOT_LOADED"),
        text if text.starts_with("not yet supported: ") => (Severity::Warning, "NOT_YET_SUPPORTED"),
        _ => (Severity::Error, "CANNOT_RUN"),
    };
    diagnostics.push(Diagnostic::new(severity, code, state.pointer.clone(), problem.clone()));
    broken_state(state, problem)
}

fn broken_state(state: &State, problem: Problem) -> StateProgram {
    StateProgram {
        name: state.name.clone(),
        state_type: StateType::of(&state.kind).unwrap_or(StateType::Pass),
        kind: KindProgram::Broken(problem.into()),
        next: Target::End,
        input_path: PathProgram::Whole,
        output_path: PathProgram::Whole,
        result_path: ResultPath::Replace,
        language: QueryLanguage::JsonPath,
        parameters: None,
        result_selector: None,
        assign: None,
        output: None,
        retry: Vec::new(),
        catch: Vec::new(),
        growth: Growth::default(),
    }
}

fn try_compile_state(
    machine: &StateMachine,
    engine: Option<&dyn JsonataEngine>,
    names: &Names<'_>,
    id: StateId,
    state: &State,
) -> Compiled<StateProgram> {
    let Some(state_type) = StateType::of(&state.kind) else {
        return Err(format!("The state type '{}' does not exist", state.kind.type_name()));
    };
    let fields = Fields { language: machine.query_language_of(id), engine };
    let linker = Linker { names, state, fields };
    Ok(StateProgram {
        name: state.name.clone(),
        state_type,
        kind: linker.kind()?,
        next: linker.transition(),
        language: fields.language,
        input_path: linker.path("InputPath", &state.data.input_path)?,
        output_path: linker.path("OutputPath", &state.data.output_path)?,
        result_path: if fields.is_jsonata() {
            ResultPath::Replace
        } else {
            result_path(&state.data.result_path)?
        },
        parameters: linker.parameters()?,
        result_selector: match &state.data.result_selector {
            Some(selector) if !fields.is_jsonata() => fields.template("ResultSelector", Some(selector))?,
            _ => None,
        },
        assign: linker.assign()?,
        output: linker.output("Output", state.data.output.as_ref())?,
        retry: handled(state, &state.retry).iter().map(retrier).collect::<Compiled<_>>()?,
        catch: handled(state, &state.catch)
            .iter()
            .enumerate()
            .map(|catcher| linker.catcher(catcher))
            .collect::<Compiled<_>>()?,
        growth: Growth::of(state, fields.language),
    })
}

/// Retriers and Catchers stand in the states that do work. AWS refuses them elsewhere; a Fail that were caught
/// would not end its branch.
fn handled<'a, T>(state: &State, handlers: &'a [T]) -> &'a [T] {
    let works = matches!(state.kind, StateKind::Task(_) | StateKind::Parallel(_) | StateKind::Map(_));
    if works { handlers } else { &[] }
}

/// One state with the names that its transitions can reach.
struct Linker<'a> {
    names: &'a Names<'a>,
    state: &'a State,
    fields: Fields<'a>,
}

impl Linker<'_> {
    fn kind(&self) -> Compiled<KindProgram> {
        Ok(match &self.state.kind {
            StateKind::Task(task) => KindProgram::Task(Box::new(compile_task(task, self.fields)?)),
            StateKind::Pass(pass) => {
                KindProgram::Pass { result: pass.result.clone().filter(|_| !self.fields.is_jsonata()) }
            }
            StateKind::Wait(wait) => KindProgram::Wait(compile_wait(wait, self.fields)?),
            StateKind::Choice(choice) => KindProgram::Choice(self.choice(choice)?),
            StateKind::Parallel(parallel) if parallel.branches.is_empty() => {
                return Err("Branches is missing or empty".to_owned());
            }
            StateKind::Parallel(parallel) => KindProgram::Parallel { branches: parallel.branches.clone() },
            StateKind::Map(map) => KindProgram::Map(Box::new(compile_map(map, self.state, self.fields)?)),
            StateKind::Succeed => KindProgram::Succeed,
            StateKind::Fail(fail) => KindProgram::Fail {
                error: self.fields.text("Error", fail.error.as_ref())?,
                cause: self.fields.text("Cause", fail.cause.as_ref())?,
            },
            StateKind::Unknown(name) => return Err(format!("The state type '{name}' does not exist")),
        })
    }

    /// A path that only JSONPath states have.
    fn path(&self, field: &str, written: &PathField) -> Compiled<PathProgram> {
        if self.fields.is_jsonata() { Ok(PathProgram::Whole) } else { path_field(field, written) }
    }

    /// `Parameters` or `Arguments`.
    fn parameters(&self) -> Compiled<Option<TemplateProgram>> {
        match &self.state.kind {
            // A Map's older `Parameters` is its ItemSelector.
            StateKind::Map(_) => Ok(None),
            StateKind::Task(_) | StateKind::Parallel(_) if self.fields.is_jsonata() => {
                self.fields.template("Arguments", self.state.data.arguments.as_ref())
            }
            _ if self.fields.is_jsonata() => Ok(None),
            _ => self.fields.template("Parameters", self.state.data.parameters.as_ref()),
        }
    }

    fn assign(&self) -> Compiled<Option<TemplateProgram>> {
        match &self.state.kind {
            StateKind::Succeed | StateKind::Fail(_) => Ok(None),
            _ => self.fields.template("Assign", self.state.data.assign.as_ref()),
        }
    }

    /// An `Output`, which only JSONata states have.
    fn output(&self, field: &str, written: Option<&Value>) -> Compiled<Option<TemplateProgram>> {
        if self.fields.is_jsonata() { self.fields.template(field, written) } else { Ok(None) }
    }

    fn transition(&self) -> Target {
        match &self.state.transition {
            Transition::Next(name) => self.target("Next", Some(name)),
            Transition::End => Target::End,
            Transition::None => Target::Missing("The state has neither Next nor End".into()),
        }
    }

    fn target(&self, field: &str, name: Option<&Arc<str>>) -> Target {
        let Some(name) = name else { return Target::Missing(format!("{field} is missing").into()) };
        self.names.find_in(self.state.scope, name).map_or_else(
            || Target::Missing(format!("{field} names the state '{name}', which does not exist here").into()),
            Target::State,
        )
    }

    fn choice(&self, choice: &Choice) -> Compiled<ChoiceProgram> {
        let rule = |(index, rule): (usize, &crate::asl::ChoiceRule)| {
            let place = |field: &str| format!("Choices[{index}]/{field}");
            Ok(RuleProgram {
                condition: self.condition(&rule.condition, &place("Condition"))?,
                next: self.target("Next", rule.next.as_ref()),
                assign: self.fields.template(&place("Assign"), rule.assign.as_ref())?,
                output: self.output(&place("Output"), rule.output.as_ref())?,
            })
        };
        Ok(ChoiceProgram {
            rules: choice.rules.iter().enumerate().map(rule).collect::<Compiled<_>>()?,
            default: choice.default.as_ref().map(|name| self.target("Default", Some(name))),
        })
    }

    fn condition(&self, written: &Condition, field: &str) -> Compiled<ConditionProgram> {
        match written {
            Condition::Jsonata(Value::Bool(held)) if self.fields.is_jsonata() => {
                Ok(ConditionProgram::Constant(*held))
            }
            Condition::Jsonata(Value::String(text)) => {
                self.fields.expression(field, text).map(ConditionProgram::Jsonata)
            }
            Condition::Jsonata(other) => {
                Err(format!("{field} is neither an expression nor a boolean: {other}"))
            }
            _ if self.fields.is_jsonata() => {
                Err("A Choice Rule of a JSONata state has no Condition".to_owned())
            }
            other => condition(other),
        }
    }

    fn catcher(&self, (index, catcher): (usize, &Catcher)) -> Compiled<CatcherProgram> {
        let place = |field: &str| format!("Catch[{index}]/{field}");
        let is_jsonata = self.fields.is_jsonata();
        Ok(CatcherProgram {
            error_equals: catcher.error_equals.clone(),
            next: self.target("Next", catcher.next.as_ref()),
            result_path: if is_jsonata { ResultPath::Replace } else { result_path(&catcher.result_path)? },
            assign: self.fields.template(&place("Assign"), catcher.assign.as_ref())?,
            output: self.output(&place("Output"), catcher.output.as_ref())?,
        })
    }
}

fn condition(written: &Condition) -> Compiled<ConditionProgram> {
    let all = |parts: &[Condition]| parts.iter().map(condition).collect::<Compiled<Vec<_>>>();
    Ok(match written {
        Condition::And(parts) => ConditionProgram::And(all(parts)?),
        Condition::Or(parts) => ConditionProgram::Or(all(parts)?),
        Condition::Not(part) => ConditionProgram::Not(Box::new(condition(part)?)),
        Condition::Compare(comparison) => compile_comparison(comparison)?,
        Condition::Jsonata(_) => {
            return Err("A part of a JSONPath condition is a JSONata Condition".to_owned());
        }
        Condition::Invalid => return Err("A Choice Rule has no condition that can be read".to_owned()),
    })
}

fn compile_comparison(comparison: &Comparison) -> Compiled<ConditionProgram> {
    Ok(ConditionProgram::Compare {
        variable: path("Variable", &comparison.variable)?,
        operator: comparison.operator,
        operand: match &comparison.operand {
            Operand::Literal(value) => compile_literal(comparison.operator, value.clone()),
            Operand::Path(text) => OperandProgram::Path(path(comparison.operator.name(), text)?),
        },
    })
}

/// What takes long to read is read here, once.
fn compile_literal(operator: Operator, value: Value) -> OperandProgram {
    let Some(text) = value.as_str() else { return OperandProgram::Literal(value) };
    if operator == Operator::StringMatches {
        let pattern = StringPattern::new(text);
        return OperandProgram::Pattern(value, pattern);
    }
    let is_moment = operator.operand_type() == OperandType::Timestamp;
    match is_moment.then(|| parse_nanos(text)) {
        Some(Some(moment)) => OperandProgram::Moment(value, moment),
        _ => OperandProgram::Literal(value),
    }
}

fn compile_task(task: &Task, fields: Fields<'_>) -> Compiled<TaskProgram> {
    let Some(resource) = &task.resource else { return Err("Resource is missing".to_owned()) };
    Ok(TaskProgram {
        resource: resource.clone(),
        call: task_call(resource)?,
        awaits: awaits(resource),
        timeout: fields.number("TimeoutSeconds", task.timeout.as_ref())?,
        heartbeat: fields.number("HeartbeatSeconds", task.heartbeat.as_ref())?,
        credentials: fields.template("Credentials", task.credentials.as_ref())?,
    })
}

fn task_call(resource: &Resource) -> Compiled<TaskCall> {
    match &resource.kind {
        ResourceKind::LambdaFunction { .. } => Ok(TaskCall::LambdaFunction),
        ResourceKind::Service { service, action, pattern } => Ok(TaskCall::Service(TaskResource {
            resource_type: service.clone(),
            resource: match pattern {
                IntegrationPattern::RequestResponse => action.clone(),
                pattern => format!("{action}{}", pattern.suffix()).into(),
            },
        })),
        ResourceKind::Activity { .. } => Ok(TaskCall::Activity),
        // A placeholder for the whole ARN stands for a function more often than for anything else.
        ResourceKind::Other if resource.text.contains("${") || resource.text.contains('[') => {
            Ok(TaskCall::LambdaFunction)
        }
        ResourceKind::Other => Err(format!("The Resource '{}' is none that can be run", resource.text)),
    }
}

fn awaits(resource: &Resource) -> Awaits {
    match &resource.kind {
        ResourceKind::Activity { .. } => Awaits::Worker,
        ResourceKind::Service { service, pattern, .. } => match pattern {
            IntegrationPattern::RequestResponse => Awaits::Answer,
            IntegrationPattern::Sync | IntegrationPattern::Sync2
                if matches!(&**service, "states" | "ecs" | "bedrock") =>
            {
                Awaits::JobWithToken
            }
            IntegrationPattern::Sync | IntegrationPattern::Sync2 => Awaits::Job,
            IntegrationPattern::WaitForTaskToken => Awaits::Token,
        },
        _ => Awaits::Answer,
    }
}

fn compile_wait(wait: &Wait, fields: Fields<'_>) -> Compiled<WaitProgram> {
    Ok(match &wait.until {
        Some(WaitFor::Seconds(Dynamic::Literal(value))) => WaitProgram::Seconds(whole("Seconds", value)?),
        Some(WaitFor::Seconds(Dynamic::Path(text))) => WaitProgram::SecondsPath(path("SecondsPath", text)?),
        Some(WaitFor::Timestamp(Dynamic::Literal(value))) => {
            let moment = value.as_str().and_then(Timestamp::parse_at_least);
            let moment = moment.ok_or_else(|| format!("Timestamp is no RFC 3339 timestamp: {value}"))?;
            WaitProgram::Timestamp(moment)
        }
        Some(WaitFor::Timestamp(Dynamic::Path(text))) => {
            WaitProgram::TimestampPath(path("TimestampPath", text)?)
        }
        Some(WaitFor::Seconds(Dynamic::Jsonata(text))) => {
            WaitProgram::SecondsJsonata(fields.expression("Seconds", text)?)
        }
        Some(WaitFor::Timestamp(Dynamic::Jsonata(text))) => {
            WaitProgram::TimestampJsonata(fields.expression("Timestamp", text)?)
        }
        None => return Err("One of Seconds, SecondsPath, Timestamp and TimestampPath is missing".to_owned()),
    })
}

pub(super) fn compile_map(map: &Map, state: &State, fields: Fields<'_>) -> Compiled<MapProgram> {
    let Some(processor) = map.processor else { return Err("ItemProcessor is missing".to_owned()) };
    let selector = map.item_selector.as_ref().or(state.data.parameters.as_ref());
    Ok(MapProgram {
        processor,
        items: compile_items(map, fields)?,
        item_selector: fields.template("ItemSelector", selector)?,
        max_concurrency: fields.number("MaxConcurrency", map.max_concurrency.as_ref())?,
        run: compile_map_run(map, fields)?,
    })
}

/// `ItemsPath` or `Items`.
fn compile_items(map: &Map, fields: Fields<'_>) -> Compiled<ItemsProgram> {
    match &map.items {
        _ if !fields.is_jsonata() => path_field("ItemsPath", &map.items_path).map(ItemsProgram::Path),
        None => Ok(ItemsProgram::Input),
        Some(Value::String(text)) => fields.expression("Items", text).map(ItemsProgram::Expression),
        items => {
            let template = fields.template("Items", items.as_ref())?;
            Ok(template.map_or(ItemsProgram::Input, ItemsProgram::Template))
        }
    }
}

fn retrier(written: &Retrier) -> Compiled<RetrierProgram> {
    let numeric = |field: &str, value: &Option<Value>, default: f64| match value {
        None => Ok(default),
        Some(value) => value.as_f64().ok_or_else(|| format!("{field} of a Retrier is no number: {value}")),
    };
    let default = RetrySchedule::default();
    let attempts = numeric("MaxAttempts", &written.max_attempts, f64::from(default.max_attempts))?;
    let schedule = RetrySchedule {
        interval_seconds: numeric("IntervalSeconds", &written.interval_seconds, default.interval_seconds)?,
        max_attempts: attempts.clamp(0.0, f64::from(u32::MAX)) as u32,
        backoff_rate: numeric("BackoffRate", &written.backoff_rate, default.backoff_rate)?,
        max_delay_seconds: match &written.max_delay_seconds {
            None => None,
            value => Some(numeric("MaxDelaySeconds", value, 0.0)?),
        },
        full_jitter: written.jitter_strategy.as_deref() == Some("FULL"),
    };
    Ok(RetrierProgram { error_equals: written.error_equals.clone(), schedule })
}
