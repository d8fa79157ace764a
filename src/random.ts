import { randomBytes, randomUUID } from 'node:crypto';

/** Source of randomness, handed in like the clock. */
export interface Random {
  /** A random GUID in lower case. */
  uuid(): string;
  /** So many random bytes. */
  bytes(count: number): Buffer;
}

export const systemRandom: Random = { uuid: () => randomUUID(), bytes: (count) => randomBytes(count) };
