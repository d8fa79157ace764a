import { NtlmError } from './ntlm-error.js';

/** Attribute ids of the target information (MS-NLMP §2.2.2.1). */
export const avId = {
  endOfList: 0,
  netBiosComputerName: 1,
  netBiosDomainName: 2,
  dnsComputerName: 3,
  dnsDomainName: 4,
  dnsTreeName: 5,
  flags: 6,
  timestamp: 7,
  targetName: 9,
  channelBindings: 10,
} as const;

export type AvPair = readonly [id: number, value: Buffer];

/** Bit of the attribute `flags`: the message carries a MIC (MS-NLMP §2.2.2.1). */
const micPresent = 0x2;

/** More than any client sends. */
const maxPairs = 32;

/** Reads a list up to its end mark; what stands behind it is nobody's business. */
export function readAvPairs(bytes: Buffer): readonly AvPair[] {
  const pairs: AvPair[] = [];
  for (let offset = 0; ; ) {
    if (offset + 4 > bytes.length || pairs.length > maxPairs) throw new NtlmError('the attributes have no end');
    const id = bytes.readUInt16LE(offset);
    const length = bytes.readUInt16LE(offset + 2);
    if (id === avId.endOfList) return pairs;
    const end = offset + 4 + length;
    if (end > bytes.length) throw new NtlmError('an attribute is longer than the message');
    pairs.push([id, bytes.subarray(offset + 4, end)]);
    offset = end;
  }
}

export function writeAvPairs(pairs: readonly AvPair[]): Buffer {
  const parts = [...pairs, [avId.endOfList, Buffer.alloc(0)] as const].flatMap(([id, value]) => {
    const head = Buffer.alloc(4);
    head.writeUInt16LE(id, 0);
    head.writeUInt16LE(value.length, 2);
    return [head, value];
  });
  return Buffer.concat(parts);
}

export function findAv(pairs: readonly AvPair[], id: number): Buffer | undefined {
  return pairs.find(([candidate]) => candidate === id)?.[1];
}

export function saysMicIsThere(pairs: readonly AvPair[]): boolean {
  const flags = findAv(pairs, avId.flags);
  return flags !== undefined && flags.length >= 4 && (flags.readUInt32LE(0) & micPresent) !== 0;
}
