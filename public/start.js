// Starts the program that the page's <meta name="program"> names (Trunk writes it: pattern_script in Trunk.toml), and
// the offline worker where the build has one. A file of its own, as the page's policy refuses inline scripts.

const here = document.baseURI;
const program = document.querySelector('meta[name="program"]');
const offline = document.querySelector('meta[name="offline"]');

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
