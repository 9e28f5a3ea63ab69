// What this phone keeps of one meeting's file; `meeting` tells files apart. Where a browser keeps nothing (a private
// window), it lives as long as the page.

export function shelf(meeting) {
  const key = (name) => `kiosk ${meeting} ${name}`;
  return {
    read(name) {
      try {
        return JSON.parse(localStorage.getItem(key(name)));
      } catch {
        return null;
      }
    },
    write(name, value) {
      try {
        if (value === null) localStorage.removeItem(key(name));
        else localStorage.setItem(key(name), JSON.stringify(value));
      } catch {
        // full, or forbidden
      }
    },
  };
}

// Of a tablet that many share nothing is kept.
export const nowhere = { read: () => null, write: () => {} };
