// Starts the program that the page's <meta name="program"> names (Trunk writes it: pattern_script in Trunk.toml), and
// the offline worker where the build has one. A file of its own, as the page's policy refuses inline scripts.

const here = document.baseURI;
const program = document.querySelector('meta[name="program"]');
const offline = document.querySelector('meta[name="offline"]');

// JSONata's engine is a module of its own, for which the program asks when a definition needs it. A browser may
// remember that an address could not be imported, so each attempt has another.
let attempts = 0;
globalThis.loadJsonata = async () => {
  const { content, dataset } = document.querySelector('meta[name="jsonata"]');
  const address = new URL(content, here);
  if (attempts++) address.searchParams.set('attempt', attempts);
  const { default: init, ask } = await import(address);
  await init({ module_or_path: new URL(dataset.wasm, here) });
  return ask;
};

// The code pane's editor likewise: its module's `create`.
globalThis.loadEditor = async () => {
  const { content } = document.querySelector('meta[name="code"]');
  const address = new URL(content, here);
  if (attempts++) address.searchParams.set('attempt', attempts);
  const { create } = await import(address);
  return create;
};

try {
  const { default: init } = await import(new URL(program.content, here));
  await init({ module_or_path: new URL(program.dataset.wasm, here) });
} catch (error) {
  const note = document.createElement('p');
  note.setAttribute('role', 'alert');
  note.textContent = `ASL Studio could not start: ${error}`;
  document.body.append(note);
  throw error;
}

if (offline && 'serviceWorker' in navigator && isSecureContext) {
  // A host that refuses the worker costs only the offline use.
  navigator.serviceWorker.register(new URL(offline.content, here)).catch((error) => console.info('No offline use:', error));
}
