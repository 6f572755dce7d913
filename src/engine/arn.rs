//! The ARN of a state machine, read and written in one place (AWS service authorization reference, "Resource types
//! defined by AWS Step Functions").

/// What a `StateMachineArn` says. A version or an alias behind the name does not count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MachineArn<'a> {
    /// What all ARNs of the account have in front: `arn:aws:states:REGION:ACCOUNT`
    pub account: &'a str,
    /// The machine's name; of a Map Run's children `MACHINE/LABEL`
    pub name: &'a str,
}

impl<'a> MachineArn<'a> {
    /// Reads an ARN; `None` if this is none of a state machine, such as a bare name.
    pub fn read(arn: &'a str) -> Option<Self> {
        let (account, rest) = arn.split_once(":stateMachine:")?;
        Some(Self { account, name: rest.split(':').next().unwrap_or(rest) })
    }

    /// The name in an ARN, or the text itself if it is a bare name.
    pub fn name_in(text: &'a str) -> &'a str {
        Self::read(text).map_or(text, |arn| arn.name)
    }

    /// The machine of this name in the same account.
    #[must_use]
    pub const fn named(self, name: &'a str) -> Self {
        Self { name, ..self }
    }

    /// The ARN, without a version or an alias.
    pub fn machine(self) -> String {
        format!("{}:stateMachine:{}", self.account, self.name)
    }

    /// The ARN of a Standard execution.
    pub fn execution(self, name: &str) -> String {
        format!("{}:execution:{}:{name}", self.account, self.name)
    }

    /// The ARN of an Express execution, of which there may be several with one name.
    pub fn express(self, name: &str, id: &str) -> String {
        format!("{}:express:{}:{name}:{id}", self.account, self.name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_arn_is_read_without_what_qualifies_it() {
        const ACCOUNT: &str = "arn:aws:states:eu-west-1:000000000000";
        for (text, name) in [
            ("arn:aws:states:eu-west-1:000000000000:stateMachine:Orders", "Orders"),
            ("arn:aws:states:eu-west-1:000000000000:stateMachine:Orders:7", "Orders"),
            ("arn:aws:states:eu-west-1:000000000000:stateMachine:Orders:live", "Orders"),
            ("arn:aws:states:eu-west-1:000000000000:stateMachine:Orders/Lines:live", "Orders/Lines"),
        ] {
            assert_eq!(MachineArn::read(text), Some(MachineArn { account: ACCOUNT, name }), "{text}");
            assert_eq!(MachineArn::read(&MachineArn::read(text).unwrap().machine()), MachineArn::read(text));
        }
        for other in ["Orders", "", "arn:aws:lambda:eu-west-1:000000000000:function:orders"] {
            assert_eq!((MachineArn::read(other), MachineArn::name_in(other)), (None, other));
        }
    }
}
