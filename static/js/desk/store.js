// What must survive a reload, kept in IndexedDB, which plain HTTP has too. Where a browser forbids it
// (private windows), the queue lives in the page alone and `durable` says so.

const SHELF = "waiting";

export async function openStore(name) {
  try {
    const base = await asked(opening(name));
    return { durable: true, all: () => within(base, "readonly", (shelf) => shelf.getAll()),
      keep: (scan) => within(base, "readwrite", (shelf) => shelf.put(scan)),
      drop: (commandId) => within(base, "readwrite", (shelf) => shelf.delete(commandId)) };
  } catch {
    return { durable: false, all: async () => [], keep: async () => {}, drop: async () => {} };
  }
}

function opening(name) {
  const request = indexedDB.open(name, 1);
  request.onupgradeneeded = () => request.result.createObjectStore(SHELF, { keyPath: "command_id" });
  return request;
}

function within(base, mode, act) {
  const transaction = base.transaction(SHELF, mode, { durability: "strict" });
  const request = act(transaction.objectStore(SHELF));
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve(request.result);
    transaction.onabort = transaction.onerror = () => reject(transaction.error);
  });
}

function asked(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}
