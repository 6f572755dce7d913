// Problems in the gutter and under the text, with what to do about them.
import { setDiagnostics } from '@codemirror/lint';

/** The transaction that shows `[{from, to, severity, message, hint}]`. */
export function showProblems(state, problems) {
  const shown = problems.map(({ from, to, severity, message, hint }) => ({
    from,
    to,
    severity,
    message: hint ? `${message}. ${hint}` : message,
    renderMessage: () => words(message, hint),
  }));
  shown.sort((left, right) => left.from - right.from || left.to - right.to);
  return setDiagnostics(state, shown);
}

function words(message, hint) {
  const whole = document.createElement('span');
  whole.append(...prose(message));
  if (hint) {
    const below = document.createElement('span');
    below.className = 'cm-hint';
    below.append(...prose(hint));
    whole.append(below);
  }
  return whole;
}

/** Text in which backticks stand around code. */
export function prose(text) {
  return text.split('`').map((part, index) => {
    if (index % 2 === 0) return part;
    const code = document.createElement('code');
    code.textContent = part;
    return code;
  });
}
