// One adapter process: asked with JSON lines, one at a time.
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

export class Adapter {
  #process;
  #lines;

  /** @param {string} name how tables call it  @param {string[]} command */
  constructor(name, command) {
    this.name = name;
    this.started = performance.now();
    this.#process = spawn(command[0], command.slice(1), { stdio: ['pipe', 'pipe', 'inherit'] });
    this.#lines = createInterface({ input: this.#process.stdout })[Symbol.asyncIterator]();
  }

  /** The next line, as JSON. */
  async #read() {
    const { value, done } = await this.#lines.next();
    if (done) throw new Error(`the ${this.name} adapter ended without an answer`);
    return JSON.parse(value);
  }

  async ready() {
    const { ready } = await this.#read();
    if (!ready) throw new Error(`the ${this.name} adapter did not say that it is ready`);
    return this;
  }

  async ask(request) {
    this.#process.stdin.write(`${JSON.stringify(request)}\n`);
    return this.#read();
  }

  close() {
    this.#process.stdin.end();
  }
}
