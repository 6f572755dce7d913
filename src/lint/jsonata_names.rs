//! The variables that a JSONata expression reads, found by its tokens alone.
//!
//! An expression need not be right for that, and no evaluator is needed: a name after `$` is a variable
//! unless it is called, is one of the language's functions, or is bound further left in the brackets around it.

use std::collections::BTreeSet;

/// The functions of JSONata and those that AWS adds (JSONata documentation, "Function library"; AWS developer
/// guide, "Transforming data"): passed by name they look like variables.
pub const FUNCTIONS: &[&str] = &[
    "abs",
    "append",
    "assert",
    "average",
    "base64decode",
    "base64encode",
    "boolean",
    "ceil",
    "contains",
    "count",
    "decodeUrl",
    "decodeUrlComponent",
    "distinct",
    "each",
    "encodeUrl",
    "encodeUrlComponent",
    "error",
    "eval",
    "exists",
    "filter",
    "floor",
    "formatBase",
    "formatInteger",
    "formatNumber",
    "fromMillis",
    "hash",
    "join",
    "keys",
    "length",
    "lookup",
    "lowercase",
    "map",
    "match",
    "max",
    "merge",
    "millis",
    "min",
    "not",
    "now",
    "number",
    "pad",
    "parse",
    "parseInteger",
    "partition",
    "power",
    "random",
    "range",
    "reduce",
    "replace",
    "reverse",
    "round",
    "shuffle",
    "sift",
    "single",
    "sort",
    "split",
    "spread",
    "sqrt",
    "string",
    "substring",
    "substringAfter",
    "substringBefore",
    "sum",
    "toMillis",
    "trim",
    "type",
    "uppercase",
    "uuid",
    "zip",
];

/// The reserved variable, which AWS sets itself.
pub(super) const STATES: &str = "states";

/// The variables that the expression within `{%` and `%}` reads, but for `$states`.
pub(super) fn variables_of(text: &str) -> BTreeSet<&str> {
    let inner = text.strip_prefix("{%").and_then(|text| text.strip_suffix("%}")).unwrap_or(text);
    let mut scan = Scan { text: inner, open: vec![Brackets::default()], ..Scan::default() };
    scan.run();
    scan.read.into_iter().filter(|name| *name != STATES && !FUNCTIONS.contains(name)).collect()
}

#[derive(Default)]
struct Scan<'t> {
    text: &'t str,
    at: usize,
    /// Whether the token before ended a value, so that `/` divides and does not open a regular expression
    ends_value: bool,
    read: BTreeSet<&'t str>,
    /// The brackets around, the innermost last; the first are none
    open: Vec<Brackets<'t>>,
    /// What they bind
    bound: BTreeSet<&'t str>,
    /// Parameters whose function's body is to come
    parameters: Vec<&'t str>,
}

/// What is bound between two brackets and not around them.
#[derive(Default)]
struct Brackets<'t> {
    bound: Vec<&'t str>,
    /// By what stands left of here; its own value does not know it
    assigned: Vec<&'t str>,
}

impl<'t> Scan<'t> {
    fn run(&mut self) {
        while let Some(next) = self.peek() {
            let start = self.at;
            self.at += next.len_utf8();
            match next {
                _ if next.is_whitespace() => continue,
                '"' | '\'' | '`' => self.quoted(next),
                '/' if self.text[self.at..].starts_with('*') => {
                    let end =
                        self.text[self.at..].find("*/").map_or(self.text.len(), |end| self.at + end + 2);
                    self.at = end;
                    continue;
                }
                '/' if !self.ends_value => self.quoted('/'),
                '$' => self.variable(start),
                _ if is_name(next) => {
                    self.name();
                    // An operator by its name is no value, and a parameter list binds.
                    let word = &self.text[start..self.at];
                    if matches!(word, "function" | "λ") {
                        self.parameters();
                    }
                    self.ends_value = !matches!(word, "and" | "or" | "in");
                    continue;
                }
                _ => {
                    self.punctuation(next);
                    self.ends_value = matches!(next, ')' | ']' | '}');
                    continue;
                }
            }
            self.ends_value = true;
        }
    }

    fn variable(&mut self, start: usize) {
        let from = self.at;
        self.name();
        let name = &self.text[from..self.at];
        if name.is_empty() {
            return;
        }
        let before = self.text[..start].trim_end();
        let after = self.text[self.at..].trim_start();
        if let Some(value) = after.strip_prefix(":=") {
            let value = value.trim_start();
            if value.starts_with("function") || value.starts_with('λ') {
                // A function knows itself.
                self.bind(name);
            } else if let Some(open) = self.open.last_mut() {
                open.assigned.push(name);
            }
        } else if before.ends_with(['@', '#']) {
            // What a path goes through.
            self.bind(name);
        } else if !after.starts_with('(') && !self.bound.contains(name) {
            self.read.insert(name);
        }
    }

    fn bind(&mut self, name: &'t str) {
        if self.bound.insert(name)
            && let Some(open) = self.open.last_mut()
        {
            open.bound.push(name);
        }
    }

    fn punctuation(&mut self, mark: char) {
        match mark {
            '(' | '[' | '{' => {
                self.open.push(Brackets::default());
                if mark == '{' {
                    std::mem::take(&mut self.parameters).into_iter().for_each(|name| self.bind(name));
                }
            }
            ')' | ']' | '}' if self.open.len() > 1 => {
                for name in self.open.pop().into_iter().flat_map(|closed| closed.bound) {
                    self.bound.remove(name);
                }
            }
            ';' | ',' => {
                let assigned = self.open.last_mut().map(|open| std::mem::take(&mut open.assigned));
                assigned.into_iter().flatten().for_each(|name| self.bind(name));
            }
            _ => {}
        }
    }

    /// Goes over a function's parameters, which its body knows.
    fn parameters(&mut self) {
        let rest = &self.text[self.at..];
        let Some(list) = rest.trim_start().strip_prefix('(') else { return };
        let Some((list, _)) = list.split_once(')') else { return };
        self.parameters.extend(list.split(',').filter_map(|one| one.trim().strip_prefix('$')));
        self.at += rest.len() - rest.trim_start().len() + "()".len() + list.len();
    }

    fn quoted(&mut self, quote: char) {
        while let Some(next) = self.peek() {
            self.at += next.len_utf8();
            if next == quote {
                return;
            }
            if next == '\\' && quote != '`' {
                self.at += self.peek().map_or(0, char::len_utf8);
            }
        }
    }

    fn name(&mut self) {
        while self.peek().is_some_and(is_name) {
            self.at += self.peek().map_or(0, char::len_utf8);
        }
    }

    fn peek(&self) -> Option<char> {
        self.text[self.at..].chars().next()
    }
}

fn is_name(one: char) -> bool {
    one.is_alphanumeric() || one == '_'
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_read_is_found() {
        for (text, expected) in [
            ("{% $total + $states.input.price * $rate %}", &["rate", "total"][..]),
            ("{% $sum($items.price) %}", &["items"]),
            ("{% ($x := $y; $x + 1) %}", &["y"]),
            ("{% $map($list, function($v, $i) { $v * $i * $factor }) %}", &["factor", "list"]),
            ("{% '$no' & \"$no\" & `$no` /* $no */ & $yes %}", &["yes"]),
            ("{% $replace($a, /$b/, '') / $c / $d %}", &["a", "c", "d"]),
            ("{% $map($names, $uppercase) %}", &["names"]),
            ("{% $states.input.a@$o.b#$i.($o & $i & $z) %}", &["z"]),
            ("{% $größe_2 %}", &["größe_2"]),
            ("{% '\\'$no' & $ & $$ %}", &[]),
            ("{% $f(1) & \"open $x", &[]),
            ("{% ($x := $x + 1; $x) %}", &["x"]),
            ("{% ($x := 1; $x) + $x %}", &["x"]),
            ("{% $x.($x := 1; $x) %}", &["x"]),
            ("{% ($f := function($n) { $n = 0 ? [] : $map([1], $f) }; $f(1)) %}", &[]),
            ("{% ($map($list, function($v)<n:n> { $v }); $v) %}", &["list", "v"]),
            ("{% ($x := ($y := 1; $y); [$x, $y]) %}", &["y"]),
            ("{% )]} $x := $y; $x", &["y"]),
        ] {
            assert_eq!(variables_of(text).into_iter().collect::<Vec<_>>(), expected, "of {text}");
        }
    }
}
