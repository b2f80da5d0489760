// Envelopes that the server alone opens (platform/vault/envelopes.py): ECDH on P-256 with a key that is used once,
// HKDF-SHA-256, AES-256-GCM. The phone keeps no key that would open what it has sealed.

const VERSION = "1";
const INFO = "prasan envelope 1";
const bytes = (text) => new TextEncoder().encode(text);

export const able = () => Boolean(globalThis.isSecureContext && globalThis.crypto?.subtle && globalThis.indexedDB);

function unpacked(text) {
  const plain = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(plain, (letter) => letter.charCodeAt(0));
}

function packed(buffer) {
  const letters = Array.from(new Uint8Array(buffer), (one) => String.fromCharCode(one)).join("");
  return btoa(letters).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

// Seal a plain object for a public key. `about`, what the envelope belongs to: it opens as nothing else.
export async function seal(publicKey, content, about) {
  const { subtle } = crypto;
  const curve = { name: "ECDH", namedCurve: "P-256" };
  const point = unpacked(publicKey);
  const there = await subtle.importKey("raw", point, curve, false, []);
  const once = await subtle.generateKey(curve, false, ["deriveBits"]);
  const here = new Uint8Array(await subtle.exportKey("raw", once.publicKey));
  const shared = await subtle.deriveBits({ name: "ECDH", public: there }, once.privateKey, 256);
  const base = await subtle.importKey("raw", shared, "HKDF", false, ["deriveKey"]);
  const salt = new Uint8Array([...here, ...point]);
  const key = await subtle.deriveKey(
    { name: "HKDF", hash: "SHA-256", salt, info: bytes(INFO) }, base, { name: "AES-GCM", length: 256 }, false, ["encrypt"],
  );
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const sealed = await subtle.encrypt({ name: "AES-GCM", iv, additionalData: bytes(about) }, key, bytes(JSON.stringify(content)));
  return [VERSION, packed(here), packed(iv), packed(sealed)].join(".");
}
