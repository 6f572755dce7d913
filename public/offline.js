// The offline worker: once the page has loaded, it opens without a network.
//
// A build's files are one set, kept in a cache of the build's name. Files whose name holds a hash never change: cache
// first. The rest (the page itself, samples) come from the network where there is one, else from the set, so that a new
// build shows at the next reload. The worker does not push out its predecessor (no skipWaiting): a page that is still
// open keeps the set it was started from; sets no longer in use go when the new worker takes over.

// scripts/finish-dist.mjs fills these two in.
const BUILD = '';
const FILES = [];

const CACHE = `${self.registration.scope}#${BUILD}`;
const HASHED = /-[0-9a-f]{16}(_bg)?\.(js|wasm|css)$/;

self.addEventListener('install', (event) => {
  event.waitUntil(
    caches.open(CACHE).then((cache) => cache.addAll(FILES.map((file) => new Request(file, { cache: 'no-cache' })))),
  );
});

self.addEventListener('activate', (event) => {
  event.waitUntil(removeOtherBuilds());
});

self.addEventListener('fetch', (event) => {
  const url = new URL(event.request.url);
  if (event.request.method !== 'GET' || !url.href.startsWith(self.registration.scope)) return;
  event.respondWith(HASHED.test(url.pathname) ? fromCacheFirst(event.request) : fromNetworkFirst(event.request));
});

async function removeOtherBuilds() {
  for (const name of await caches.keys()) {
    if (name.startsWith(`${self.registration.scope}#`) && name !== CACHE) await caches.delete(name);
  }
}

async function fromCacheFirst(request) {
  return (await kept(request)) ?? fetch(request);
}

async function fromNetworkFirst(request) {
  try {
    return await fetch(request);
  } catch (error) {
    const answer = await kept(request);
    if (answer) return answer;
    throw error;
  }
}

async function kept(request) {
  const cache = await caches.open(CACHE);
  return cache.match(request, { ignoreSearch: true, ignoreVary: true });
}
