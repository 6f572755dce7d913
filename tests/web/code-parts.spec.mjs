// The parts of the code pane's editor that need no browser: what differs between two texts, and YAML.
import { readFileSync, readdirSync } from 'node:fs';
import { changesBetween } from '../../code/changes.js';
import { completeYaml } from '../../code/yaml-completion.js';
import { asYaml } from '../../code/yaml-template.js';
import { Yaml } from '../../code/yaml.js';
import { expect, test } from './studio.mjs';

function applied(text, changes) {
  let [out, at] = ['', 0];
  for (const { from, to, insert } of changes) {
    out += text.slice(at, from) + insert;
    at = to;
  }
  return out + text.slice(at);
}

test('what differs is little, and makes one text of the other', () => {
  const cases = [
    ['a', 'a', []],
    ['one\ntwo\nthree\n', 'one\nTwo\nthree\n', [{ from: 4, to: 5, insert: 'T' }]],
    ['A\nx\nB\ny\nC\n', 'A1\nx\nB\ny\nC1\n', [{ from: 1, to: 1, insert: '1' }, { from: 9, to: 9, insert: '1' }]],
    ['a\nb\nc\nd\n', 'a\nnew\nb\nc\nD\n', [{ from: 2, to: 2, insert: 'new\n' }, { from: 6, to: 7, insert: 'D' }]],
    ['x😀y', 'x😁y', [{ from: 1, to: 3, insert: '😁' }]],
  ];
  for (const [before, after, expected] of cases) expect(changesBetween(before, after), `${before} → ${after}`).toEqual(expected);
});

test('any two texts are made of each other', () => {
  let seed = 7;
  const random = (below) => (seed = (seed * 48271) % 2147483647) % below;
  const parts = ['a', 'b', '😀x', '𝄞', 'd\n', '\n', 'e\r\n'];
  const text = () => Array.from({ length: random(14) }, () => parts[random(parts.length)]).join(random(2) ? '\n' : '');
  const wrong = [];
  for (let round = 0; round < 5000; round++) {
    const [before, after] = [text(), text()];
    if (applied(before, changesBetween(before, after)) !== after) wrong.push([before, after]);
  }
  expect(wrong).toEqual([]);
});

test('JSON as YAML says the same, in the same order, to the digit', () => {
  const odd = String.raw`{"10":1,"2":1.0,"b":1E+3,"big":12345678901234567890,"huge":1e400,"zero":-0,"yes":"yes","date":"2012-10-17","no":null,
    "text":"a\nb\n","esc":"\u0000\u00e9😀\ud83d\ude00","lead":"  x","colon":"a: b # c","dash":"- x","number":"1e3","":"","null":true,"long":"${'word '.repeat(60)}",
    "deep":[[],{},[{"x":[1,[2]]}]],"expression":"{% $x %}","path":"$.a[0]"}`;
  expect(Yaml.ofJson(odd).says(odd)).toBe(true);
  const folder = new URL('../../public/samples/', import.meta.url);
  for (const name of readdirSync(folder).filter((name) => name.endsWith('.json'))) {
    const json = readFileSync(new URL(name, folder), 'utf8');
    const yaml = Yaml.ofJson(json);
    expect(yaml.says(json), name).toBe(true);
    expect(new Yaml(yaml.text).json, name).toBe(yaml.json);
  }
});

test('YAML is read as JSON, or said to be unreadable, with the place', () => {
  const read = [
    ['a: 1.50\nb: 0x1F\nc: 1_000\nd: "1"', '{"a":1.50,"b":31,"c":"1_000","d":"1"}'],
    ['- x\n- y: ~\n', '["x",{"y":null}]'],
    ['a: &x [1, 2]\nb: *x', '{"a":[1,2],"b":[1,2]}'],
    ['1: a\ntrue: b', '{"1":"a","true":"b"}'],
    ['{"a": [1, {"b": "c"}]}', '{"a":[1,{"b":"c"}]}'],
    ['a: |\n  one\n  two\n', '{"a":"one\\ntwo\\n"}'],
  ];
  for (const [text, json] of read) expect(new Yaml(text).json, text).toBe(json);
  const unreadable = [
    ['a: [1', 1, /must be sufficiently indented/],
    ['a: 1\na: 2', 2, /unique/],
    ['a: 1\nb: .inf', 2, /JSON has no number .inf/],
    ['? [a]\n: 1', 1, /A name must be a text/],
    ['# nothing', 1, /There is no definition/],
    ['a: &x [*x]', 1, /too deeply/],
    ['a: *none', 1, /no anchor named none/],
    [`a: &a [${'x,'.repeat(500)}]\n${'bcdefghi'.split('').map((name, index) => `${name}: &${name} [${`*${'abcdefgh'[index]},`.repeat(20)}]`).join('\n')}`, 1, /too much/],
  ];
  for (const [text, line, message] of unreadable) {
    const { problem } = new Yaml(text);
    expect(problem?.message, text.slice(0, 40)).toMatch(message);
    if (!/too much/.test(message)) expect(problem.line).toBe(line);
  }
});

test('places of YAML and JSON Pointers are found from each other', () => {
  const yaml = new Yaml('a: 1\nb:\n  - x\n  - y/z: 2\n    w: 3\n');
  const at = (pointer) => {
    const { from, to } = yaml.rangeOf(pointer);
    return yaml.text.slice(from, to);
  };
  expect(at('/a')).toBe('a: 1');
  expect(at('/b/1/y~1z')).toBe('y/z: 2');
  expect(at('/b/0/none')).toBe('x');
  expect(at('/none')).toContain('a: 1');
  expect(yaml.pointerAt(yaml.text.indexOf('3'))).toBe('/b/1/w');
  expect(yaml.pointerAt(yaml.text.indexOf('2'))).toBe('/b/1/y~1z');
  expect(yaml.pointerAt(0)).toBe('/a');
});

test('what may stand in YAML is asked as of JSON, with the cursor in the same place', () => {
  const cases = [
    ['States:\n  A:\n    Ty|\n', '{"States":{"A":{"Ty|"}}}', 'Ty'],
    ['States:\n  A:\n    |\n  B: {}\n', '{"States":{"A":{"|"},"B":{}}}', ''],
    ['States:\n  A:\n    Ty|pe: Pass\n', '{"States":{"A":{"Ty|pe":"Pass"}}}', 'Type'],
    ['A:\n  Type: Pa|ss\n  End: true\n', '{"A":{"Type":"Pa|ss","End":true}}', 'Pass'],
    ['A:\n  Next: "B|"\n', '{"A":{"Next":"B|"}}', '"B"'],
    ['Retry:\n  - Err|\n', '{"Retry":["Err|"]}', 'Err'],
    ['Retry:\n  - ErrorEquals:\n      - Sta|\n', '{"Retry":[{"ErrorEquals":["Sta|"]}]}', 'Sta'],
    ['Retry:\n  - ErrorEquals: []\n    Max|\n', '{"Retry":[{"ErrorEquals":[],"Max|"}]}', 'Max'],
    ['A:\n  Type: Pass # as it |\n', undefined, undefined],
  ];
  for (const [shown, json, replaced] of cases) {
    const offset = shown.indexOf('|');
    const text = shown.replace('|', '');
    const told = [];
    const answer = completeYaml(text, offset, (json, at) => {
      told.push(`${json.slice(0, at)}|${json.slice(at)}`);
      return { from: json.lastIndexOf('"', at - 1), to: at, items: [{ insert: '"Next"' }] };
    });
    expect(told[0], shown).toBe(json);
    expect(answer && text.slice(answer.from, answer.to), shown).toBe(replaced === undefined ? null : replaced);
  }
});

test('a part of an expression in YAML is replaced alone', () => {
  const text = 'Output: "{% $st %}"\n';
  const at = text.indexOf('$st') + 3;
  const answer = completeYaml(text, at, (json, at) => ({ from: at - 3, to: at, items: [{ insert: '$states' }] }));
  expect(answer).toEqual({ from: at - 3, to: at, items: [{ insert: '$states' }] });
});

test('what is inserted into YAML says what the JSON says', () => {
  const cases = [
    ['"Next": "\0"', 'Next: \0'],
    ['"Condition": "{% \0 %}"', 'Condition: "{% \0 %}"'],
    ['"Version": "1.0"', 'Version: "1.0"'],
    ['"JitterStrategy": "NO"', 'JitterStrategy: "NO"'],
    ['"Resource"', 'Resource'],
    ['"arn:aws:states:::sns:publish"', 'arn:aws:states:::sns:publish'],
    ['true', 'true'],
    ['"ErrorEquals": ["\0"]', 'ErrorEquals:\n\t- \0'],
    ['"Assign": {\n\t#{}\n}', 'Assign:\n\t#{}'],
    ['"#{Wait}": {"Type": "Wait", "Seconds": #{2:10}, "Next": "#{3:Next}"}', '#{Wait}:\n\tType: Wait\n\tSeconds: #{2:10}\n\tNext: #{3:Next}'],
    ['"Retry": [{"ErrorEquals": ["#{States.ALL}"], "MaxAttempts": #{1:3}}]', 'Retry:\n\t- ErrorEquals:\n\t\t\t- #{States.ALL}\n\t\tMaxAttempts: #{1:3}'],
  ];
  for (const [json, yaml] of cases) expect(asYaml(json), json).toBe(yaml);
  expect(asYaml('"Assign": {"a": 1}', 1)).toBe('Assign:\n\t\ta: 1');
});
