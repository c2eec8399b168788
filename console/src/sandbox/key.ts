const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
const LENGTH = 43;

/** An EncodingAESKey, as the platform's page makes one. */
export function randomKey(): string {
  const dice = crypto.getRandomValues(new Uint32Array(LENGTH));
  return Array.from(dice, (die) => ALPHABET[die % ALPHABET.length]).join("");
}
