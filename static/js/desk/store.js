// What must survive a reload, kept in IndexedDB, which plain HTTP has too: the scans of this meeting made in this
// browser, and the prefixes by which a desk goes on. Where a browser forbids it (private windows), all of it lives in
// the page alone and `durable` says so.

const SCANS = "scans";
const KNOWN = "known";

export async function openStore(meeting) {
  try {
    const base = await asked(opening(`kiosk scans ${meeting}`));
    return {
      durable: true,
      all: () => within(base, SCANS, "readonly", (shelf) => shelf.getAll()),
      keep: (scan) => within(base, SCANS, "readwrite", (shelf) => shelf.put(scan)),
      made: (device) => within(base, SCANS, "readonly", (shelf) => shelf.index("device").count(device)),
      known: () => within(base, KNOWN, "readonly", (shelf) => shelf.get(KNOWN)),
      keepKnown: (known) => within(base, KNOWN, "readwrite", (shelf) => shelf.put(known, KNOWN)),
    };
  } catch {
    return inThePage();
  }
}

function inThePage() {
  const scans = new Map();
  return {
    durable: false,
    all: async () => [...scans.values()],
    keep: async (scan) => void scans.set(scan.command_id, scan),
    made: async () => scans.size,
    known: async () => undefined,
    keepKnown: async () => {},
  };
}

function opening(name) {
  const request = indexedDB.open(name, 1);
  request.onupgradeneeded = () => {
    request.result.createObjectStore(SCANS, { keyPath: "command_id" }).createIndex("device", "device");
    request.result.createObjectStore(KNOWN);
  };
  return request;
}

function within(base, shelf, mode, act) {
  const transaction = base.transaction(shelf, mode, { durability: "strict" });
  const request = act(transaction.objectStore(shelf));
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
