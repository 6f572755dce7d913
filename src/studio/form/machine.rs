//! The workflow's own fields.

use super::builder::Builder;
use super::field::{Control, To};
use super::{Form, Tab, TabId};
use crate::asl::QueryLanguage;
use crate::edit::{Document, Port};

pub(super) fn form(source: &Document, name: &str) -> Form {
    let mut builder = Builder::of_machine(source);
    let field = builder.plain("name", "Name", Control::Text, name.to_owned(), To::Workflow);
    builder.push(field);
    builder.add("Comment", "Comment", Control::Prose, "");
    builder.target("StartAt", "First state", Port::Start);
    let languages = [QueryLanguage::JsonPath, QueryLanguage::Jsonata];
    super::state::languages(&mut builder, languages.map(|language| (language, language.as_str().to_owned())));
    builder.add("TimeoutSeconds", "Timeout, seconds", Control::Number, "No limit");
    builder.add("Version", "Version of the language", Control::Text, "1.0");
    let rows = builder.take();
    let tabs = vec![Tab { id: TabId::Configuration, label: "Configuration", rows, troubled: false }];
    Form { state: None, tabs, shown: TabId::Configuration, elsewhere: Vec::new(), data: None, asking: None }
}
