//! What is kept of a machine beside its definition.

use crate::json::{Object, Value};

pub const DEFAULT_REGION: &str = "us-east-1";
pub const DEFAULT_ACCOUNT: &str = "123456789012";

/// Everything as typed.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct MachineSettings {
    /// Placeholders as written, `${Name}`, and what stands for them
    pub values: Vec<(String, String)>,
    pub region: String,
    pub account: String,
    /// Stands before the machine's name where it runs
    pub prefix: String,
    pub tags: Vec<(String, String)>,
}

impl MachineSettings {
    pub fn region_or_default(&self) -> &str {
        if self.region.is_empty() { DEFAULT_REGION } else { &self.region }
    }

    pub fn account_or_default(&self) -> &str {
        if self.account.is_empty() { DEFAULT_ACCOUNT } else { &self.account }
    }

    /// What stands for a placeholder: its own value, or the region or account that it asks for.
    pub fn value_of(&self, placeholder: &str) -> Option<&str> {
        let own = self.values.iter().find(|(name, _)| name == placeholder).map(|(_, value)| value.as_str());
        own.or_else(|| self.shared_value(placeholder))
    }

    /// The region or account, where a placeholder asks for one and it is given.
    pub fn shared_value(&self, placeholder: &str) -> Option<&str> {
        let letters = placeholder.chars().filter(|letter| letter.is_alphanumeric());
        let name: String = letters.flat_map(char::to_lowercase).collect();
        let name = name.trim_start_matches("your").trim_start_matches("aws");
        let value = match name {
            "accountid" | "account" | "accountnumber" => &self.account,
            "region" => &self.region,
            _ => return None,
        };
        (!value.is_empty()).then_some(value)
    }

    pub(super) fn set_value(&mut self, placeholder: &str, value: String) {
        self.values.retain(|(name, _)| name != placeholder);
        if !value.is_empty() {
            self.values.push((placeholder.to_owned(), value));
        }
    }

    /// As members of what is kept of a machine.
    pub fn to_object(&self) -> Object {
        let pairs = |pairs: &[(String, String)]| {
            let pair = |(name, value): &(String, String)| {
                Value::from(vec![Value::from(name.as_str()), Value::from(value.as_str())])
            };
            pairs.iter().map(pair).collect::<Value>()
        };
        let text = |text: &str| Value::from(text);
        let members = [
            ("values", pairs(&self.values)),
            ("region", text(&self.region)),
            ("account", text(&self.account)),
            ("prefix", text(&self.prefix)),
            ("tags", pairs(&self.tags)),
        ];
        Object::from_iter(members)
    }

    /// Takes back what was kept; what cannot be read is left out.
    pub fn read(kept: &Object) -> Self {
        let pairs = |name: &str| -> Vec<(String, String)> {
            let pair = |pair: &Value| match pair.as_array()? {
                [name, value] => Some((name.as_str()?.to_owned(), value.as_str()?.to_owned())),
                _ => None,
            };
            kept.get(name).and_then(Value::as_array).unwrap_or_default().iter().filter_map(pair).collect()
        };
        let text = |name: &str| kept.get(name).and_then(Value::as_str).unwrap_or_default().to_owned();
        Self {
            values: pairs("values"),
            region: text("region"),
            account: text("account"),
            prefix: text("prefix"),
            tags: pairs("tags"),
        }
    }
}
