import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';

const IV_BYTES = 12;
const TAG_BYTES = 16;

/** Encrypts and authenticates small texts with AES-256-GCM, for addresses. */
export interface Seal {
  /** Base64url of IV, ciphertext and tag. */
  readonly close: (text: string) => string;
  /** The text, or undefined when this is nothing that the same key has sealed. */
  readonly open: (sealed: string) => string | undefined;
}

/**
 * @param key any text of enough entropy, shared by copies of the server; without one it is random
 * @param purpose bound into every seal, so that one purpose's seal does not open as another's
 */
export function sealWith(key: string | undefined, purpose: string): Seal {
  const secret = key === undefined ? randomBytes(32) : createHash('sha256').update(key).digest();
  const bound = Buffer.from(purpose);
  return {
    close: (text) => {
      const iv = randomBytes(IV_BYTES);
      const cipher = createCipheriv('aes-256-gcm', secret, iv).setAAD(bound);
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return Buffer.concat([iv, body, cipher.getAuthTag()]).toString('base64url');
    },
    open: (sealed) => {
      const bytes = Buffer.from(sealed, 'base64url');
      if (bytes.length < IV_BYTES + TAG_BYTES) return undefined;
      const decipher = createDecipheriv('aes-256-gcm', secret, bytes.subarray(0, IV_BYTES))
        .setAAD(bound)
        .setAuthTag(bytes.subarray(-TAG_BYTES));
      try {
        const body = decipher.update(bytes.subarray(IV_BYTES, -TAG_BYTES));
        return Buffer.concat([body, decipher.final()]).toString('utf8');
      } catch {
        return undefined; // the tag does not fit: another key, or a changed text
      }
    },
  };
}
